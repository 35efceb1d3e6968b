import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from './client.ts';
import type { AddOn, AddOnChange } from './contract.ts';

export const addOnsQuery = queryOptions({
  queryKey: ['add-ons'],
  queryFn: ({ signal }) => call<AddOn[]>('/add-ons', { signal }),
});

/** Activates or deactivates an add-on; what everybody may do changes with it. */
export function useAddOnChange(name: AddOn['name']) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: AddOnChange) => call<AddOn>(`/add-ons/${name}`, { method: 'PUT', body }),
    onSuccess: () => queries.invalidateQueries(),
  });
}
