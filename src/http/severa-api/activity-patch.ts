import { z } from 'zod';
import type { Activity, ActivityChange } from '../../model/activity.ts';
import { seriesOf } from '../../model/occurrences.ts';
import type { EntryTime, ZoneId } from '../../model/time.ts';
import { dateAt } from '../../model/zoned-date.ts';
import type { Database } from '../../store/database.ts';
import { ownerOf, readCustomer, readPhase, readSeries, readTime, typeOf } from './activity-in.ts';
import { ActivityModel, READ_ONLY } from './activity-schema.ts';
import { applyPatch, type PatchOperation } from './json-patch.ts';
import { changedSeries, movedSeries, newSeries } from './series-in.ts';
import { badProperty } from './severa-error.ts';
import { refuseIssues } from './severa-validation.ts';

/**
 * What the operations change of an activity, and nothing else. Throws SeveraError (400) for what is read
 * only, a type of another category, and everything that would not be a valid activity afterwards.
 */
export async function readPatch(
  database: Database,
  activity: Activity,
  told: ActivityModel,
  operations: readonly PatchOperation[],
): Promise<ActivityChange> {
  const patched = applyPatch(told, operations);
  for (const name of READ_ONLY) if (differ(told[name], patched[name])) throw readOnly(name);
  const result = Patched.safeParse(patched);
  if (!result.success) throw refuseIssues(result.error.issues, 'RequestBody');
  for (const name of ['name', 'notes', 'location'] as const)
    if (differ(told[name], patched[name])) requireText(name, patched[name]);
  return changesOf(database, activity, told, result.data);
}

/** What came from Exchange may have no name or be too long: that must not refuse a patch of something else. */
const Patched = ActivityModel.extend({
  name: z.string().nullish(),
  notes: z.string().nullish(),
  location: z.string().nullish(),
});
type Patched = z.infer<typeof Patched>;

function requireText(name: 'name' | 'notes' | 'location', value: unknown): void {
  const result = ActivityModel.pick({ [name]: true } as { name: true }).safeParse({ [name]: value });
  if (!result.success) throw refuseIssues(result.error.issues, 'RequestBody');
}

function readOnly(name: string) {
  return badProperty(name, `${name} is read only.`);
}

async function changesOf(
  database: Database,
  activity: Activity,
  told: ActivityModel,
  wanted: Patched,
): Promise<ActivityChange> {
  const changed = (...names: (keyof ActivityModel)[]) =>
    names.some((name) => differ(told[name] ?? null, wanted[name] ?? null));
  const { ownerUser, activityType } = wanted;
  const { organizationId } = activity;
  const isMoved = changed('startDateTime', 'endDateTime', 'isAllDay', 'hasDuration');
  const owner =
    ownerUser.guid === activity.ownerId ? null : await ownerOf(database, organizationId, ownerUser.guid);
  const zone = owner?.timeZone ?? activity.ownerZone;
  const timeZone = zoneOf(activity, zone, wanted);
  const timing = isMoved ? readTime(wanted, timeZone) : null;
  // Its dates stay, but they begin at the new owner's midnights: listings by time look there.
  const dates = owner && activity.time.kind === 'allDay' ? { time: activity.time } : {};
  return {
    ...(changed('name') && { name: wanted.name?.trim() ?? '' }),
    ...(changed('notes') && { notes: wanted.notes ?? '' }),
    ...(changed('location') && { location: wanted.location ?? '' }),
    ...(changed('isClosed') && { isClosed: wanted.isClosed ?? false }),
    ...(changed('isUnassigned') && { isUnassigned: wanted.isUnassigned ?? false }),
    ...(changed('customer') && { customer: readCustomer(wanted) }),
    ...(changed('phase') && { phase: readPhase(wanted) }),
    ...(changed('projectTaskStatus') && { projectTaskStatus: wanted.projectTaskStatus?.name ?? null }),
    ...(timing ?? dates),
    ...(owner && { ownerId: owner.id }),
    ...(activityType.guid !== activity.typeId && {
      typeId: await sameCategory(database, activity, activityType.guid),
    }),
    ...(changed('recurrence')
      ? recurring(activity, timing?.time ?? activity.time, wanted, timeZone)
      : timing && moved(activity, timing.time)),
  };
}

/** A written recurrence, over what was deleted and changed in the series before. */
function recurring(activity: Activity, time: EntryTime, wanted: Patched, zone: ZoneId): ActivityChange {
  const recurrence = readSeries(wanted, time, zone);
  if (!recurrence) return { recurrence };
  const before = seriesOf(activity);
  return before ? changedSeries(before, { time, recurrence }) : newSeries({ time, recurrence });
}

/** A series that was moved as a whole begins on its new date. */
function moved(activity: Activity, time: EntryTime): ActivityChange {
  const before = seriesOf(activity);
  if (!before) return {};
  const zone = time.kind === 'timed' ? time.zone : before.recurrence.zone;
  const start = time.kind === 'timed' ? dateAt(time.start, zone) : time.start;
  return movedSeries(before, { time, recurrence: { ...before.recurrence, zone, start } });
}

/** A timed activity stays in the zone in which it was planned; all-day ones are dates of the owner's. */
function zoneOf(activity: Activity, ownerZone: string, wanted: Patched): string {
  return activity.time.kind === 'timed' && !wanted.isAllDay ? activity.time.zone : ownerZone;
}

async function sameCategory(database: Database, activity: Activity, guid: string): Promise<string> {
  const type = await typeOf(database, activity.organizationId, guid);
  if (type.category === activity.category) return type.id;
  const message = `The category of an activity (${activity.category}) cannot be changed after it is first saved.`;
  throw badProperty('activityType.guid', message);
}

function differ(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) !== JSON.stringify(other);
}
