import type { Activity } from '../../model/activity.ts';
import type { EntryTime } from '../../model/time.ts';
import { dateAt, dayAfter, moveToDate } from '../../model/zoned-date.ts';

/** A to-do that has no duration: a reminder for a day, not an appointment. */
export function isBareTodo(activity: Activity): boolean {
  return activity.category === 'SalesEvent' && !activity.hasDuration && activity.time.kind === 'timed';
}

/** An activity's time in a calendar; a to-do without duration stands for its date in the owner's zone. */
export function entryTime(activity: Activity): EntryTime {
  if (!isBareTodo(activity)) return activity.time;
  const start = dateAt(activity.time.start, activity.ownerZone);
  return { kind: 'allDay', start, end: dayAfter(start) };
}

/**
 * What an entry's new time means for its activity. A to-do without duration that is moved to another date
 * stays one, at its time of day; given hours or several days, it has a duration from then on.
 */
export function timeChange(
  activity: Activity,
  time: EntryTime,
): { readonly time: EntryTime; readonly hasDuration: boolean } {
  const { time: before, ownerZone } = activity;
  const isOneDay = time.kind === 'allDay' && dayAfter(time.start) === time.end;
  if (!isBareTodo(activity) || !isOneDay || before.kind !== 'timed') return { time, hasDuration: true };
  const moved = moveToDate(before.start, time.start, ownerZone);
  return { time: { ...before, start: moved, end: moved }, hasDuration: false };
}

/** Whether a time runs backwards, or an all-day one has no day in it. */
export function isBackwards(time: EntryTime): boolean {
  return time.kind === 'timed' ? time.end < time.start : time.end <= time.start;
}
