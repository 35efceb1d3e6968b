import { readExchangeSettings } from '../../store/exchange-settings.ts';
import {
  findMoveUser,
  joinedSince,
  type MoveUser,
  moveArrivals,
  moveTotals,
} from '../../store/move-report.ts';
import type { Move as StoredMove } from '../../store/moves.ts';
import type { ConnectionColumns } from '../../store/schema/moves.ts';
import { findUser } from '../../store/users.ts';
import type { ConnectionFacts, Move, MoveOfUser, MoveUserRow } from '../contract.ts';
import type { HttpParts } from '../parts.ts';
import { troubleView } from './trouble.ts';

/** A move as the page shows it. */
export async function moveView({ database: { db } }: HttpParts, move: StoredMove): Promise<Move> {
  const { organizationId, id, state, reach, savedAnyway, startedAt, lookedAt, confirmedAt, endedAt } = move;
  const settings = await readExchangeSettings(db, organizationId);
  const { users, counts, ...totals } = await moveTotals(db, move);
  const nameOf = async (userId: string | null) => {
    const user = userId === null ? undefined : await findUser(db, organizationId, userId);
    return user ? `${user.firstName} ${user.lastName}`.trim() : null;
  };
  return {
    ...{ id, state, reach, savedAnyway, startedAt, lookedAt, confirmedAt, endedAt, counts },
    from: connectionFacts(move.cameFrom),
    to: connectionFacts(move),
    startedBy: await nameOf(move.startedBy),
    confirmedBy: await nameOf(move.confirmedBy),
    isStale: isOpen(move) && settings?.updatedAt !== move.settingsAt,
    pausedUntil: move.pausedUntil,
    trouble: move.error && troubleView(move.error, startedAt),
    users: { all: users, ...totals, joined: isOpen(move) ? await joinedSince(db, move) : 0 },
    arrivals: confirmedAt === null ? null : await moveArrivals(db, move, confirmedAt),
  };
}

/** Whether nothing has been changed by it yet. */
export function isOpen({ state }: Pick<StoredMove, 'state'>): boolean {
  return state === 'looking' || state === 'looked' || state === 'failed';
}

export function connectionFacts(of: ConnectionColumns): ConnectionFacts {
  const { version, signInWay, cloud, tenant, applicationId, ewsUrl, delegateUserName, netbiosDomain } = of;
  return { version, signInWay, cloud, tenant, applicationId, ewsUrl, delegateUserName, netbiosDomain };
}

export function moveUserRow(user: MoveUser): MoveUserRow {
  const { userId, name, email, state, counts, resolvedAddress, error, lookedAt } = user;
  const trouble = error && troubleView(error, lookedAt ?? '');
  return { id: userId, name, email, state, counts, resolvedAddress, trouble };
}

const NOTHING: MoveOfUser = { move: null, entries: [], undecided: 0, gone: 0 };

/** What the open move could not place of one user's; private subjects are for that user alone. */
export async function moveOfUser(
  { database: { db } }: HttpParts,
  move: StoredMove | undefined,
  userId: string,
  viewerId: string,
): Promise<MoveOfUser> {
  const found = move && (await findMoveUser(db, move, userId));
  if (!move || !found) return NOTHING;
  return {
    move: { id: move.id, to: move.version, lookedAt: found.lookedAt },
    entries: found.unsure.map(({ kind, side, subject, time, isPrivate }) => ({
      ...{ kind, side, isPrivate, start: time.start, allDay: time.kind === 'allDay' },
      subject: isPrivate && viewerId !== userId ? null : subject,
    })),
    undecided: found.counts?.undecided ?? 0,
    gone: found.counts?.gone ?? 0,
  };
}
