import { sql } from 'kysely';
import type { ErrorDetails } from '../model/problem.ts';
import type { Recognition } from '../model/recognition.ts';
import type { Instant } from '../model/time.ts';
import type { Handle } from './handle.ts';
import type { Move } from './moves.ts';
import { asJson } from './schema/columns.ts';

/** Entries of one user that are kept to be shown; their counts tell of all. */
const UNSURE_KEPT = 200;

/** The right to look for a move, by the database's clock. */
export interface MoveLease {
  readonly organizationId: string;
  readonly moveId: string;
  readonly look: number;
  readonly workerId: string;
}

const inSeconds = (seconds: number) => sql<string>`now() + make_interval(secs => ${seconds})`;

/** Takes moves whose look nobody is at, the longest waiting first, for `seconds`. */
export async function takeMoves(
  db: Handle,
  workerId: string,
  seconds: number,
  limit: number,
): Promise<readonly Move[]> {
  return db
    .updateTable('moves')
    .set({ workerId, leasedUntil: inSeconds(seconds), pausedUntil: null })
    .where(
      sql<boolean>`(organization_id, id) in (select organization_id, id from moves
        where state = 'looking' and (leased_until is null or leased_until <= now())
          and (paused_until is null or paused_until <= now())
        order by started_at limit ${limit} for update skip locked)`,
    )
    .returningAll()
    .execute();
}

/** A sign of life; false where the move is no longer this worker's to look for. */
export async function renewMove(db: Handle, lease: MoveLease, seconds: number): Promise<boolean> {
  const { numUpdatedRows } = await heldBy(
    db.updateTable('moves').set({ leasedUntil: inSeconds(seconds) }),
    lease,
  ).executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Lets go of the move: nobody takes it before `pausedUntil`, and `why` tells for what it waits. */
export async function releaseMove(
  db: Handle,
  lease: MoveLease,
  pausedUntil: Instant | null = null,
  why: ErrorDetails | null = null,
): Promise<void> {
  const free = { workerId: null, leasedUntil: null, pausedUntil, error: asJson(why) };
  await heldBy(db.updateTable('moves').set(free), lease).execute();
}

/** Takes out of the move who has switched off since it began. */
export async function leaveMove(db: Handle, lease: MoveLease, userId: string): Promise<void> {
  await ofUser(db.deleteFrom('moveUsers'), lease, userId).execute();
}

/** Of the users who wait to be looked at, those whose time has come. */
export async function nextUsers(
  db: Handle,
  { organizationId, moveId }: MoveLease,
  now: Instant,
  limit: number,
): Promise<readonly { readonly userId: string; readonly attempts: number }[]> {
  return db
    .selectFrom('moveUsers')
    .select(['userId', 'attempts'])
    .where('organizationId', '=', organizationId)
    .where('moveId', '=', moveId)
    .where('state', '=', 'waiting')
    .where((eb) => eb.or([eb('nextTryAt', 'is', null), eb('nextTryAt', '<=', now)]))
    .orderBy(sql`next_try_at nulls first`)
    .orderBy('userId')
    .limit(limit)
    .execute();
}

/** When the first of those who wait may be tried again; undefined where nobody waits. */
export async function nextTryOf(
  db: Handle,
  { organizationId, moveId }: MoveLease,
): Promise<{ readonly at: Instant | null } | undefined> {
  const row = await db
    .selectFrom('moveUsers')
    .select((eb) => [eb.fn.min('nextTryAt').as('at'), eb.fn.countAll<number>().as('count')])
    .where('organizationId', '=', organizationId)
    .where('moveId', '=', moveId)
    .where('state', '=', 'waiting')
    .executeTakeFirstOrThrow();
  return Number(row.count) === 0 ? undefined : { at: row.at };
}

export interface LookResult extends Recognition {
  readonly resolvedAddress: string;
}

/** Stores what was found for one user, unless the move has gone on without this worker meanwhile. */
export async function recordLook(
  db: Handle,
  lease: MoveLease,
  userId: string,
  result: LookResult,
  at: Instant,
): Promise<void> {
  const unsure = asJson(result.unsure.slice(0, UNSURE_KEPT));
  await ofUser(
    db.updateTable('moveUsers').set({
      ...{ state: 'looked', lookedAt: at, resolvedAddress: result.resolvedAddress },
      ...{ counts: asJson(result.counts), unsure, error: null, nextTryAt: null },
    }),
    lease,
    userId,
  ).execute();
}

/** Stores why a user could not be looked at: to be tried again at `nextTryAt`, or given up with null. */
export async function recordLookFailure(
  db: Handle,
  lease: MoveLease,
  userId: string,
  error: ErrorDetails,
  nextTryAt: Instant | null,
): Promise<void> {
  const state = nextTryAt === null ? 'failed' : 'waiting';
  await ofUser(
    db
      .updateTable('moveUsers')
      .set({ state, error: asJson(error), nextTryAt, counts: null, unsure: '[]' })
      .set((eb) => ({ attempts: eb('attempts', '+', 1) })),
    lease,
    userId,
  ).execute();
}

/** Nobody waits any more: the look is over. */
export async function endLook(db: Handle, lease: MoveLease, at: Instant): Promise<void> {
  await heldBy(
    db.updateTable('moves').set({
      state: 'looked',
      lookedAt: at,
      workerId: null,
      leasedUntil: null,
      pausedUntil: null,
      error: null,
    }),
    lease,
  ).execute();
}

/** The new server lets nobody in: the look ends early, and those who wait go on waiting. */
export async function failLook(db: Handle, lease: MoveLease, error: ErrorDetails): Promise<void> {
  await heldBy(
    db
      .updateTable('moves')
      .set({ state: 'failed', error: asJson(error), workerId: null, leasedUntil: null, pausedUntil: null }),
    lease,
  ).execute();
}

/** Confirmed moves whose mailboxes have all been recognised over the new connection are finished. */
export async function finishMoves(db: Handle, at: Instant): Promise<void> {
  await sql`
    update moves m set state = 'finished', ended_at = ${at} where m.state = 'confirmed' and not exists (
      select from move_users u join synchronizations s
        on s.organization_id = u.organization_id and s.user_id = u.user_id
      where u.organization_id = m.organization_id and u.move_id = m.id and s.state = 'on'
        and (s.last_success_at is null or s.last_success_at < m.confirmed_at))`.execute(db);
}

type Narrowed<Query> = { where(column: string, operator: string, value: unknown): Query };

/** Only while the worker holds the move and looks at it by this number. */
function heldBy<Query extends Narrowed<Query>>(query: Query, lease: MoveLease): Query {
  return query
    .where('organizationId', '=', lease.organizationId)
    .where('id', '=', lease.moveId)
    .where('workerId', '=', lease.workerId)
    .where('look', '=', lease.look)
    .where('state', '=', 'looking');
}

function ofUser<Query extends Narrowed<Query> & { where(condition: unknown): Query }>(
  query: Query,
  { organizationId, moveId, look, workerId }: MoveLease,
  userId: string,
): Query {
  return query
    .where('organizationId', '=', organizationId)
    .where('moveId', '=', moveId)
    .where('userId', '=', userId)
    .where('state', '=', 'waiting')
    .where(
      sql<boolean>`exists (select from moves m where m.organization_id = ${organizationId}::uuid
        and m.id = ${moveId}::uuid and m.worker_id = ${workerId}::uuid and m.look = ${look} and m.state = 'looking')`,
    );
}
