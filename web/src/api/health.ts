import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { call } from './client.ts';
import type { Health, TroubledMailboxPage } from './contract.ts';

export const MAILBOXES_ON_A_PAGE = 20;

/** The figures of a range; renewed by themselves, as a minute's are new every minute. */
export function healthQuery(range: Health['range']) {
  return queryOptions({
    queryKey: ['health', range],
    queryFn: ({ signal }) => call<Health>(`/health?range=${range}`, { signal }),
    placeholderData: keepPreviousData,
    refetchInterval: 30_000,
  });
}

export function troubledMailboxesQuery(page: number) {
  return queryOptions({
    queryKey: ['troubled-mailboxes', page],
    queryFn: ({ signal }) =>
      call<TroubledMailboxPage>(`/health/mailboxes?page=${page}&pageSize=${MAILBOXES_ON_A_PAGE}`, { signal }),
    placeholderData: keepPreviousData,
    refetchInterval: 30_000,
  });
}
