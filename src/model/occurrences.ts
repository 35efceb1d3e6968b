/**
 * What a series looks like in a calendar.
 *
 * An *original* is the start that the rule gives an occurrence, and its name for good: an instant, or a date
 * when the series is all-day. A timed series repeats by the wall clock of its own zone: it begins and ends at
 * the same times of day whatever the daylight saving does, so the length in hours changes with the clocks. A
 * time of day that a clock change leaves out is taken as much later as the clocks went ahead, and of one that
 * comes twice the first is meant (both as `Temporal` and iCalendar read such times).
 */
import { Temporal } from 'temporal-polyfill';
import { dateOf, dayOf } from './calendar-day.ts';
import type { CalendarEntry } from './calendar-entry.ts';
import type { OccurrenceException, Recurrence } from './recurrence.ts';
import { RuleDates } from './rule-dates.ts';
import {
  type EntryTime,
  type Instant,
  instantFromMillis,
  overlapsWindow,
  type PlainDate,
  type TimedSpan,
  type Window,
} from './time.ts';
import { dateAt } from './zoned-date.ts';

/** A recurring entry, as far as its times go. */
export interface Series {
  readonly time: EntryTime;
  readonly recurrence: Recurrence;
}

/** One occurrence as it stands: by the rule, or as an exception changed it. */
export interface Occurrence {
  readonly original: Instant | PlainDate;
  /** The date of `original` in the series' zone; at most one occurrence of a series has it. */
  readonly date: PlainDate;
  readonly time: EntryTime;
  readonly exception: OccurrenceException | null;
}

/** The series of an entry, or null for a single one. */
export function seriesOf({ time, recurrence }: Pick<CalendarEntry, 'time' | 'recurrence'>): Series | null {
  return recurrence && { time, recurrence };
}

/** The time that the rule gives to its occurrence on a date. */
export function timeOn(series: Series, date: PlainDate): EntryTime {
  return timesOf(series)(date);
}

/** The times of a series by date; what all its occurrences have in common is worked out once. */
function timesOf({ time, recurrence }: Series): (date: PlainDate) => EntryTime {
  if (time.kind === 'allDay') {
    const length = dayOf(time.end) - dayOf(time.start);
    return (date) => ({ kind: 'allDay', start: date, end: dateOf(dayOf(date) + length) });
  }
  const { zone } = recurrence;
  const [start, end] = [localTime(time.start, zone), localTime(time.end, zone)];
  const days = dayOf(end.date) - dayOf(start.date);
  return (date) => ({
    kind: 'timed',
    start: instantAt(date, start.clock, zone),
    end: instantAt(dateOf(dayOf(date) + days), end.clock, zone),
    zone: time.zone,
  });
}

/** The date in the series' zone for which an original stands. */
export function dateOfOriginal(original: Instant | PlainDate, { zone }: Pick<Recurrence, 'zone'>): PlainDate {
  return original.length === 10 ? original : dateAt(original, zone);
}

/** The original of the occurrence on a date, or null where the rule does not fall on it. */
export function originalOn(series: Series, date: PlainDate): Instant | PlainDate | null {
  return new RuleDates(series.recurrence).indexOf(date) === null ? null : timeOn(series, date).start;
}

/** Whether the rule gives an occurrence this very start, deleted or not. */
export function fallsOnRule(series: Series, original: Instant | PlainDate): boolean {
  return originalOn(series, dateOfOriginal(original, series.recurrence)) === original;
}

/** The place of an occurrence in its series, counted from 1 as EWS does (deleted ones count); null: none. */
export function indexOfOriginal({ recurrence }: Series, original: Instant | PlainDate): number | null {
  const index = new RuleDates(recurrence).indexOf(dateOfOriginal(original, recurrence));
  return index === null ? null : index + 1;
}

/** The original of the occurrence at a place counted from 1; null beyond the series' end. */
export function originalAt(series: Series, index: number): Instant | PlainDate | null {
  const date = new RuleDates(series.recurrence).at(index - 1);
  return date && timeOn(series, date).start;
}

/** The occurrence with an original as it stands; null where it was deleted or never was. */
export function occurrenceAt(series: Series, original: Instant | PlainDate): Occurrence | null {
  const date = dateOfOriginal(original, series.recurrence);
  const exception = series.recurrence.exceptions.find((one) => one.original === original) ?? null;
  if (exception) return { original, date, time: exception.time, exception };
  if (series.recurrence.deleted.includes(original) || !fallsOnRule(series, original)) return null;
  return { original, date, time: timeOn(series, date), exception: null };
}

/** The first occurrence that stands; null where the rule has none or all were deleted. */
export function firstOccurrence(series: Series): Occurrence | null {
  for (const occurrence of standing(series, 0)) return occurrence;
  return null;
}

/** The last occurrence that stands, by the rule's order; null for a series without end, or without any. */
export function lastOccurrence(series: Series): Occurrence | null {
  if (series.recurrence.range.kind === 'endless') return null;
  const dates = new RuleDates(series.recurrence);
  for (let index = dates.count - 1; index >= 0; index -= 1) {
    const found = occurrenceAt(series, timeOn(series, dates.at(index) as PlainDate).start);
    if (found) return found;
  }
  return null;
}

/** Whether the rule itself has no occurrence at all: an end before the start, no day of the week. */
export function isEmptyRule(recurrence: Recurrence): boolean {
  return new RuleDates(recurrence).count === 0;
}

/**
 * The occurrences that touch a period, in the order of their starts: by the rule where it says so, and
 * exceptions where they were moved to, out of the period or into it. At most `most` are answered, so that an
 * endless series in an endless period is bounded work.
 */
export function occurrencesBetween(series: Series, window: Window, most = 10_000): Occurrence[] {
  const { recurrence } = series;
  const moved = recurrence.exceptions
    .filter(({ time }) => overlapsWindow(time, window))
    .map((exception) => exceptional(exception, recurrence));
  const regular = regularBetween(series, window, most);
  return [...moved, ...regular]
    .sort((one, other) => compare(startOf(one.time), startOf(other.time)))
    .slice(0, most);
}

/** Whether anything of a series touches a period. */
export function touchesPeriod(series: Series, window: Window): boolean {
  return occurrencesBetween(series, window, 1).length > 0;
}

function exceptional(exception: OccurrenceException, recurrence: Recurrence): Occurrence {
  const { original, time } = exception;
  return { original, date: dateOfOriginal(original, recurrence), time, exception };
}

function regularBetween(series: Series, window: Window, most: number): Occurrence[] {
  const from = dateOf(dayOf(window.from.slice(0, 10)) - lengthInDays(series.time) - SLACK);
  const to = dateOf(dayOf(window.to.slice(0, 10)) + SLACK);
  const found: Occurrence[] = [];
  for (const occurrence of standing(series, new RuleDates(series.recurrence).firstFrom(from))) {
    if (occurrence.date > to || found.length >= most) break;
    if (occurrence.exception === null && overlapsWindow(occurrence.time, window)) found.push(occurrence);
  }
  return found;
}

/** Days by which the date in a zone can differ from that of UTC, and an all-day entry be widened. */
const SLACK = 2;

function lengthInDays(time: EntryTime): number {
  return Math.ceil((Date.parse(time.end) - Date.parse(time.start)) / 86_400_000);
}

/** The occurrences that stand, from the one with a number on, in the rule's order. */
function* standing(series: Series, from: number): Generator<Occurrence> {
  const { recurrence } = series;
  const dates = new RuleDates(recurrence);
  const timeOf = timesOf(series);
  const deleted = new Set(recurrence.deleted);
  const exceptions = new Map(recurrence.exceptions.map((one) => [one.original, one]));
  for (let index = from; index < dates.count; index += 1) {
    const date = dates.at(index) as PlainDate;
    const time = timeOf(date);
    const original = time.start;
    const exception = exceptions.get(original);
    if (exception) yield exceptional(exception, recurrence);
    else if (!deleted.has(original)) yield { original, date, time, exception: null };
  }
}

function localTime(instant: Instant, zone: string): { date: PlainDate; clock: Temporal.PlainTime } {
  const local = Temporal.Instant.from(instant).toZonedDateTimeISO(zone);
  return { date: local.toPlainDate().toString(), clock: local.toPlainTime() };
}

function instantAt(date: PlainDate, plainTime: Temporal.PlainTime, timeZone: string): Instant {
  const at = Temporal.PlainDate.from(date).toZonedDateTime({ timeZone, plainTime });
  return instantFromMillis(at.epochMilliseconds);
}

/** Dates and instants in one order; an all-day entry comes before the hours of its first day. */
function startOf(time: EntryTime): string {
  return time.kind === 'allDay' ? time.start : (time as TimedSpan).start;
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
