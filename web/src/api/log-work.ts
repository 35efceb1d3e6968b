import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from './client.ts';
import type {
  HeldDeletionsDecision,
  HeldOfUser,
  HeldPage,
  SetAsidePage,
  SynchronizationView,
  TriedAgain,
  TryAgain,
} from './contract.ts';
import { paramsOf } from './log.ts';

export const SET_ASIDE_ON_A_PAGE = 20;
export const HELD_ON_A_PAGE = 50;

/** Milliseconds between two looks where the live stream is silent. */
const NOW_AND_THEN = 30_000;
/** The same while somebody waits for what becomes of an entry that is tried again. */
const SOON = 1_500;

export interface SetAsideAsked {
  readonly companyId?: string | undefined;
  readonly userId?: string | undefined;
  readonly code?: string | undefined;
  readonly page: number;
}

export function setAsideQuery(asked: SetAsideAsked, isAwaited: boolean) {
  return queryOptions({
    queryKey: ['set-aside', asked],
    queryFn: ({ signal }) =>
      call<SetAsidePage>(`/set-aside?${paramsOf(asked, { pageSize: SET_ASIDE_ON_A_PAGE })}`, { signal }),
    placeholderData: keepPreviousData,
    refetchInterval: isAwaited ? SOON : NOW_AND_THEN,
  });
}

export function useTryAgain() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: TryAgain) => call<TriedAgain>('/set-aside/try-again', { method: 'POST', body }),
    onSettled: () => queries.invalidateQueries({ queryKey: ['set-aside'] }),
  });
}

export function heldQuery(companyId: string | undefined, userId: string | undefined) {
  return queryOptions({
    queryKey: ['held', { companyId, userId }],
    queryFn: ({ signal }) =>
      call<HeldOfUser[]>(`/held-deletions?${paramsOf({ companyId, userId })}`, { signal }),
    refetchInterval: NOW_AND_THEN,
  });
}

export function heldNamesQuery(companyId: string | undefined, userId: string, page: number) {
  return queryOptions({
    queryKey: ['held', 'names', { companyId, userId, page }],
    queryFn: ({ signal }) =>
      call<HeldPage>(`/held-deletions/${userId}?${paramsOf({ companyId, page, pageSize: HELD_ON_A_PAGE })}`, {
        signal,
      }),
    placeholderData: keepPreviousData,
  });
}

/** Decides on what was shown of one user's held deletions, and on nothing else. */
export function useDecideHeld({ userId, heldUntil, decidedAt }: HeldOfUser) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (decision: HeldDeletionsDecision['decision']) =>
      call<SynchronizationView>(`/users/${userId}/synchronization/held-deletions`, {
        method: 'POST',
        body: { decision, heldUntil, decidedAt },
      }),
    onSettled: () =>
      Promise.all(
        ['held', 'synchronization', 'log-latest'].map((key) =>
          queries.invalidateQueries({ queryKey: [key] }),
        ),
      ),
  });
}
