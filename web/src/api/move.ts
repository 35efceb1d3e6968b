import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from './client.ts';
import type {
  ExchangeSettingsSave,
  LatestMove,
  Move,
  MoveOfUser,
  MoveUserPage,
  MoveUserQuery,
} from './contract.ts';
import { exchangeSettingsQuery } from './exchange-settings.ts';

/** Milliseconds between two looks at a move under way, and at one that waits for a person. */
const BUSY = 1_000;
const QUIET = 15_000;

/** The ladder is climbed before a move is prepared. */
const LADDER_TIMEOUT = 180_000;

export const USERS_OF_MOVE = 25;

/** Whether something goes on by itself. */
export function isMoving(move: Move | null | undefined): boolean {
  return move?.state === 'looking' || move?.state === 'confirmed';
}

export const moveQuery = queryOptions({
  queryKey: ['move'],
  queryFn: ({ signal }) => call<LatestMove>('/exchange-settings/move', { signal }),
  refetchInterval: (query) => (isMoving(query.state.data?.move) ? BUSY : QUIET),
});

export type MoveUsersAsked = Pick<MoveUserQuery, 'moveId' | 'show' | 'page'> & { readonly search?: string };

/** A page of the users of a move, as it stands by now: looked at again while the look goes on, and when it is over. */
export function moveUsersQuery(asked: MoveUsersAsked, { state, lookedAt }: Pick<Move, 'state' | 'lookedAt'>) {
  const { moveId, show, page, search } = asked;
  const query = new URLSearchParams({ moveId, show, page: String(page), pageSize: String(USERS_OF_MOVE) });
  if (search) query.set('search', search);
  return queryOptions({
    queryKey: ['move-users', asked, state, lookedAt],
    queryFn: ({ signal }) => call<MoveUserPage>(`/exchange-settings/move/users?${query}`, { signal }),
    refetchInterval: state === 'looking' ? BUSY * 2 : false,
    placeholderData: keepPreviousData,
  });
}

/** The entries of a user that the open move cannot place. */
export function moveOfUserQuery(userId: string) {
  return queryOptions({
    queryKey: ['move-of-user', userId],
    queryFn: ({ signal }) => call<MoveOfUser>(`/users/${userId}/move`, { signal }),
  });
}

/** Prepares a move; what else the form changes is saved with it. */
export function useMoveStart() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: ExchangeSettingsSave) =>
      call<Move>('/exchange-settings/move', { method: 'POST', body, timeout: LADDER_TIMEOUT }),
    onSuccess: (move) => {
      queries.setQueryData(moveQuery.queryKey, { move });
      return queries.invalidateQueries({ queryKey: exchangeSettingsQuery.queryKey });
    },
  });
}

export type MoveStep =
  | { readonly name: 'look'; readonly whom: 'everybody' | 'failed' }
  | { readonly name: 'cancel' }
  | { readonly name: 'confirm'; readonly despiteFailures: boolean };

/** What an administrator decides about a move; each answers the move as it stands then. */
export function useMoveStep(moveId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ name, ...more }: MoveStep) =>
      call<Move>(`/exchange-settings/move/${name}`, { method: 'POST', body: { moveId, ...more } }),
    onSuccess: (move) => queries.setQueryData(moveQuery.queryKey, { move }),
    // Refused or not, somebody may have decided meanwhile.
    onSettled: () =>
      Promise.all(
        [moveQuery.queryKey, ['move-users'], exchangeSettingsQuery.queryKey, ['users'], ['log']].map(
          (queryKey) => queries.invalidateQueries({ queryKey }),
        ),
      ),
  });
}
