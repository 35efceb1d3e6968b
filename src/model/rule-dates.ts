/**
 * The dates of a rule, by number and without counting through them: a period of a rule (a day, a week, a
 * month, a year, times its interval) holds a fixed number of dates, so the date with a number, and the
 * number of a date, follow by division, however long the series runs.
 *
 * Two points that calendars disagree on are settled as Exchange settles them, since its users see the dates:
 *  - a day of the month that a month does not have falls on the month's last day (EWS reference,
 *    `DayOfMonth`: the 31st each month is the last day of each month, 29 February is the 28th in most years);
 *  - weeks of a rule begin on its first day of the week, and intervals count from the period of `start`.
 * A side whose own rule passes over shorter months says so by deleted occurrences in them.
 */
import {
  type DayNumber,
  dateOf,
  dayOf,
  daysUntil,
  firstDayOfMonth,
  lengthOfMonth,
  monthOf,
  weekdayOf,
} from './calendar-day.ts';
import type { Ordinal, OrdinalDay, Recurrence, RecurrencePattern, Weekday } from './recurrence.ts';
import type { PlainDate } from './time.ts';

/** Pattern, range and start: what decides on which dates occurrences fall. */
export type Rule = Pick<Recurrence, 'pattern' | 'range' | 'start'>;

/** The last date that Exchange knows in a calendar ([MS-OXOCAL] 2.2.1.44.1, EndDate of a rule without end). */
const LAST_DATE: PlainDate = '4500-08-31';

/** How a pattern lays its dates out. */
interface Layout {
  /** Dates in each period. */
  readonly size: number;
  /** The day of one date, by period (0 is that of the start) and place in it. */
  day(period: number, place: number): DayNumber;
  /** The period in which a day lies; days between two periods belong to the earlier. */
  periodOf(day: DayNumber): number;
}

/** The dates of one rule, numbered from 0. */
export class RuleDates {
  readonly #layout: Layout | null;
  /** Dates of the first period that lie before the start. */
  readonly #skipped: number;
  /** How many dates there are; of an endless rule those up to the end of all calendars. 0: an empty rule. */
  readonly count: number;

  constructor(rule: Rule) {
    this.#layout = isSound(rule) ? layoutOf(rule.pattern, dayOf(rule.start)) : null;
    this.#skipped = this.#layout ? placeFrom(this.#layout, dayOf(rule.start)) : 0;
    this.count = this.#layout ? this.#countOf(rule) : 0;
  }

  /** The date with a number, or null where the rule has none. */
  at(index: number): PlainDate | null {
    if (!this.#layout || index < 0 || index >= this.count) return null;
    return dateOf(this.#dayAt(this.#layout, index));
  }

  /** The number of the first date on or after a day; `count` where there is none. */
  firstFrom(date: PlainDate): number {
    if (!this.#layout) return 0;
    return Math.min(Math.max(placeFrom(this.#layout, dayOf(date)) - this.#skipped, 0), this.count);
  }

  /** The number of a date, or null where the rule does not fall on it. */
  indexOf(date: PlainDate): number | null {
    const index = this.firstFrom(date);
    return this.at(index) === date ? index : null;
  }

  #dayAt({ size, day }: Layout, index: number): DayNumber {
    const place = index + this.#skipped;
    return day(Math.floor(place / size), place % size);
  }

  #countOf({ range }: Rule): number {
    if (!this.#layout) return 0;
    const last = range.kind === 'until' && range.lastDate < LAST_DATE ? range.lastDate : LAST_DATE;
    const within = Math.max(placeFrom(this.#layout, dayOf(last) + 1) - this.#skipped, 0);
    return range.kind === 'count' ? Math.min(range.occurrences, within) : within;
  }
}

/** The number of the first date on or after a day, counted from the beginning of the first period. */
function placeFrom(layout: Layout, day: DayNumber): number {
  const period = layout.periodOf(day);
  for (let place = 0; place < layout.size; place += 1)
    if (layout.day(period, place) >= day) return period * layout.size + place;
  return (period + 1) * layout.size;
}

/** Rules come from servers: one with numbers that mean nothing has no occurrence rather than wrong ones. */
function isSound({ pattern, range, start }: Rule): boolean {
  const numbers = [
    'interval' in pattern ? pattern.interval : 1,
    'dayOfMonth' in pattern ? pattern.dayOfMonth : 1,
    'month' in pattern ? pattern.month : 1,
    range.kind === 'count' ? range.occurrences : 1,
  ];
  if (numbers.some((number) => !Number.isSafeInteger(number) || number < 1)) return false;
  if ('month' in pattern && pattern.month > 12) return false;
  if (pattern.kind === 'weekly' && pattern.days.length === 0) return false;
  return !Number.isNaN(dayOf(start)) && (range.kind !== 'until' || !Number.isNaN(dayOf(range.lastDate)));
}

function layoutOf(pattern: RecurrencePattern, start: DayNumber): Layout {
  switch (pattern.kind) {
    case 'daily':
      return daily(pattern.interval, start);
    case 'weekly':
      return weekly(pattern, start);
    case 'monthlyOnDate':
      return monthly(monthOf(start), pattern.interval, (month) => dayOnDate(month, pattern.dayOfMonth));
    case 'monthlyOnDay':
      return monthly(monthOf(start), pattern.interval, (month) => dayOnDay(month, pattern));
    case 'yearlyOnDate':
      return monthly(inYearOf(start, pattern.month), 12, (month) => dayOnDate(month, pattern.dayOfMonth));
    case 'yearlyOnDay':
      return monthly(inYearOf(start, pattern.month), 12, (month) => dayOnDay(month, pattern));
  }
}

function daily(interval: number, start: DayNumber): Layout {
  return {
    size: 1,
    day: (period) => start + period * interval,
    periodOf: (day) => Math.floor((day - start) / interval),
  };
}

function weekly(pattern: Extract<RecurrencePattern, { kind: 'weekly' }>, start: DayNumber): Layout {
  const { firstDayOfWeek, interval, days } = pattern;
  const week = start - daysUntil(firstDayOfWeek, weekdayOf(start));
  const places = [...new Set(days)].map((day) => daysUntil(firstDayOfWeek, day)).sort((a, b) => a - b);
  return {
    size: places.length,
    day: (period, place) => week + period * 7 * interval + (places[place] ?? 0),
    periodOf: (day) => Math.floor((day - week) / (7 * interval)),
  };
}

/** One date each `interval` months; every month has one, since days beyond its end fall on its last. */
function monthly(first: number, interval: number, inMonth: (month: number) => DayNumber): Layout {
  return {
    size: 1,
    day: (period) => inMonth(first + period * interval),
    periodOf: (day) => Math.floor((monthOf(day) - first) / interval),
  };
}

function inYearOf(start: DayNumber, month: number): number {
  return Math.floor(monthOf(start) / 12) * 12 + month - 1;
}

function dayOnDate(month: number, dayOfMonth: number): DayNumber {
  return firstDayOfMonth(month) + Math.min(dayOfMonth, lengthOfMonth(month)) - 1;
}

const WORKING_DAYS: ReadonlySet<Weekday> = new Set(['MO', 'TU', 'WE', 'TH', 'FR']);

function counts(day: DayNumber, what: OrdinalDay): boolean {
  if (what === 'day') return true;
  const weekday = weekdayOf(day);
  if (what === 'weekday') return WORKING_DAYS.has(weekday);
  return what === 'weekendDay' ? !WORKING_DAYS.has(weekday) : weekday === what;
}

/** The first to fourth, or the last, of the days that count; every month has four of each kind. */
function dayOnDay(month: number, { ordinal, day }: { ordinal: Ordinal; day: OrdinalDay }): DayNumber {
  const [first, length] = [firstDayOfMonth(month), lengthOfMonth(month)];
  const days = Array.from({ length }, (_, at) => first + at).filter((one) => counts(one, day));
  return (ordinal === -1 ? days.at(-1) : days[ordinal - 1]) ?? first;
}
