import { type Day, readDay } from '../../series/day.ts';
import { lastPossibleDay } from '../../series/pattern-days.ts';
import type { Nth, Pattern, Range, Rule } from '../../series/recurrence.ts';
import { EwsError } from '../ews-error.ts';
import { textOf, type XmlElement } from '../xml-read.ts';
import { dayGroups, monthNames, nthNames, weekdayNames } from './words.ts';

/**
 * Reads a Recurrence that has passed the schema: pattern first, range second.
 * @throws EwsError ErrorCalendarOutOfRange, ErrorCalendarInvalidRecurrence,
 *   ErrorCalendarInvalidDayForWeeklyRecurrence, ErrorCalendarEndDateIsEarlierThanStartDate,
 *   ErrorRecurrenceEndDateTooBig
 */
export function readRecurrence(element: XmlElement): Rule {
  const [pattern, range] = element.children;
  const read = pattern && patterns[pattern.name];
  if (!read || !range) throw invalidRecurrence('The recurrence has no pattern or no range.');
  return { pattern: read(pattern), range: readRange(range) };
}

export function invalidRecurrence(message: string): EwsError {
  return new EwsError('ErrorCalendarInvalidRecurrence', message);
}

const patterns: Readonly<Record<string, (element: XmlElement) => Pattern>> = {
  DailyRecurrence: (element) => ({ kind: 'daily', interval: interval(element, 999) }),
  WeeklyRecurrence: (element) => ({
    kind: 'weekly',
    interval: interval(element, 99),
    weekdays: weeklyDays(element),
    firstDayOfWeek: indexOf(weekdayNames, textOf(element, 'FirstDayOfWeek') ?? 'Sunday', 'FirstDayOfWeek'),
  }),
  AbsoluteMonthlyRecurrence: (element) => ({
    kind: 'absoluteMonthly',
    interval: interval(element, 99),
    dayOfMonth: dayOfMonth(element, 31),
  }),
  RelativeMonthlyRecurrence: (element) => ({
    kind: 'relativeMonthly',
    interval: interval(element, 99),
    ...nthDay(element),
  }),
  AbsoluteYearlyRecurrence: (element) => {
    const month = monthOf(element);
    return { kind: 'absoluteYearly', month, dayOfMonth: dayOfMonth(element, longestMonths[month - 1] ?? 31) };
  },
  RelativeYearlyRecurrence: (element) => ({
    kind: 'relativeYearly',
    month: monthOf(element),
    ...nthDay(element),
  }),
};

/** How many days each month has at most: a yearly day beyond it never comes (CDO reference, DayOfMonth). */
const longestMonths = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** @param largest the EWS reference has 99 for months (AbsoluteMonthlyRecurrence); Outlook takes 999 days */
function interval(element: XmlElement, largest: number): number {
  return inRange(element, 'Interval', largest);
}

function dayOfMonth(element: XmlElement, largest: number): number {
  return inRange(element, 'DayOfMonth', largest);
}

function inRange(element: XmlElement, name: string, largest: number): number {
  const value = Number(textOf(element, name));
  if (value >= 1 && value <= largest) return value;
  throw new EwsError('ErrorCalendarOutOfRange', `${name} must be from 1 to ${largest}, not ${value}.`);
}

/** Day, Weekday and WeekendDay are for relative patterns only (EWS reference, DaysOfWeek of DaysOfWeekType). */
function weeklyDays(element: XmlElement): number[] {
  const words = wordsOf(textOf(element, 'DaysOfWeek'));
  if (words.some((word) => dayGroups[word])) {
    throw new EwsError(
      'ErrorCalendarInvalidDayForWeeklyRecurrence',
      'Day, Weekday and WeekendDay are not valid for a weekly recurrence.',
    );
  }
  if (words.length === 0) throw invalidRecurrence('A weekly recurrence needs a day of the week.');
  const days = words.map((word) => indexOf(weekdayNames, word, 'DaysOfWeek'));
  return [...new Set(days)].sort((one, other) => one - other);
}

function nthDay(element: XmlElement): { nth: Nth; weekdays: readonly number[] } {
  const word = textOf(element, 'DaysOfWeek')?.trim() ?? '';
  const nth = 1 + indexOf(nthNames, textOf(element, 'DayOfWeekIndex') ?? '', 'DayOfWeekIndex');
  return { nth: nth as Nth, weekdays: dayGroups[word] ?? [indexOf(weekdayNames, word, 'DaysOfWeek')] };
}

function monthOf(element: XmlElement): number {
  return 1 + indexOf(monthNames, textOf(element, 'Month') ?? '', 'Month');
}

function wordsOf(text: string | undefined): string[] {
  return (text ?? '').split(/\s+/).filter((word) => word !== '');
}

function indexOf(names: readonly string[], word: string, what: string): number {
  const index = names.indexOf(word.trim());
  if (index < 0) throw invalidRecurrence(`${word} is no ${what} of this pattern.`);
  return index;
}

/** The largest number of occurrences (EWS reference, NumberOfOccurrences). */
const mostOccurrences = 999;

function readRange(element: XmlElement): Range {
  const start = date(element, 'StartDate');
  if (element.name === 'NumberedRecurrence') {
    return { kind: 'numbered', start, count: inRange(element, 'NumberOfOccurrences', mostOccurrences) };
  }
  if (element.name !== 'EndDateRecurrence') return { kind: 'noEnd', start };
  const end = date(element, 'EndDate');
  if (end < start) {
    const message = 'The end date of the recurrence is earlier than its start date.';
    throw new EwsError('ErrorCalendarEndDateIsEarlierThanStartDate', message);
  }
  if (end > lastPossibleDay) {
    throw new EwsError('ErrorRecurrenceEndDateTooBig', 'The recurrence ends after 1 September 4500.');
  }
  return { kind: 'endDate', start, end };
}

function date(element: XmlElement, name: string): Day {
  const day = readDay(textOf(element, name) ?? '');
  if (day === null) throw invalidRecurrence(`${name} is not a date.`);
  return day;
}
