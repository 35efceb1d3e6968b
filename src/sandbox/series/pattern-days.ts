import { type Day, dayOf, daysInMonth, partsOf, weekdayOf } from './day.ts';
import type { Nth, Pattern } from './recurrence.ts';

/** No series goes beyond this day (EWS, ErrorRecurrenceEndDateTooBig: "after 9/1/4500"). */
export const lastPossibleDay = dayOf(4500, 9, 1);

/**
 * The days of a pattern, endless and in order, from the first one at or after `start`. The interval counts from
 * the day, week, month or year of `start`.
 * @param from days before this one are left out, without being computed
 */
export function* patternDays(pattern: Pattern, start: Day, from: Day = start): Generator<Day> {
  const first = Math.max(start, from);
  for (let period = Math.max(0, periodNear(pattern, start, first) - 1); ; period += 1) {
    for (const day of daysOfPeriod(pattern, start, period)) {
      if (day > lastPossibleDay) return;
      if (day >= first) yield day;
    }
  }
}

/** So many days after any day of the pattern the next one has come. */
export function longestGap(pattern: Pattern): number {
  if (pattern.kind === 'daily') return pattern.interval;
  if (pattern.kind === 'weekly') return 7 * pattern.interval + 7;
  return 31 * monthInterval(pattern) + 31;
}

/** Which period holds a day, or is the last one before it. */
function periodNear(pattern: Pattern, start: Day, day: Day): number {
  switch (pattern.kind) {
    case 'daily':
      return Math.floor((day - start) / pattern.interval);
    case 'weekly':
      return Math.floor((day - weekStart(pattern, start)) / (7 * pattern.interval));
    default:
      return Math.floor((monthNumber(day) - firstMonth(pattern, start)) / monthInterval(pattern));
  }
}

function daysOfPeriod(pattern: Pattern, start: Day, period: number): readonly Day[] {
  switch (pattern.kind) {
    case 'daily':
      return [start + period * pattern.interval];
    case 'weekly':
      return weekDays(pattern, weekStart(pattern, start) + 7 * pattern.interval * period);
    default:
      return [dayInMonth(pattern, firstMonth(pattern, start) + monthInterval(pattern) * period)];
  }
}

type Weekly = Extract<Pattern, { kind: 'weekly' }>;
type Monthly = Exclude<Pattern, { kind: 'daily' | 'weekly' }>;

function weekStart({ firstDayOfWeek }: Weekly, day: Day): Day {
  return day - ((weekdayOf(day) - firstDayOfWeek + 7) % 7);
}

function weekDays({ weekdays }: Weekly, week: Day): Day[] {
  const days = Array.from({ length: 7 }, (_, index) => week + index);
  return days.filter((day) => weekdays.includes(weekdayOf(day)));
}

/** Months since the year 0, so that intervals cross years. */
function monthNumber(day: Day): number {
  const { year, month } = partsOf(day);
  return year * 12 + month - 1;
}

/** A yearly rule is a monthly one of twelve months that begins in its month. */
function firstMonth(pattern: Monthly, start: Day): number {
  const own = monthNumber(start);
  return 'month' in pattern ? own - (own % 12) + pattern.month - 1 : own;
}

function monthInterval(pattern: Monthly): number {
  return 'interval' in pattern ? pattern.interval : 12;
}

function dayInMonth(pattern: Monthly, number: number): Day {
  const year = Math.floor(number / 12);
  const month = (number % 12) + 1;
  return 'dayOfMonth' in pattern
    ? clippedDay(year, month, pattern.dayOfMonth)
    : nthDay(year, month, pattern.nth, pattern.weekdays);
}

/**
 * A day that a shorter month does not have falls on that month's last day: the 31st on 30 November, 29 February
 * on the 28th (EWS reference, DayOfMonth: "the last day of the month is assumed").
 */
function clippedDay(year: number, month: number, dayOfMonth: number): Day {
  return dayOf(year, month, Math.min(dayOfMonth, daysInMonth(year, month)));
}

/** The nth day of a month among those that are one of the weekdays ([MS-OXOCAL] 2.2.1.44.1.6). */
function nthDay(year: number, month: number, nth: Nth, weekdays: readonly number[]): Day {
  const first = dayOf(year, month, 1);
  const days = Array.from({ length: daysInMonth(year, month) }, (_, index) => first + index);
  const chosen = days.filter((day) => weekdays.includes(weekdayOf(day)));
  return (nth === 5 ? chosen.at(-1) : chosen[nth - 1]) as Day;
}
