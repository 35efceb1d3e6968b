import { type Selectable, sql } from 'kysely';
import type { CalendarEntry } from '../model/calendar-entry.ts';
import type { LinkEnd, SideName } from '../model/link.ts';
import { type Handle, inTransaction } from './handle.ts';
import { holdsMailbox, type RunRef } from './mailbox-hold.ts';
import { claimAgain, freeAbandonedClaims, giveUpKnownClaims, type MeetingClaim } from './meeting-claims.ts';
import type { IntentionsTable } from './schema/synchronization.ts';

type Intentions = Selectable<IntentionsTable>;

/** A create that is about to go out to `side`. */
export interface Intention {
  readonly key: string;
  readonly side: SideName;
  /** The entry on the other side that is being copied, as it stood. */
  readonly source: LinkEnd;
  /** Of a source in the mailbox: it knows the source again when the mailbox moves before the answer is recorded. */
  readonly sourceUid: string | null;
  /** The entry as it is meant to be created. */
  readonly entry: CalendarEntry;
  /** Set when the deleted half of a link is made again. */
  readonly linkId: string | null;
  /** The meeting for which the one activity of the company is made; null for anything else. */
  readonly meetingUid?: string | null;
}

/**
 * Remembers creates that are about to go out, and answers the keys to use, in the order of the intentions.
 * A source whose create is already pending keeps its key and what was meant then: the earlier request may
 * still arrive, and must not become a second entry beside the new one. A key is null, and nothing may go out for
 * it, where the meeting's activity is made by another user's run, or was made by now. Null for all, with nothing
 * remembered, when the run no longer holds the mailbox: then nothing may go out at all.
 */
export function recordIntentions(
  db: Handle,
  run: RunRef,
  intentions: readonly Intention[],
): Promise<readonly (string | null)[] | null> {
  const { organizationId, userId, runId } = run;
  return inTransaction(db, async (trx) => {
    if (!(await holdsMailbox(trx, organizationId, userId, runId))) return null;
    if (intentions.length === 0) return [];
    const claims = claimsOf(intentions);
    const uids = claims.map(({ meetingUid }) => meetingUid);
    if (uids.length > 0) await freeAbandonedClaims(trx, organizationId, uids);
    // In the order of the meetings, so that two runs never wait for each other.
    await insertRows(trx, run, intentions.toSorted(byMeeting));
    if (uids.length > 0) {
      await claimAgain(trx, run, claims);
      await giveUpKnownClaims(trx, run, uids);
    }
    const pending = await pendingKeys(trx, run, intentions);
    return intentions.map((intention) => keyOf(intention, pending.get(identity(intention))));
  });
}

/** Null where the create is not pending, or somebody else has the claim on its meeting. */
function keyOf({ meetingUid }: Intention, pending: Pending | undefined): string | null {
  if (!pending) return null;
  return meetingUid && pending.meetingUid !== meetingUid ? null : pending.key;
}

function byMeeting(one: Intention, other: Intention): number {
  const [a, b] = [one.meetingUid ?? '', other.meetingUid ?? ''];
  return a < b ? -1 : Number(a > b);
}

function claimsOf(intentions: readonly Intention[]): readonly MeetingClaim[] {
  return intentions.flatMap(({ side, source, meetingUid }) =>
    meetingUid ? [{ side, sourceId: source.id, meetingUid }] : [],
  );
}

/** One parameter holds all rows, so that the statement is the same for any number of them. */
async function insertRows(
  trx: Handle,
  { organizationId, userId }: RunRef,
  intentions: readonly Intention[],
): Promise<void> {
  const rows = JSON.stringify(intentions.map(rowOf));
  await sql`
    insert into intentions (organization_id, user_id, key, side, source_id, source_version, source_base,
      source_standing, source_uid, entry, link_id, meeting_uid)
    select ${organizationId}::uuid, ${userId}::uuid, key, side, source_id, source_version, source_base,
      source_standing, source_uid, entry, link_id, meeting_uid
    from jsonb_to_recordset(${rows}::jsonb) as row (key uuid, side text, source_id text, source_version text,
      source_base jsonb, source_standing text, source_uid text, entry jsonb, link_id uuid, meeting_uid text)
    on conflict do nothing`.execute(trx);
}

type Pending = Pick<Intentions, 'key' | 'meetingUid'>;

/** The keys under which the creates of these sources are pending, by `identity`. */
async function pendingKeys(
  trx: Handle,
  { organizationId, userId }: RunRef,
  intentions: readonly Intention[],
): Promise<ReadonlyMap<string, Pending>> {
  const sources = intentions.map(({ source }) => source.id);
  const rows = await trx
    .selectFrom('intentions')
    .select(['key', 'side', 'sourceId', 'meetingUid'])
    .where('organizationId', '=', organizationId)
    .where('userId', '=', userId)
    .where('sourceId', '=', sql<string>`any(${sources}::text[])`)
    .execute();
  return new Map(rows.map((row) => [identity({ side: row.side, source: { id: row.sourceId } }), row]));
}

function identity({ side, source }: { side: SideName; source: Pick<LinkEnd, 'id'> }): string {
  return `${side} ${source.id}`;
}

function rowOf(intention: Intention): Record<string, unknown> {
  const { key, side, source, sourceUid, entry, linkId, meetingUid } = intention;
  return {
    key,
    side,
    source_id: source.id,
    source_version: source.version,
    source_base: source.base,
    source_standing: source.standing ?? 'owner',
    source_uid: sourceUid,
    entry,
    link_id: linkId,
    meeting_uid: meetingUid ?? null,
  };
}

/** The creates of a user whose outcome is not known, oldest first. */
export async function loadIntentions(
  db: Handle,
  organizationId: string,
  userId: string,
): Promise<readonly Intention[]> {
  const rows = await db
    .selectFrom('intentions')
    .selectAll()
    .where('organizationId', '=', organizationId)
    .where('userId', '=', userId)
    .orderBy('createdAt')
    .orderBy('key')
    .execute();
  return rows.map(({ key, side, entry, linkId, sourceUid, ...row }) => ({
    key,
    side,
    source: sourceOf(row),
    sourceUid,
    entry,
    linkId,
  }));
}

function sourceOf(
  row: Pick<Intentions, 'sourceId' | 'sourceVersion' | 'sourceBase' | 'sourceStanding'>,
): LinkEnd {
  const { sourceId: id, sourceVersion: version, sourceBase: base, sourceStanding: standing } = row;
  return { id, version, base, standing };
}

/** Forgets intentions whose outcome is known. */
export async function removeIntentions(
  db: Handle,
  organizationId: string,
  keys: readonly string[],
): Promise<void> {
  if (keys.length === 0) return;
  await db
    .deleteFrom('intentions')
    .where('organizationId', '=', organizationId)
    .where('key', '=', sql<string>`any(${keys as string[]}::uuid[])`)
    .execute();
}
