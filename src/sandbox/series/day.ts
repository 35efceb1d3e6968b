/**
 * Days of the calendar as numbers: days since 1970-01-01. A series is a list of days in its own zone; times come
 * to it only at the end, so that neither clock changes nor the reader's zone can move it.
 */
export type Day = number;

/** Milliseconds of a day by the wall clock. */
export const dayLength = 86_400_000;

/** A day by its parts. */
export interface DayParts {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  /** 1 to 31. */
  readonly date: number;
}

/** @param month 1 to 12; a value beyond leads into other years */
export function dayOf(year: number, month: number, date: number): Day {
  return Date.UTC(year, month - 1, date) / dayLength;
}

export function partsOf(day: Day): DayParts {
  const at = new Date(day * dayLength);
  return { year: at.getUTCFullYear(), month: at.getUTCMonth() + 1, date: at.getUTCDate() };
}

/** 0 is Sunday. */
export function weekdayOf(day: Day): number {
  return (((day + 4) % 7) + 7) % 7;
}

/** The day on which a wall time (milliseconds, as if it were UTC) falls. */
export function dayAtWall(wall: number): Day {
  return Math.floor(wall / dayLength);
}

/** `2026-11-25` */
export function writeDay(day: Day): string {
  return new Date(day * dayLength).toISOString().slice(0, 10);
}

/**
 * Reads the date at the start of a text; an offset after it says nothing about the date itself.
 * @returns null when it is no date of the calendar
 */
export function readDay(text: string): Day | null {
  const written = /^\s*(\d{4}-\d\d-\d\d)/.exec(text)?.[1];
  const instant = written === undefined ? Number.NaN : Date.parse(`${written}T00:00:00Z`);
  if (Number.isNaN(instant)) return null;
  const day = instant / dayLength;
  return writeDay(day) === written ? day : null;
}

/** How many days a month has. */
export function daysInMonth(year: number, month: number): number {
  return dayOf(year, month + 1, 1) - dayOf(year, month, 1);
}
