// As functions, which the calendar brings along, rather than the whole of Temporal's classes beside them.
import * as Instant from 'temporal-polyfill/fns/Instant';
import * as PlainDate from 'temporal-polyfill/fns/PlainDate';
import * as PlainDateTime from 'temporal-polyfill/fns/PlainDateTime';
import * as ZonedDateTime from 'temporal-polyfill/fns/ZonedDateTime';

/** The instant (ISO 8601, UTC) at which a day begins in a zone: not always midnight. */
export function startOfDay(date: string, timeZone: string): string {
  const start = PlainDate.toZonedDateTime(PlainDate.create(...numbersOf(date)), timeZone);
  return Instant.toString(ZonedDateTime.toInstant(start));
}

export function nextDay(date: string, days = 1): string {
  return PlainDate.toString(PlainDate.addDays(PlainDate.create(...numbersOf(date)), days));
}

/** Date (`YYYY-MM-DD`) and time (`HH:mm`) on the wall clock of a zone. */
export interface WallTime {
  readonly date: string;
  readonly time: string;
}

export function wallTime(instant: string, timeZone: string): WallTime {
  const zoned = Instant.toZonedDateTimeISO(Instant.fromString(instant), timeZone);
  const local = PlainDateTime.toString(ZonedDateTime.toPlainDateTime(zoned));
  return { date: local.slice(0, 10), time: local.slice(11, 16) };
}

/**
 * The instant of a wall time. A time that the clocks skip in spring is moved on by the gap; of a time that
 * comes twice in autumn it is the first.
 */
export function instantOf({ date, time }: WallTime, timeZone: string): string {
  const [hour, minute] = time.split(':').map(Number);
  const local = PlainDateTime.create(...numbersOf(date), hour, minute);
  return Instant.toString(ZonedDateTime.toInstant(PlainDateTime.toZonedDateTime(local, timeZone)));
}

/** Today's date in a zone. */
export function today(timeZone: string): string {
  return wallTime(new Date().toISOString(), timeZone).date;
}

/** Minutes from one instant to a later one. */
export function minutesBetween(start: string, end: string): number {
  return Math.round((Date.parse(end) - Date.parse(start)) / 60_000);
}

/** Year, month (from 1) and day of a date (`YYYY-MM-DD`). */
function numbersOf(date: string): [number, number, number] {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  return [year, month, day];
}
