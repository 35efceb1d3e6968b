import { Temporal } from 'temporal-polyfill';

/** The instant (ISO 8601, UTC) at which a day begins in a zone: not always midnight. */
export function startOfDay(date: string, timeZone: string): string {
  return Temporal.PlainDate.from(date).toZonedDateTime(timeZone).toInstant().toString();
}

export function nextDay(date: string, days = 1): string {
  return Temporal.PlainDate.from(date).add({ days }).toString();
}

/** Date (`YYYY-MM-DD`) and time (`HH:mm`) on the wall clock of a zone. */
export interface WallTime {
  readonly date: string;
  readonly time: string;
}

export function wallTime(instant: string, timeZone: string): WallTime {
  const zoned = Temporal.Instant.from(instant).toZonedDateTimeISO(timeZone);
  return {
    date: zoned.toPlainDate().toString(),
    time: zoned.toPlainTime().toString({ smallestUnit: 'minute' }),
  };
}

/**
 * The instant of a wall time. A time that the clocks skip in spring is moved on by the gap; of a time that
 * comes twice in autumn it is the first.
 */
export function instantOf({ date, time }: WallTime, timeZone: string): string {
  const zoned = Temporal.PlainDateTime.from(`${date}T${time}`).toZonedDateTime(timeZone);
  return zoned.toInstant().toString();
}

/** Today's date in a zone. */
export function today(timeZone: string): string {
  return Temporal.Now.plainDateISO(timeZone).toString();
}

/** Minutes from one instant to a later one. */
export function minutesBetween(start: string, end: string): number {
  return Math.round((Date.parse(end) - Date.parse(start)) / 60_000);
}
