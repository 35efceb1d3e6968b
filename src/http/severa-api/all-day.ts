import type { EntryTime, Instant, ZoneId } from '../../model/time.ts';
import { dateAt, dayAfter, startOfDate } from '../../model/zoned-date.ts';
import { badProperty } from './severa-error.ts';

/** An entry's time as Severa tells it: all-day ones as midnights in the owner's zone, given in UTC. */
export function severaTimes(time: EntryTime, ownerZone: ZoneId): { start: Instant; end: Instant } {
  if (time.kind === 'timed') return { start: time.start, end: time.end };
  return { start: startOfDate(time.start, ownerZone), end: startOfDate(time.end, ownerZone) };
}

/**
 * The dates of an all-day activity that Severa's way of telling means; without an end it is one day.
 * Throws SeveraError (400) when an instant is no midnight in the owner's zone or nothing lies between.
 */
export function allDayTime(start: Instant, end: Instant | null, ownerZone: ZoneId): EntryTime {
  const first = midnightDate('startDateTime', start, ownerZone);
  const after = end === null ? dayAfter(first) : midnightDate('endDateTime', end, ownerZone);
  if (after <= first)
    throw badProperty('endDateTime', 'An all-day activity ends at the midnight after its last day.');
  return { kind: 'allDay', start: first, end: after };
}

function midnightDate(name: string, instant: Instant, zone: ZoneId): string {
  const date = dateAt(instant, zone);
  if (Date.parse(startOfDate(date, zone)) === Date.parse(instant)) return date;
  throw badProperty(
    name,
    `${name} of an all-day activity must be midnight in the owner's time zone (${zone}).`,
  );
}
