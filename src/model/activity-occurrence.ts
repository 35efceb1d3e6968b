/** The occurrences of a recurring activity as activities of their own: how calendars and clients see them. */
import type { Activity, ActivityChange } from './activity.ts';
import { dateInSeries, occurrenceId } from './occurrence-id.ts';
import { type Occurrence, occurrencesBetween, seriesOf } from './occurrences.ts';
import type { OccurrenceException } from './recurrence.ts';
import { type ExceptionFields, occurrenceOn } from './series-change.ts';
import type { Window } from './time.ts';

/** One occurrence: the series with what is its own. `recurrenceParentId` names the series. */
export function occurrenceOf(series: Activity, { date, time, exception }: Occurrence): Activity {
  return {
    ...series,
    id: occurrenceId(series.id, date),
    time,
    ...(exception && ownContent(exception)),
    // Privacy goes by the category; an occurrence that somebody made private hides what it says.
    ...(exception?.isPrivate && { category: 'Personal' }),
    recurrence: null,
    recurrenceType: exception ? 'Exception' : 'Occurrence',
    recurrenceParentId: series.id,
    originKey: null,
  };
}

function ownContent({ subject, location, text, busy }: OccurrenceException): Partial<Activity> {
  return {
    ...(subject !== undefined && { name: subject }),
    ...(location !== undefined && { location }),
    ...(text !== undefined && { notes: text }),
    ...(busy !== undefined && { busy }),
  };
}

/** The occurrences that touch a period; of an activity that does not recur there are none. */
export function occurrencesOf(activity: Activity, window: Window, most: number): readonly Activity[] {
  const series = seriesOf(activity);
  if (!series) return [];
  return occurrencesBetween(series, window, most).map((occurrence) => occurrenceOf(activity, occurrence));
}

/** The occurrence with an id in a series, as it stands; null where the id is of none or it was deleted. */
export function occurrenceById(activity: Activity, id: string): Occurrence | null {
  const series = seriesOf(activity);
  const date = series && dateInSeries(id, activity.id);
  return series && date ? occurrenceOn(series, date) : null;
}

/** The fields of an activity that one occurrence can have of its own. */
const OWN = ['name', 'time', 'hasDuration', 'location', 'notes', 'busy'] as const;

/** The first field of a change that one occurrence cannot have of its own; null where it can have them all. */
export function notOfAnOccurrence(change: ActivityChange): keyof ActivityChange | null {
  const names = Object.keys(change) as (keyof ActivityChange)[];
  return names.find((name) => !OWN.some((own) => own === name)) ?? null;
}

/** What a change of an activity says as an exception of its series. */
export function exceptionFieldsOf({ name, time, location, notes, busy }: ActivityChange): ExceptionFields {
  return {
    ...(time !== undefined && { time }),
    ...(name !== undefined && { subject: name }),
    ...(location !== undefined && { location }),
    ...(notes !== undefined && { text: notes }),
    ...(busy && { busy }),
  };
}
