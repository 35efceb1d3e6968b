import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from './client.ts';
import type {
  ConfirmationCode,
  DryRun,
  HeldDeletionsDecision,
  MailboxConfirmation,
  SwitchOff,
  SynchronizationView,
} from './contract.ts';

/** Milliseconds between two looks at a run in progress, and at a quiet calendar. */
const BUSY = 700;
const QUIET = 5_000;
/** A first look reads the whole window of both calendars. */
const DRY_RUN_TIMEOUT = 180_000;

export function isRunning(view: SynchronizationView | undefined): boolean {
  return view?.run?.state === 'running' || view?.run?.state === 'waiting';
}

export function synchronizationQuery(userId: string) {
  return queryOptions({
    queryKey: ['synchronization', userId],
    queryFn: ({ signal }) => call<SynchronizationView>(`/users/${userId}/synchronization`, { signal }),
    refetchInterval: (query) => (isRunning(query.state.data) ? BUSY : QUIET),
  });
}

/** What can be asked of a user's synchronization; each answers how it stands afterwards. */
export type SynchronizationAction =
  | { readonly name: 'on' | 'run' | 'pause' | 'resume' }
  | { readonly name: 'off'; readonly body: SwitchOff }
  | { readonly name: 'held-deletions'; readonly body: HeldDeletionsDecision };

export function useSynchronizationAction(userId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (action: SynchronizationAction) =>
      call<SynchronizationView>(`/users/${userId}/synchronization/${action.name}`, {
        method: 'POST',
        body: 'body' in action ? action.body : {},
      }),
    onSuccess: (view) => {
      queries.setQueryData(synchronizationQuery(userId).queryKey, view);
      return Promise.all(
        ['users', 'log', 'activities', 'pairs'].map((key) => queries.invalidateQueries({ queryKey: [key] })),
      );
    },
  });
}

/** Has a code left in one's own mailbox: leaving it may have to wait for Exchange. */
export function useLeaveCode(userId: string) {
  return useMutation({
    mutationFn: () =>
      call<MailboxConfirmation>(`/users/${userId}/synchronization/confirmation`, {
        method: 'POST',
        body: {},
        timeout: DRY_RUN_TIMEOUT,
      }),
  });
}

/** Says the code; the answer is how the synchronization stands afterwards. */
export function useSayCode(userId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: ConfirmationCode) =>
      call<SynchronizationView>(`/users/${userId}/synchronization/confirmation/code`, {
        method: 'POST',
        body,
      }),
    onSuccess: (view) => queries.setQueryData(synchronizationQuery(userId).queryKey, view),
  });
}

/** What switching on would do. Asked anew each time: both calendars may have changed. */
export function dryRunQuery(userId: string) {
  return queryOptions({
    queryKey: ['dry-run', userId],
    queryFn: ({ signal }) =>
      call<DryRun>(`/users/${userId}/synchronization/dry-run`, {
        method: 'POST',
        body: {},
        signal,
        timeout: DRY_RUN_TIMEOUT,
      }),
    staleTime: 0,
    gcTime: 0,
    retry: false,
    refetchOnWindowFocus: false,
  });
}
