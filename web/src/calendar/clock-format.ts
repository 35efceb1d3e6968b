import { localeOf } from '../language/format.ts';

/** A moment as the calendar library hands it to a format: its wall clock, the month counted from 0. */
interface WallClock {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
}

/** What the calendar library asks a format to write: one moment, or with `end` the time between two. */
interface Formatted {
  readonly start: WallClock;
  readonly end?: WallClock | null;
}

/** Times of day, the same beside the hours and in the entries: “8.00–9.30” in Finnish, “08:00–09:30” elsewhere. */
export function timeFormat(language: string): (moment: Formatted) => string {
  const hour = language === 'fi' ? 'numeric' : '2-digit';
  const time = written(language, { hour, minute: '2-digit', hourCycle: 'h23' });
  return ({ start, end }) => (end ? `${time(start)}–${time(end)}` : time(start));
}

/** The heading of a single day. The name of the day stands alone, since Finnish would bend it before a date. */
export function dayFormat(language: string): (moment: Formatted) => string {
  const name = written(language, { weekday: 'long' });
  return ({ start }) => `${name(start)} ${start.day}`;
}

function written(language: string, options: Intl.DateTimeFormatOptions): (clock: WallClock) => string {
  const format = new Intl.DateTimeFormat(localeOf(language), { ...options, timeZone: 'UTC' });
  return ({ year, month, day, hour, minute }) => format.format(Date.UTC(year, month, day, hour, minute));
}
