import type { Weekday } from './recurrence.ts';
import type { PlainDate } from './time.ts';

/** A calendar day as the number of days since 1 January 1970, so that rules are plain arithmetic. */
export type DayNumber = number;

const MILLIS = 86_400_000;

/** Day 0 was a Thursday. */
const WEEK: readonly Weekday[] = ['TH', 'FR', 'SA', 'SU', 'MO', 'TU', 'WE'];

export function dayOf(date: PlainDate): DayNumber {
  return Date.parse(`${date}T00:00:00Z`) / MILLIS;
}

export function dateOf(day: DayNumber): PlainDate {
  return new Date(day * MILLIS).toISOString().slice(0, 10);
}

export function weekdayOf(day: DayNumber): Weekday {
  return WEEK[remainder(day, 7)] as Weekday;
}

/** Days from one weekday on to the next time that another comes: 0 to 6. */
export function daysUntil(from: Weekday, to: Weekday): number {
  return remainder(WEEK.indexOf(to) - WEEK.indexOf(from), 7);
}

/** A month as the number of months since January of the year 0. */
export function monthOf(day: DayNumber): number {
  const date = new Date(day * MILLIS);
  return date.getUTCFullYear() * 12 + date.getUTCMonth();
}

export function firstDayOfMonth(month: number): DayNumber {
  return Date.UTC(Math.floor(month / 12), remainder(month, 12), 1) / MILLIS;
}

export function lengthOfMonth(month: number): number {
  return firstDayOfMonth(month + 1) - firstDayOfMonth(month);
}

/** The remainder of a division, never negative. */
function remainder(value: number, by: number): number {
  return ((value % by) + by) % by;
}
