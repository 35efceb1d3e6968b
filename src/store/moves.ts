import { type Selectable, sql } from 'kysely';
import type { Instant } from '../model/time.ts';
import type { Handle } from './handle.ts';
import { asJson } from './schema/columns.ts';
import type { ConnectionColumns, MovesTable } from './schema/moves.ts';

export type Move = Selectable<MovesTable>;

/** States in which nothing was changed yet, and one move of a company at most stands. */
const OPEN = ['looking', 'looked', 'failed'] as const;

export interface NewMove {
  readonly organizationId: string;
  readonly id: string;
  readonly to: ConnectionColumns;
  /** As `sealExchangeSecret` gives it; null keeps the one that is in use. */
  readonly encryptedSecret: string | null;
  readonly from: ConnectionColumns;
  /** `updatedAt` of the settings that the look is made with. */
  readonly settingsAt: Instant;
  readonly testedAt: Instant | null;
  readonly savedAnyway: boolean;
  readonly at: Instant;
  readonly by: string;
}

/**
 * Begins a move: everybody who synchronizes or pauses is to be looked at. A move that was open before is cancelled:
 * there is one at most. Runs inside the transaction of its caller.
 */
export async function startMove(trx: Handle, move: NewMove): Promise<void> {
  const { organizationId, id, to, from, at, by, ...more } = move;
  const open = await openMove(trx, organizationId);
  if (open) await cancelMove(trx, organizationId, open.id, at);
  await trx
    .insertInto('moves')
    .values({
      ...to,
      ...more,
      ...{ organizationId, id, state: 'looking', cameFrom: asJson(from), startedAt: at, startedBy: by },
    })
    .execute();
  await addUsers(trx, organizationId, id);
}

/** Users who have come since the last look are added, and stay out once they are known. */
async function addUsers(trx: Handle, organizationId: string, moveId: string): Promise<void> {
  await sql`
    insert into move_users (organization_id, move_id, user_id)
    select s.organization_id, ${moveId}::uuid, s.user_id from synchronizations s
    join users u on u.organization_id = s.organization_id and u.id = s.user_id
    where s.organization_id = ${organizationId}::uuid and s.state in ('on', 'paused') and u.is_active
    on conflict do nothing`.execute(trx);
}

/** The latest move of a company, whatever became of it. */
export async function latestMove(db: Handle, organizationId: string): Promise<Move | undefined> {
  return db
    .selectFrom('moves')
    .selectAll()
    .where('organizationId', '=', organizationId)
    .orderBy('startedAt', 'desc')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst();
}

/** One move of the company by its id. */
export async function findMove(db: Handle, organizationId: string, id: string): Promise<Move | undefined> {
  return db
    .selectFrom('moves')
    .selectAll()
    .where('organizationId', '=', organizationId)
    .where('id', '=', id)
    .executeTakeFirst();
}

/** The company's move that nobody confirmed or cancelled yet; inside a transaction it is kept from others. */
export async function openMove(db: Handle, organizationId: string): Promise<Move | undefined> {
  return db
    .selectFrom('moves')
    .selectAll()
    .where('organizationId', '=', organizationId)
    .where('state', 'in', OPEN)
    .$if(db.isTransaction, (query) => query.forUpdate())
    .executeTakeFirst();
}

/**
 * Looks again with the settings as they are now: at everybody, or only at those who could not be looked at. Gives the
 * look a new number, so that what an earlier one still finds is not taken for its own.
 */
export async function lookAgain(
  trx: Handle,
  move: Pick<Move, 'organizationId' | 'id'>,
  settingsAt: Instant,
  whom: 'everybody' | 'failed',
): Promise<void> {
  const { organizationId, id } = move;
  await trx
    .updateTable('moves')
    .set({ state: 'looking', settingsAt, lookedAt: null, error: null, pausedUntil: null })
    .set((eb) => ({ look: eb('look', '+', 1), workerId: null, leasedUntil: null }))
    .where('organizationId', '=', organizationId)
    .where('id', '=', id)
    .execute();
  await trx
    .updateTable('moveUsers')
    .set({ state: 'waiting', attempts: 0, nextTryAt: null, error: null })
    .where('organizationId', '=', organizationId)
    .where('moveId', '=', id)
    .$if(whom === 'failed', (query) => query.where('state', '=', 'failed'))
    .execute();
  await removeThoseWhoLeft(trx, organizationId, id);
  await addUsers(trx, organizationId, id);
}

/** Who switched off since has nothing to be looked at. */
async function removeThoseWhoLeft(trx: Handle, organizationId: string, moveId: string): Promise<void> {
  await sql`
    delete from move_users m where m.organization_id = ${organizationId}::uuid and m.move_id = ${moveId}::uuid
      and not exists (select from synchronizations s where s.organization_id = m.organization_id
        and s.user_id = m.user_id and s.state in ('on', 'paused'))`.execute(trx);
}

/** Ends a move that nobody confirmed; false where there is none such. What was found of entries is forgotten. */
export async function cancelMove(
  trx: Handle,
  organizationId: string,
  moveId: string,
  at: Instant,
): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('moves')
    .set({ state: 'cancelled', endedAt: at, encryptedSecret: null, workerId: null, leasedUntil: null })
    .where('organizationId', '=', organizationId)
    .where('id', '=', moveId)
    .where('state', 'in', OPEN)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) return false;
  await forgetEntries(trx, organizationId, moveId);
  return true;
}

async function forgetEntries(trx: Handle, organizationId: string, moveId: string): Promise<void> {
  await trx
    .updateTable('moveUsers')
    .set({ unsure: '[]' })
    .where('organizationId', '=', organizationId)
    .where('moveId', '=', moveId)
    .execute();
}

/**
 * Takes the move's connection into use, all in the caller's transaction: the settings, the move's state, and every
 * mailbox, which is due at once, is known by its user's own address again and whose run over the old connection, if
 * one is under way, records nothing more. A process that dies right after has lost nothing: the timetable finds them.
 */
export async function confirmMove(trx: Handle, move: Move, by: string, at: Instant): Promise<void> {
  const { organizationId, id } = move;
  const { version, signInWay, tenant, applicationId, cloud, ewsUrl, delegateUserName, netbiosDomain } = move;
  await trx
    .updateTable('exchangeSettings')
    .set({ version, signInWay, tenant, applicationId, cloud, ewsUrl, delegateUserName, netbiosDomain })
    .set({ testedAt: move.testedAt, savedAnyway: move.savedAnyway, moveId: id, updatedAt: at, updatedBy: by })
    .$if(move.encryptedSecret !== null, (query) => query.set({ encryptedSecret: move.encryptedSecret }))
    .where('organizationId', '=', organizationId)
    .execute();
  await trx
    .updateTable('moves')
    .set({ state: 'confirmed', confirmedAt: at, confirmedBy: by, encryptedSecret: null })
    .where('organizationId', '=', organizationId)
    .where('id', '=', id)
    .execute();
  await trx
    .updateTable('synchronizations')
    .set({ currentRunId: null, resolvedAddress: null, failures: 0, nextRunAt: at })
    .where('organizationId', '=', organizationId)
    .execute();
}

/** Moves that are over and began before this, with all that was found: they are of no more use. */
export async function removeOldMoves(db: Handle, before: Instant): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom('moves')
    .where('startedAt', '<', before)
    .where('state', 'in', ['cancelled', 'finished'])
    .executeTakeFirst();
  return Number(numDeletedRows);
}
