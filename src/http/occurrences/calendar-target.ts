import type { Activity } from '../../model/activity.ts';
import { occurrenceOf } from '../../model/activity-occurrence.ts';
import type { Occurrence } from '../../model/occurrences.ts';
import { findActivity } from '../../store/activities/find-activities.ts';
import { findOccurrence } from '../../store/activities/find-occurrence.ts';
import type { Database } from '../../store/database.ts';
import { isUuid } from '../identifiers.ts';

/** What an id in the calendar stands for. */
export interface CalendarTarget {
  /** As it is shown: the activity, or one occurrence of it. */
  readonly shown: Activity;
  /** As it is kept: the activity itself, of an occurrence its series. */
  readonly kept: Activity;
  /** Null for an activity, a whole series among them. */
  readonly occurrence: Occurrence | null;
}

/** The activity or occurrence with an id; undefined where there is none. */
export async function findTarget(
  { db }: Database,
  organizationId: string,
  id: string,
): Promise<CalendarTarget | undefined> {
  if (!isUuid(id)) return undefined;
  const activity = await findActivity(db, organizationId, id);
  if (activity) return { shown: activity, kept: activity, occurrence: null };
  const found = await findOccurrence(db, organizationId, id);
  if (!found) return undefined;
  const { series, occurrence } = found;
  return { shown: occurrenceOf(series, occurrence), kept: series, occurrence };
}
