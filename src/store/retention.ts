import { sql } from 'kysely';
import { type Instant, instantFromMillis } from '../model/time.ts';
import { type Handle, inTransaction } from './handle.ts';
import { removeOldMoves } from './moves.ts';
import { takeActivitySequence } from './organizations.ts';

/** Days that a deleted activity is remembered; a cursor from before has to read everything again. */
export const TOMBSTONE_DAYS = 90;

/** Rows removed in one statement, so that nobody waits long for a lock. */
const BATCH = 2_000;
const DAY = 24 * 3600_000;

/** How many rows went. */
export interface CleanUp {
  readonly stories: number;
  readonly runs: number;
  readonly sessions: number;
  readonly apiTokens: number;
  readonly passwordLinks: number;
  readonly tombstones: number;
  readonly auditEntries: number;
  readonly healthRows: number;
  readonly alerts: number;
  readonly moves: number;
}

/** Days that figures and the audit trail are kept. */
export interface KeptDays {
  readonly health: number;
  /** A year at least, whatever is said here: the database gives nothing away before. */
  readonly audit: number;
}

export const USUALLY_KEPT: KeptDays = { health: 90, audit: 730 };

/** Figures of single minutes are kept for this long; those of hours for as long as was chosen. */
const MINUTES_KEPT_DAYS = 2;

/**
 * Removes what is past its time: log, runs and alerts after `logDays`, figures and the audit trail after their own
 * days, sessions, tokens and links that have expired, and
 * deleted activities after TOMBSTONE_DAYS. Safe to run anywhere, at any time, twice at once.
 */
export async function cleanUp(
  db: Handle,
  now: number,
  logDays: number,
  kept: KeptDays = USUALLY_KEPT,
): Promise<CleanUp> {
  const oldest = instantFromMillis(now - logDays * DAY);
  const present = instantFromMillis(now);
  return {
    stories: await removeOld(db, 'stories', sql`at < ${oldest}`),
    runs: await removeOld(db, 'runs', sql`started_at < ${oldest} and state <> 'running'`),
    sessions: await removeOld(db, 'sessions', sql`expires_at <= ${present}`),
    apiTokens: await removeOld(db, 'api_tokens', sql`expires_at <= ${present}`),
    passwordLinks: await removeOld(db, 'password_links', sql`expires_at <= ${present}`),
    tombstones: await removeTombstones(db, instantFromMillis(now - TOMBSTONE_DAYS * DAY)),
    auditEntries: await removeAuditEntries(db, instantFromMillis(now - kept.audit * DAY)),
    healthRows: await removeHealth(db, now, kept.health),
    alerts: await removeAlerts(db, oldest),
    moves: await removeOldMoves(db, oldest),
  };
}

/** The database refuses what is younger than a year by its own clock, and would then remove nothing at all. */
function removeAuditEntries(db: Handle, before: Instant): Promise<number> {
  return removeOld(db, 'audit_entries', sql`at < ${before} and at < now() - interval '365 days'`);
}

async function removeHealth(db: Handle, now: number, days: number): Promise<number> {
  const [minutes, hours] = [MINUTES_KEPT_DAYS, days].map((kept) => instantFromMillis(now - kept * DAY));
  const isOld = sql`(resolution = 'minute' and starts_at < ${minutes}) or (resolution = 'hour' and starts_at < ${hours})`;
  return (await removeOld(db, 'health_samples', isOld)) + (await removeOld(db, 'health_failures', isOld));
}

/** Alerts that last stay, however old. */
async function removeAlerts(db: Handle, before: Instant): Promise<number> {
  await removeOld(db, 'alert_messages', sql`created_at < ${before} and next_try_at is null`);
  return removeOld(db, 'alerts', sql`solved_at < ${before}`);
}

async function removeOld(db: Handle, table: string, isOld: ReturnType<typeof sql>): Promise<number> {
  const name = sql.table(table);
  let removed = 0;
  for (;;) {
    const { numAffectedRows } = await sql`
      delete from ${name} where ctid = any(array(select ctid from ${name} where ${isOld} limit ${BATCH}))`.execute(
      db,
    );
    removed += Number(numAffectedRows ?? 0);
    if (Number(numAffectedRows ?? 0) < BATCH) return removed;
  }
}

async function removeTombstones(db: Handle, before: Instant): Promise<number> {
  const organizations = await db
    .selectFrom('activities')
    .select('organizationId')
    .distinct()
    .where('deletedAt', '<', before)
    .execute();
  let removed = 0;
  for (const { organizationId } of organizations)
    removed += await removeTombstonesOf(db, organizationId, before);
  return removed;
}

/** The floor rises in the same transaction: no cursor is believed that a removed tombstone would have told. */
async function removeTombstonesOf(db: Handle, organizationId: string, before: Instant): Promise<number> {
  return inTransaction(db, async (trx) => {
    await takeActivitySequence(trx, organizationId);
    const gone = await trx
      .deleteFrom('activities')
      .where('organizationId', '=', organizationId)
      .where('deletedAt', '<', before)
      .returning('sequence')
      .execute();
    const floor = gone.reduce((highest, { sequence }) => Math.max(highest, sequence), 0);
    await trx
      .updateTable('organizations')
      .set({ activitySequenceFloor: sql`greatest(activity_sequence_floor, ${floor})` })
      .where('id', '=', organizationId)
      .execute();
    await trx
      .deleteFrom('activityDepartures')
      .where('organizationId', '=', organizationId)
      .where('sequence', '<=', floor)
      .execute();
    return gone.length;
  });
}
