import { Temporal } from 'temporal-polyfill';
import {
  type EntryTime,
  type Instant,
  instantFromMillis,
  type PlainDate,
  type ZoneId,
} from '../../model/time.ts';
import { badProperty } from './severa-error.ts';

/** The first instant of a date in a zone: midnight, or later where daylight saving begins at midnight. */
export function startOfDate(date: PlainDate, zone: ZoneId): Instant {
  return instantFromMillis(Temporal.PlainDate.from(date).toZonedDateTime(zone).epochMilliseconds);
}

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
  const after = end === null ? first.add({ days: 1 }) : midnightDate('endDateTime', end, ownerZone);
  if (Temporal.PlainDate.compare(first, after) >= 0)
    throw badProperty('endDateTime', 'An all-day activity ends at the midnight after its last day.');
  return { kind: 'allDay', start: first.toString(), end: after.toString() };
}

function midnightDate(name: string, instant: Instant, zone: ZoneId): Temporal.PlainDate {
  const date = Temporal.Instant.from(instant).toZonedDateTimeISO(zone).toPlainDate();
  if (Date.parse(startOfDate(date.toString(), zone)) === Date.parse(instant)) return date;
  throw badProperty(
    name,
    `${name} of an all-day activity must be midnight in the owner's time zone (${zone}).`,
  );
}
