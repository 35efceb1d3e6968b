import { Temporal } from 'temporal-polyfill';
import { type Instant, instantFromMillis, type PlainDate, type ZoneId } from './time.ts';

/** The first instant of a date in a zone: midnight, or later where daylight saving begins at midnight. */
export function startOfDate(date: PlainDate, zone: ZoneId): Instant {
  return instantFromMillis(Temporal.PlainDate.from(date).toZonedDateTime(zone).epochMilliseconds);
}

/** The date that clocks in a zone show at an instant. */
export function dateAt(instant: Instant, zone: ZoneId): PlainDate {
  return Temporal.Instant.from(instant).toZonedDateTimeISO(zone).toPlainDate().toString();
}

/** The day after a date. */
export function dayAfter(date: PlainDate): PlainDate {
  return Temporal.PlainDate.from(date).add({ days: 1 }).toString();
}

/** The same time of day in a zone, on another date. */
export function moveToDate(instant: Instant, date: PlainDate, zone: ZoneId): Instant {
  const timeOfDay = Temporal.Instant.from(instant).toZonedDateTimeISO(zone).toPlainTime();
  const moved = Temporal.PlainDate.from(date).toZonedDateTime({ timeZone: zone, plainTime: timeOfDay });
  return instantFromMillis(moved.epochMilliseconds);
}
