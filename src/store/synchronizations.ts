import { type Selectable, sql } from 'kysely';
import { LONGEST_WAIT } from '../model/clock-jump.ts';
import { type Instant, instantFromMillis } from '../model/time.ts';
import { CALENDAR_SYNCHRONIZATION } from './add-ons.ts';
import { type Handle, inTransaction } from './handle.ts';
import type { SynchronizationsTable } from './schema/synchronization.ts';

export type Synchronization = Selectable<SynchronizationsTable>;

/** One user's synchronization; undefined when it was never switched on. */
export async function findSynchronization(
  db: Handle,
  organizationId: string,
  userId: string,
): Promise<Synchronization | undefined> {
  return db
    .selectFrom('synchronizations')
    .selectAll()
    .where('organizationId', '=', organizationId)
    .where('userId', '=', userId)
    .executeTakeFirst();
}

/**
 * Switches on, from the beginning: both sides are read whole and matched with the links that are still
 * there, so that switching off and on again doubles nothing. Who may do it is decided by the caller.
 */
export async function switchOn(
  db: Handle,
  of: { readonly organizationId: string; readonly userId: string; readonly mailboxAddress: string },
  at: Instant,
): Promise<void> {
  const fresh = {
    state: 'on',
    enabledAt: at,
    changedAt: at,
    mailboxAddress: of.mailboxAddress,
    resolvedAddress: null,
    bySignInName: false,
    activitiesCursor: null,
    mailboxCursor: null,
    scope: null,
    // The next good run is a first one, whatever the clock said when somebody was switched on before.
    lastSuccessAt: null,
    lastError: null,
    haltReason: null,
    currentRunId: null,
    failures: 0,
    nextRunAt: null,
    isTakingBack: false,
  } as const;
  await db
    .insertInto('synchronizations')
    .values({ ...of, ...fresh })
    .onConflict((conflict) => conflict.columns(['organizationId', 'userId']).doUpdateSet(fresh))
    .execute();
}

/**
 * Switches off. A run that is under way records nothing more and sends no further batch; what waits for a person and what was set
 * aside is forgotten. Links and intentions stay: the first keep a later switching on from making doubles,
 * the second find what a create in flight still made. `takeBack`: the made entries are to be removed.
 */
export async function switchOff(
  db: Handle,
  organizationId: string,
  userId: string,
  takeBack: boolean,
  at: Instant,
): Promise<void> {
  await inTransaction(db, async (trx) => {
    await trx
      .updateTable('synchronizations')
      .set({ state: 'off', changedAt: at, currentRunId: null, isTakingBack: takeBack, nextRunAt: null })
      .set({ lastError: null, haltReason: null, failures: 0 })
      .where('organizationId', '=', organizationId)
      .where('userId', '=', userId)
      .execute();
    for (const table of ['heldDeletions', 'problems'] as const)
      await trx
        .deleteFrom(table)
        .where('organizationId', '=', organizationId)
        .where('userId', '=', userId)
        .execute();
  });
}

/**
 * Pauses or goes on; false when it was not switched on. A run under way records nothing more and sends no further
 * batch; one that is on its way to the server at this moment still arrives, and the next run finds it.
 */
export async function setPaused(
  db: Handle,
  organizationId: string,
  userId: string,
  paused: boolean,
  at: Instant,
): Promise<boolean> {
  const result = await db
    .updateTable('synchronizations')
    .set({ state: paused ? 'paused' : 'on', changedAt: at, nextRunAt: null })
    .$if(paused, (query) => query.set({ currentRunId: null }))
    .where('organizationId', '=', organizationId)
    .where('userId', '=', userId)
    .where('state', '=', paused ? 'on' : 'paused')
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

/**
 * The server no longer knows the address with which a user switched on: the one that they have now takes its place.
 * What was synchronized stays; should another mailbox be behind it, its deletions wait for a person.
 */
export async function followUsersAddress(db: Handle, row: Synchronization): Promise<Synchronization> {
  const { organizationId, userId } = row;
  const followed = await db
    .updateTable('synchronizations as s')
    .from('users as u')
    .set((eb) => ({ mailboxAddress: eb.ref('u.email'), resolvedAddress: null }))
    .whereRef('u.organizationId', '=', 's.organizationId')
    .whereRef('u.id', '=', 's.userId')
    .whereRef('u.email', '<>', sql`lower(s.mailbox_address)`)
    // Whoever gave the address must not lead the synchronization into a mailbox whose owner has not come in.
    .where('u.unconfirmedSince', 'is', null)
    .where('s.organizationId', '=', organizationId)
    .where('s.userId', '=', userId)
    .returning('s.mailboxAddress')
    .executeTakeFirst();
  return followed ? { ...row, ...followed, resolvedAddress: null } : row;
}

/** The company's connection was changed: what failed over the old one waits no longer. */
export async function forgetFailures(db: Handle, organizationId: string): Promise<void> {
  await db
    .updateTable('synchronizations')
    .set({ failures: 0, nextRunAt: null })
    .where('organizationId', '=', organizationId)
    .execute();
}

/** Clocks of two workers may differ by this much (milliseconds); more, and one was wrong. */
const CLOCKS_DIFFER = 60_000;

export interface MailboxRef {
  readonly organizationId: string;
  readonly userId: string;
}

/**
 * Mailboxes that a sweep should look at, the longest unseen first, of all companies whose add-on was not
 * switched off: switched on or to be taken back, and either failed and due to be tried again, or not failed
 * and unseen since `startedBefore` or with an entry that is due to be tried again. Times that only a clock that
 * was ahead can have written keep nothing waiting.
 */
export async function dueSynchronizations(
  db: Handle,
  now: Instant,
  startedBefore: Instant,
  limit: number,
  listenedBefore: Instant = startedBefore,
): Promise<readonly MailboxRef[]> {
  const at = Date.parse(now);
  const beyond = instantFromMillis(at + LONGEST_WAIT);
  const inFuture = instantFromMillis(at + CLOCKS_DIFFER);
  const { rows } = await sql<MailboxRef>`
    select s.organization_id, s.user_id
    from synchronizations s
    where (s.is_taking_back or (s.state = 'on' and exists (
        select from users u where u.organization_id = s.organization_id and u.id = s.user_id and u.is_active)
      and not exists (
        select from add_ons a where a.organization_id = s.organization_id
          and a.name = ${CALENDAR_SYNCHRONIZATION} and not a.is_active)))
      and (s.next_run_at <= ${now} or s.next_run_at > ${beyond} or (s.next_run_at is null and (
        s.last_started_at is null or s.last_started_at <= ${listenedBefore} or s.last_started_at > ${inFuture}
        or (s.last_started_at <= ${startedBefore} and not exists (
          select from listeners l join listening_workers w on w.id = l.worker_id
          where l.organization_id = s.organization_id and l.user_id = s.user_id
            and l.connected_since is not null and w.expires_at > now()))
        or exists (
          select from problems p where p.organization_id = s.organization_id and p.user_id = s.user_id
            and (p.next_try_at <= ${now} or p.next_try_at > ${beyond}) and s.last_started_at < p.next_try_at))))
    order by s.last_started_at nulls first
    limit ${limit}`.execute(db);
  return rows;
}

/** Of these users, the ones whose mailboxes are switched on and who are active themselves. */
export async function switchedOnAmong(
  db: Handle,
  organizationId: string,
  userIds: readonly string[],
): Promise<readonly string[]> {
  const rows = await switchedOn(db, organizationId)
    .where('s.userId', '=', sql<string>`any(${userIds as string[]}::uuid[])`)
    .execute();
  return rows.map((row) => row.userId);
}

/** All active users of a company whose mailboxes are switched on. */
export async function switchedOnUsers(db: Handle, organizationId: string): Promise<readonly string[]> {
  const rows = await switchedOn(db, organizationId).execute();
  return rows.map((row) => row.userId);
}

function switchedOn(db: Handle, organizationId: string) {
  return db
    .selectFrom('synchronizations as s')
    .innerJoin('users as u', (join) =>
      join.onRef('u.organizationId', '=', 's.organizationId').onRef('u.id', '=', 's.userId'),
    )
    .select('s.userId')
    .where('s.organizationId', '=', organizationId)
    .where('s.state', '=', 'on')
    .where('u.isActive', '=', true);
}

/** Mailbox address of the user who switched on first, for trying a connection; undefined before anybody did. */
export async function firstSwitchedOn(db: Handle, organizationId: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('synchronizations')
    .select('mailboxAddress')
    .where('organizationId', '=', organizationId)
    .where('state', '=', 'on')
    .orderBy('enabledAt')
    .limit(1)
    .executeTakeFirst();
  return row?.mailboxAddress;
}
