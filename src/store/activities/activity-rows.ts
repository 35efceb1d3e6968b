import { type Selectable, sql } from 'kysely';
import type { Activity, ActivityParticipant } from '../../model/activity.ts';
import type { ActivityCategory } from '../../model/calendar-entry.ts';
import type { EntryTime, ZoneId } from '../../model/time.ts';
import { startOfDate } from '../../model/zoned-date.ts';
import type { Handle } from '../handle.ts';
import type { ActivitiesTable } from '../schema/activities.ts';

type Row = Selectable<ActivitiesTable> & {
  readonly category: ActivityCategory;
  readonly ownerZone: ZoneId;
  readonly ownerName: string;
  readonly ownerEmail: string;
  readonly participants: readonly ActivityParticipant[];
};

/** All participants of the row's activity in one JSON value, in the order that the model asks for. */
const PARTICIPANTS = sql<readonly ActivityParticipant[]>`coalesce((
  select jsonb_agg(jsonb_build_object('id', p.id, 'type', p.type, 'userId', p.user_id, 'name', p.name,
    'email', p.email, 'phone', p.phone, 'mobilePhone', p.mobile_phone, 'role', p.role, 'status', p.status,
    'isActive', p.is_active, 'busy', p.busy) order by p.email collate "C", p.name collate "C", p.id)
  from activity_participants p
  where p.organization_id = activities.organization_id and p.activity_id = activities.id), '[]'::jsonb)`;

/** Activities that are not deleted, with type, owner and participants. */
export function selectActivities(db: Handle, organizationId: string) {
  return db
    .selectFrom('activities')
    .innerJoin('activityTypes', (join) =>
      join
        .onRef('activityTypes.organizationId', '=', 'activities.organizationId')
        .onRef('activityTypes.id', '=', 'activities.activityTypeId'),
    )
    .innerJoin('users as owner', (join) =>
      join
        .onRef('owner.organizationId', '=', 'activities.organizationId')
        .onRef('owner.id', '=', 'activities.ownerId'),
    )
    .selectAll('activities')
    .select([
      'activityTypes.category',
      'owner.timeZone as ownerZone',
      'owner.email as ownerEmail',
      sql<string>`trim(owner.first_name || ' ' || owner.last_name)`.as('ownerName'),
      PARTICIPANTS.as('participants'),
    ])
    .where('activities.organizationId', '=', organizationId)
    .where('activities.deletedAt', 'is', null);
}

/** The model's activity of a row of `selectActivities`. */
export function activityOf(row: Row): Activity {
  const { activityTypeId, startsAt, endsAt, isAllDay, allDayStart, allDayEnd, zone, deletedAt, ...rest } =
    row;
  const time = timeOf(row);
  return { ...rest, typeId: activityTypeId, time };
}

function timeOf(row: Row): EntryTime {
  if (row.allDayStart !== null && row.allDayEnd !== null)
    return { kind: 'allDay', start: row.allDayStart, end: row.allDayEnd };
  return { kind: 'timed', start: row.startsAt, end: row.endsAt, zone: row.zone };
}

/** The columns of a time; all-day ones also as the midnights in the owner's zone, for listings by time. */
export function timeColumns(time: EntryTime, ownerZone: ZoneId) {
  if (time.kind === 'timed') {
    const { start: startsAt, end: endsAt, zone } = time;
    return { startsAt, endsAt, zone, isAllDay: false, allDayStart: null, allDayEnd: null };
  }
  return {
    startsAt: startOfDate(time.start, ownerZone),
    endsAt: startOfDate(time.end, ownerZone),
    zone: ownerZone,
    isAllDay: true,
    allDayStart: time.start,
    allDayEnd: time.end,
  };
}
