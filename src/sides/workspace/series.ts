import { type Activity, type ActivityChange, LONGEST_LOCATION } from '../../model/activity.ts';
import type { EntryPatch } from '../../model/calendar-entry.ts';
import { seriesOf } from '../../model/occurrences.ts';
import type { OccurrenceException, Recurrence } from '../../model/recurrence.ts';
import { carriedOver } from '../../model/series-change.ts';
import type { EntryTime } from '../../model/time.ts';
import { dateAt, dayAfter } from '../../model/zoned-date.ts';
import { plainLocation, plainName, plainText } from './texts.ts';
import { entryTime, isBareTodo, timeChange } from './times.ts';

/** The words of changed occurrences within the limits of an activity, as the database can keep them. */
export function plainRecurrence(recurrence: Recurrence | null): Recurrence | null {
  return recurrence && { ...recurrence, exceptions: recurrence.exceptions.map(plainException) };
}

function plainException(exception: OccurrenceException): OccurrenceException {
  const { subject, location, text } = exception;
  return {
    ...exception,
    ...(subject !== undefined && { subject: plainName(subject) }),
    ...(location !== undefined && { location: plainLocation(location, LONGEST_LOCATION) }),
    ...(text !== undefined && { text: plainText(text) }),
  };
}

/** An activity's recurrence as an entry has it: a to-do without duration is a date there, each time. */
export function entryRecurrence(activity: Activity): Recurrence | null {
  const series = seriesOf(activity);
  if (!series || !isBareTodo(activity)) return activity.recurrence;
  const carried = carriedOver(series, { ...series, time: entryTime(activity) });
  const exceptions = carried.exceptions.map((one) => ({
    ...one,
    time: asDate(one.time, activity.ownerZone),
  }));
  return { ...carried, exceptions };
}

function asDate(time: EntryTime, zone: string): EntryTime {
  if (time.kind === 'allDay') return time;
  const start = dateAt(time.start, zone);
  return { kind: 'allDay', start, end: dayAfter(start) };
}

/**
 * What a patch of time or recurrence does to an activity. A series that only moves keeps what was deleted and
 * changed in it, on the same dates; originals are put into the form of the activity's own time.
 */
export function seriesChange(activity: Activity, patch: EntryPatch): ActivityChange {
  if (patch.time === undefined && patch.recurrence === undefined) return {};
  const moved = patch.time && timeChange(activity, patch.time);
  const before = { time: entryTime(activity), recurrence: entryRecurrence(activity) };
  const wanted = patch.recurrence === undefined ? before.recurrence : plainRecurrence(patch.recurrence);
  if (!wanted) return { ...moved, ...(patch.recurrence === null && { recurrence: null }) };
  // A patch names the occurrences of the series as it is to be; without one they are those that stand there.
  const given = patch.recurrence === undefined ? before.time : (patch.time ?? before.time);
  const time = moved?.time ?? activity.time;
  return { ...moved, recurrence: carriedAlong({ time: given, recurrence: wanted }, time) };
}

/** Only where the form of the originals changes: else a server's own originals stay as they are. */
function carriedAlong(given: { time: EntryTime; recurrence: Recurrence }, time: EntryTime): Recurrence {
  if (given.time.kind === time.kind && given.time.start === time.start) return given.recurrence;
  return carriedOver(given, { time, recurrence: given.recurrence });
}
