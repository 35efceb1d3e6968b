import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { call } from './client.ts';
import type { Colleague, UserPage, UserRow } from './contract.ts';

export const USERS_ON_A_PAGE = 20;

export interface UsersAsked {
  readonly search?: string;
  readonly state?: UserRow['state'];
  readonly page: number;
}

export function usersQuery(asked: UsersAsked) {
  return queryOptions({
    queryKey: ['users', asked],
    queryFn: ({ signal }) => call<UserPage>(`/users?${usersSearchParams(asked)}`, { signal }),
    placeholderData: keepPreviousData,
    refetchInterval: 15_000,
  });
}

function usersSearchParams({ search, state, page }: UsersAsked): URLSearchParams {
  const params = new URLSearchParams({ page: String(page), pageSize: String(USERS_ON_A_PAGE) });
  if (search) params.set('search', search);
  if (state) params.set('state', state);
  return params;
}

export const colleaguesQuery = queryOptions({
  queryKey: ['colleagues'],
  queryFn: ({ signal }) => call<Colleague[]>('/colleagues', { signal }),
  staleTime: 60_000,
});
