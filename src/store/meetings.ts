import { sql } from 'kysely';
import type { CalendarEntry } from '../model/calendar-entry.ts';
import type { MeetingRecord } from '../model/meeting.ts';
import type { Handle } from './handle.ts';
import { IS_ABANDONED } from './meeting-claims.ts';
import type { MailboxRef } from './synchronizations.ts';

/** What a run asks about the meetings that it saw. */
export interface MeetingQuestion {
  readonly uids: readonly string[];
  readonly activityIds: readonly string[];
  /** Lower case. */
  readonly addresses: readonly string[];
  /** Of activities that are new to the user. */
  readonly subjects: readonly string[];
}

/** One synchronized user's link to an activity. */
export interface SharingLink {
  readonly activityId: string;
  readonly userId: string;
  /** The user's address in Tahti and those of their mailbox, lower case. */
  readonly addresses: readonly string[];
  /** False of who has paused: they decide nothing now, and go on later. */
  readonly isOn: boolean;
  readonly linkId: string;
  readonly origin: 'activities' | 'mailbox' | 'matched';
  readonly activityStanding: 'owner' | 'guest';
  readonly mailboxStanding: 'owner' | 'guest';
  /** The mailbox's entry as it was last seen, where it is an invitation to a series. */
  readonly series: CalendarEntry | null;
}

/** A meeting that has an activity, or is about to have one. */
export interface MeetingFact {
  readonly uid: string;
  /** Null while another user's run is making it. */
  readonly activityId: string | null;
  /** The key of a create that nobody comes back to: its activity may stand under it, or was never made. */
  readonly abandonedKey: string | null;
}

export interface MeetingFacts {
  readonly known: readonly MeetingFact[];
  readonly sharing: readonly SharingLink[];
  readonly delivered: readonly { readonly activityId: string; readonly addresses: readonly string[] }[];
  /** Other users who synchronize, by the addresses that were asked for. */
  readonly colleagues: readonly { readonly address: string; readonly userId: string }[];
  /** Subjects, among those asked for, of activities of meetings that other users' runs are making. */
  readonly underWay: readonly string[];
}

/** All that the company's other mailboxes know of these meetings. */
export async function readMeetingFacts(
  db: Handle,
  mailbox: MailboxRef,
  question: MeetingQuestion,
): Promise<MeetingFacts> {
  const [known, sharing, delivered, colleagues, underWay] = [
    await knownMeetings(db, mailbox, question.uids),
    await sharingLinks(db, mailbox.organizationId, question.activityIds),
    await deliveredTo(db, mailbox.organizationId, question.activityIds),
    await colleaguesAt(db, mailbox, question.addresses),
    await subjectsUnderWay(db, mailbox, question.subjects),
  ];
  return { known, sharing, delivered, colleagues, underWay };
}

async function knownMeetings(db: Handle, mailbox: MailboxRef, uids: readonly string[]) {
  if (uids.length === 0) return [];
  const { rows } = await sql<MeetingFact>`
    select uid, activity_id, null::uuid as abandoned_key from meetings
      where organization_id = ${mailbox.organizationId} and uid = any(${uids as string[]}::text[])
    union all
    select i.meeting_uid, null, case when ${IS_ABANDONED} then i.key end from intentions i
      where i.organization_id = ${mailbox.organizationId} and i.user_id <> ${mailbox.userId}
        and i.meeting_uid = any(${uids as string[]}::text[])
        and not exists (select 1 from meetings m
          where m.organization_id = i.organization_id and m.uid = i.meeting_uid)`.execute(db);
  return rows;
}

async function sharingLinks(db: Handle, organizationId: string, activityIds: readonly string[]) {
  if (activityIds.length === 0) return [];
  const { rows } = await sql<SharingLink>`
    select l.activity_id, l.user_id, l.id as link_id, s.state = 'on' as is_on,
      array_remove(array[u.email, lower(s.mailbox_address), lower(s.resolved_address)], null) as addresses,
      l.origin, l.activity_standing, l.mailbox_standing,
      case when l.mailbox_standing = 'guest' and jsonb_typeof(l.mailbox_base -> 'recurrence') = 'object'
        then l.mailbox_base end as series
    from links l
    join synchronizations s on s.organization_id = l.organization_id and s.user_id = l.user_id
    join users u on u.organization_id = l.organization_id and u.id = l.user_id
    where l.organization_id = ${organizationId} and l.activity_id = any(${activityIds as string[]}::text[])
      and s.state in ('on', 'paused') and u.is_active
    order by l.id`.execute(db);
  return rows;
}

async function deliveredTo(db: Handle, organizationId: string, activityIds: readonly string[]) {
  if (activityIds.length === 0) return [];
  const { rows } = await sql<{ activityId: string; addresses: string[] }>`
    select activity_id, delivered as addresses from meetings
    where organization_id = ${organizationId} and activity_id = any(${activityIds as string[]}::text[])`.execute(
    db,
  );
  return rows;
}

async function colleaguesAt(db: Handle, mailbox: MailboxRef, addresses: readonly string[]) {
  if (addresses.length === 0) return [];
  const { rows } = await sql<{ address: string; userId: string }>`
    select distinct a.address, u.id as user_id
    from users u
    join synchronizations s on s.organization_id = u.organization_id and s.user_id = u.id
    cross join lateral (values (u.email), (lower(s.mailbox_address)), (lower(s.resolved_address)))
      as a (address)
    where u.organization_id = ${mailbox.organizationId} and u.id <> ${mailbox.userId}
      and s.state = 'on' and u.is_active and a.address = any(${addresses as string[]}::text[])`.execute(db);
  return rows;
}

async function subjectsUnderWay(db: Handle, mailbox: MailboxRef, subjects: readonly string[]) {
  if (subjects.length === 0) return [];
  const { rows } = await sql<{ subject: string }>`
    select distinct i.entry ->> 'subject' as subject from intentions i
    where i.organization_id = ${mailbox.organizationId} and i.user_id <> ${mailbox.userId}
      and i.meeting_uid is not null and i.entry ->> 'subject' = any(${subjects as string[]}::text[])
      and not (${IS_ABANDONED})`.execute(db);
  return rows.map(({ subject }) => subject);
}

/** Remembers which activities stand for which meetings, and to whom the mail system brings them. */
export async function saveMeetings(
  trx: Handle,
  organizationId: string,
  meetings: readonly MeetingRecord[],
): Promise<void> {
  // Several mailboxes' runs record the same meeting: always in the same order, so that none waits for another.
  for (const { uid, activityId, delivered, withdrawn } of meetings.toSorted(byUid))
    await sql`
      insert into meetings (organization_id, uid, activity_id, delivered)
      values (${organizationId}::uuid, ${uid}, ${activityId}, ${[...new Set(delivered)]}::text[])
      on conflict (organization_id, uid) do update set
        activity_id = excluded.activity_id,
        delivered = array(select distinct one from unnest(meetings.delivered || excluded.delivered) as one
          where one <> all(${withdrawn as string[]}::text[]))
      where meetings.activity_id <> excluded.activity_id
        or not meetings.delivered @> excluded.delivered
        or meetings.delivered && ${withdrawn as string[]}::text[]`.execute(trx);
}

function byUid(one: MeetingRecord, other: MeetingRecord): number {
  return one.uid < other.uid ? -1 : Number(one.uid > other.uid);
}

/** These activities are gone: what they stood for may get another one. */
export async function forgetMeetings(
  trx: Handle,
  organizationId: string,
  activityIds: readonly string[],
): Promise<void> {
  if (activityIds.length === 0) return;
  await trx
    .deleteFrom('meetings')
    .where('organizationId', '=', organizationId)
    .where('activityId', '=', sql<string>`any(${activityIds as string[]}::text[])`)
    .execute();
}

/** Whether an activity stands for a meeting of the mailboxes. */
export async function isMeeting(db: Handle, organizationId: string, activityId: string): Promise<boolean> {
  const row = await db
    .selectFrom('meetings')
    .select('uid')
    .where('organizationId', '=', organizationId)
    .where('activityId', '=', activityId)
    .executeTakeFirst();
  return row !== undefined;
}
