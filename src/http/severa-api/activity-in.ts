import type { ActivityContent, CustomerReference, PhaseReference } from '../../model/activity.ts';
import { type EntryTime, type Instant, normaliseInstant, type ZoneId } from '../../model/time.ts';
import { dateAt } from '../../model/zoned-date.ts';
import { type ActivityType, findActivityType } from '../../store/activity-types.ts';
import type { Database } from '../../store/database.ts';
import { findUser, type User } from '../../store/users.ts';
import { isUuid } from '../identifiers.ts';
import type { ActivityModel } from './activity-schema.ts';
import { allDayTime } from './all-day.ts';
import { readRecurrence } from './recurrence-in.ts';
import { newSeries } from './series-in.ts';
import { badProperty } from './severa-error.ts';

/** Everything that a written model says. Throws SeveraError (400) that names the property at fault. */
export async function readActivity(
  database: Database,
  organizationId: string,
  model: ActivityModel,
): Promise<ActivityContent> {
  const type = await typeOf(database, organizationId, model.activityType.guid);
  const owner = await ownerOf(database, organizationId, model.ownerUser.guid);
  const timing = readTime(model, owner.timeZone);
  const recurrence = readSeries(model, timing.time, owner.timeZone);
  return {
    typeId: type.id,
    ownerId: owner.id,
    name: model.name,
    hasDuration: timing.hasDuration,
    ...(recurrence ? newSeries({ time: timing.time, recurrence }) : { time: timing.time, recurrence: null }),
    location: model.location ?? '',
    notes: model.notes ?? '',
    isClosed: model.isClosed ?? false,
    isUnassigned: model.isUnassigned ?? false,
    hasHours: false,
    busy: null,
    customer: readCustomer(model),
    phase: readPhase(model),
    projectTaskStatus: model.projectTaskStatus?.name ?? null,
  };
}

type Timing = Pick<ActivityModel, 'startDateTime' | 'endDateTime' | 'isAllDay' | 'hasDuration'>;

/** The type that a guid names, which must be in use. */
export async function typeOf({ db }: Database, organizationId: string, guid: string): Promise<ActivityType> {
  const type = isUuid(guid) ? await findActivityType(db, organizationId, guid) : undefined;
  if (!type) throw badProperty('activityType.guid', `Activity type ${guid} was not found.`);
  if (!type.isActive) throw badProperty('activityType.guid', `Activity type ${guid} is not active.`);
  return type;
}

/** The owner that a guid names, who must be an active user. */
export async function ownerOf({ db }: Database, organizationId: string, guid: string): Promise<User> {
  const user = isUuid(guid) ? await findUser(db, organizationId, guid) : undefined;
  if (user?.isActive) return user;
  throw badProperty('ownerUser.guid', `User ${guid} was not found or is not active.`);
}

/**
 * When it is. All-day flags both; without duration it is one instant, whatever end is given; an end that
 * is left out means no duration.
 */
export function readTime(model: Timing, zone: ZoneId): { time: EntryTime; hasDuration: boolean } {
  const start = normaliseInstant(model.startDateTime);
  const end = model.endDateTime ? normaliseInstant(model.endDateTime) : null;
  if (model.isAllDay) return { time: allDayTime(start, end, zone), hasDuration: true };
  const hasDuration = model.hasDuration ?? (end !== null && end !== start);
  if (!hasDuration) return { time: { kind: 'timed', start, end: start, zone }, hasDuration };
  return { time: { kind: 'timed', start, end: laterEnd(start, end), zone }, hasDuration };
}

function laterEnd(start: Instant, end: Instant | null): Instant {
  if (end === null) throw badProperty('endDateTime', 'endDateTime is required when hasDuration is true.');
  if (end < start) throw badProperty('endDateTime', 'endDateTime is before startDateTime.');
  return end;
}

export function readCustomer({ customer }: Pick<ActivityModel, 'customer'>): CustomerReference | null {
  return customer
    ? { guid: customer.guid, name: customer.name ?? '', number: customer.number ?? null }
    : null;
}

export function readPhase({ phase }: Pick<ActivityModel, 'phase'>): PhaseReference | null {
  if (!phase) return null;
  return {
    guid: phase.guid,
    name: phase.name ?? '',
    isLocked: phase.isLocked ?? false,
    projectGuid: phase.projectGuid ?? '',
    projectName: phase.projectName ?? '',
    projectNumber: phase.projectNumber ?? null,
    projectOwnerGuid: phase.projectOwnerGuid ?? null,
  };
}

/** The rule of a series, which begins on the date of its first occurrence in the owner's zone. */
export function readSeries(model: Pick<ActivityModel, 'recurrence'>, time: EntryTime, zone: ZoneId) {
  if (!model.recurrence) return null;
  const start = time.kind === 'allDay' ? time.start : dateAt(time.start, zone);
  return readRecurrence(model.recurrence, start, zone, time.kind === 'allDay');
}
