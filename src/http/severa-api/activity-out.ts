import type { Activity } from '../../model/activity.ts';
import { type ActivityType, listActivityTypes } from '../../store/activity-types.ts';
import type { Database } from '../../store/database.ts';
import type { ActivityModel } from './activity-schema.ts';
import { severaTimes } from './all-day.ts';
import { fullName, type People, peopleOf, userReference } from './people.ts';
import { severaRecurrence } from './recurrence-out.ts';
import { recurrenceRule } from './recurrence-rule.ts';

/** A model as it is told: the texts are always there, if empty. */
export type ActivityTold = ActivityModel & { readonly notes: string; readonly location: string };

/** Activities as Severa's `ActivityModel`, in the order in which they came. */
export async function activityModels(
  database: Database,
  organizationId: string,
  activities: readonly Activity[],
): Promise<ActivityTold[]> {
  const types = await listActivityTypes(database.db, organizationId);
  const ids = activities.flatMap((one) => [one.ownerId, one.createdBy, one.updatedBy]);
  const people = await peopleOf(database, organizationId, ids);
  const typesById = new Map(types.map((type) => [type.id, type]));
  return activities.map((activity) => activityModel(activity, typesById, people));
}

function activityModel(
  activity: Activity,
  types: ReadonlyMap<string, ActivityType>,
  people: People,
): ActivityTold {
  const { category, recurrence } = activity;
  return {
    guid: activity.id,
    name: activity.name,
    ...timesOf(activity),
    isClosed: activity.isClosed,
    isUnassigned: activity.isUnassigned,
    hasHours: activity.hasHours,
    notes: activity.notes,
    location: activity.location,
    activityType: { guid: activity.typeId, name: types.get(activity.typeId)?.names.en ?? null, category },
    ownerUser: ownerOf(activity, people),
    customer: activity.customer,
    phase: activity.phase,
    projectTaskStatus: activity.projectTaskStatus ? { guid: null, name: activity.projectTaskStatus } : null,
    recurrence: recurrence && severaRecurrence({ time: activity.time, recurrence }),
    recurrenceRule: recurrence && recurrenceRule(recurrence),
    recurrenceType: activity.recurrenceType,
    recurrenceParentActivityGuid: activity.recurrenceParentId,
    createdDateTime: activity.createdAt,
    createdBy: userReference(people, activity.createdBy),
    lastUpdatedDateTime: activity.updatedAt,
    lastUpdatedBy: userReference(people, activity.updatedBy),
  };
}

function timesOf({ time, ownerZone, hasDuration }: Activity) {
  const { start, end } = severaTimes(time, ownerZone);
  return { startDateTime: start, endDateTime: end, isAllDay: time.kind === 'allDay', hasDuration };
}

function ownerOf({ ownerId }: Activity, people: People) {
  const owner = people.get(ownerId);
  return { guid: ownerId, name: owner ? fullName(owner) : null, code: owner?.code ?? null, keywords: [] };
}
