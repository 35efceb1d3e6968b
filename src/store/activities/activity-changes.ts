import { sql } from 'kysely';
import type { Activity } from '../../model/activity.ts';
import type { Window } from '../../model/time.ts';
import type { Handle } from '../handle.ts';
import { findActivities } from './find-activities.ts';

/** One page of what changed in a user's calendar. */
export interface ActivityChangePage {
  readonly activities: readonly Activity[];
  /** Ids that no longer stand in the user's calendar. */
  readonly gone: readonly string[];
  /** Those among them that only this user left, by declining. */
  readonly left: readonly string[];
  /** Everything up to this number was told. */
  readonly sequence: number;
  readonly last: boolean;
}

/** The numbers from which a cursor may go on; outside of them changes were lost. */
export interface ActivitySequenceRange {
  readonly floor: number;
  readonly current: number;
}

interface Change {
  readonly id: string;
  readonly sequence: number;
  readonly isGone: boolean;
  readonly isLeft: boolean;
}

export async function activitySequenceRange(
  db: Handle,
  organizationId: string,
): Promise<ActivitySequenceRange> {
  const { activitySequence, activitySequenceFloor } = await db
    .selectFrom('organizations')
    .select(['activitySequence', 'activitySequenceFloor'])
    .where('id', '=', organizationId)
    .executeTakeFirstOrThrow();
  return { floor: activitySequenceFloor, current: activitySequence };
}

/**
 * What changed in a user's calendar after a number, in the order of the numbers. With a window: what stands
 * in the calendar around that time (a full listing, a day wider than asked and with every series). Without:
 * everything, deletions and departures too. Whatever changes while one pages gets a higher number and comes
 * at the end.
 */
export async function activityChanges(
  db: Handle,
  organizationId: string,
  userId: string,
  after: number,
  window: Window | null,
  limit: number,
): Promise<ActivityChangePage> {
  const changes = await changesAfter(db, organizationId, userId, after, window, limit + 1);
  const page = changes.slice(0, limit);
  const present = page.filter((change) => !change.isGone).map((change) => change.id);
  const found = await findActivities(db, organizationId, present);
  return {
    // One that was deleted since the first query is told under its new number.
    activities: present.flatMap((id) => found.get(id) ?? []),
    gone: page.filter((change) => change.isGone).map((change) => change.id),
    left: page.filter((change) => change.isLeft).map((change) => change.id),
    sequence: page.at(-1)?.sequence ?? after,
    last: changes.length <= limit,
  };
}

async function changesAfter(
  db: Handle,
  organizationId: string,
  userId: string,
  after: number,
  window: Window | null,
  limit: number,
): Promise<readonly Change[]> {
  const wanted = window ? standing(window) : sql`true`;
  const present = window ? sql`p.status <> 'Declined'` : sql`true`;
  const departures = window ? sql`false` : sql`true`;
  const { rows } = await sql<Change>`
    select id, sequence, is_gone, is_left from (
      select a.id, a.sequence, a.deleted_at is not null as is_gone, false as is_left from activities a
        where a.organization_id = ${organizationId} and a.owner_id = ${userId} and a.sequence > ${after}
          and ${wanted}
      union all
      select a.id, a.sequence, a.deleted_at is not null or p.status = 'Declined',
        a.deleted_at is null and p.status = 'Declined' from activity_participants p
        join activities a on a.organization_id = p.organization_id and a.id = p.activity_id
        where p.organization_id = ${organizationId} and p.user_id = ${userId} and a.sequence > ${after}
          and ${wanted} and ${present}
      union all
      select activity_id, sequence, true, false from activity_departures
        where organization_id = ${organizationId} and user_id = ${userId} and sequence > ${after}
          and ${departures}
    ) as change
    order by sequence limit ${limit}`.execute(db);
  return rows;
}

/** A day of slack: the dates of all-day activities begin and end at other instants elsewhere. */
function standing({ from, to }: Window) {
  return sql`a.deleted_at is null and a.starts_at < ${to}::timestamptz + interval '1 day'
    and (a.ends_at >= ${from}::timestamptz - interval '1 day' or a.recurrence is not null)`;
}

/** Whether an activity stands in a user's calendar: what they declined does not. */
export function standsInCalendarOf(activity: Activity, userId: string): boolean {
  if (activity.ownerId === userId) return true;
  return activity.participants.some((one) => one.userId === userId && one.status !== 'Declined');
}

/** Whether a user declined it, and nothing else keeps it out of their calendar. */
export function wasDeclinedBy(activity: Activity, userId: string): boolean {
  const isParticipant = activity.participants.some((one) => one.userId === userId);
  return isParticipant && !standsInCalendarOf(activity, userId);
}
