import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from './client.ts';
import type { SupportPerson } from './contract.ts';

export const supportPeopleQuery = queryOptions({
  queryKey: ['support-people'],
  queryFn: ({ signal }) => call<SupportPerson[]>('/support-people', { signal }),
});

/** Chooses the companies that a support person looks after besides their own. */
export function useAssignCompanies({ homeId, userId }: SupportPerson) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (companyIds: readonly string[]) =>
      call<SupportPerson>(`/support-people/${homeId}/${userId}`, { method: 'PUT', body: { companyIds } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['support-people'] }),
  });
}
