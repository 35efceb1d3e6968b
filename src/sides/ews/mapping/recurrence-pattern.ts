import type { RecurrencePattern, RecurrenceRange } from '../../../model/recurrence.ts';
import { ewsError } from '../errors.ts';
import { wordOf, type XmlElement } from '../xml-element.ts';
import { tag, textTag } from '../xml-writer.ts';
import type { MappingContext } from './context.ts';
import { readDate } from './instants.ts';
import { months, ordinalDays, ordinals, readDays, weekdays } from './recurrence-words.ts';

/** The pattern of a `t:Recurrence`; throws SideError (`entry`) for one that we have no word for. */
export function readPattern(recurrence: XmlElement): RecurrencePattern {
  for (const element of recurrence.children) {
    const pattern = PATTERNS[element.name]?.(element);
    if (pattern) return pattern;
  }
  const names = recurrence.children.map((element) => element.name).join(', ');
  throw ewsError(
    'EWS_RECURRENCE_UNKNOWN',
    `the series repeats in a way that is not known: ${names || 'no rule'}`,
  );
}

const PATTERNS: Readonly<Record<string, (element: XmlElement) => RecurrencePattern>> = {
  DailyRecurrence: (element) => ({ kind: 'daily', interval: number(element, 'Interval') }),
  WeeklyRecurrence: (element) => ({
    kind: 'weekly',
    interval: number(element, 'Interval'),
    days: readDays(wordOf(element, 'DaysOfWeek') ?? ''),
    // Written since 2010 SP1; before that the week began on Sunday ([MS-OXOCAL] FirstDOW).
    firstDayOfWeek: weekdays.read(wordOf(element, 'FirstDayOfWeek') ?? 'Sunday') ?? 'SU',
  }),
  AbsoluteMonthlyRecurrence: (element) => ({
    kind: 'monthlyOnDate',
    interval: number(element, 'Interval'),
    dayOfMonth: number(element, 'DayOfMonth'),
  }),
  RelativeMonthlyRecurrence: (element) => ({
    kind: 'monthlyOnDay',
    interval: number(element, 'Interval'),
    ...ordinalDay(element),
  }),
  AbsoluteYearlyRecurrence: (element) => ({
    kind: 'yearlyOnDate',
    month: known(months.read(wordOf(element, 'Month') ?? ''), element, 'Month'),
    dayOfMonth: number(element, 'DayOfMonth'),
  }),
  RelativeYearlyRecurrence: (element) => ({
    kind: 'yearlyOnDay',
    month: known(months.read(wordOf(element, 'Month') ?? ''), element, 'Month'),
    ...ordinalDay(element),
  }),
};

function ordinalDay(element: XmlElement) {
  return {
    ordinal: known(ordinals.read(wordOf(element, 'DayOfWeekIndex') ?? ''), element, 'DayOfWeekIndex'),
    day: known(ordinalDays.read(wordOf(element, 'DaysOfWeek') ?? ''), element, 'DaysOfWeek'),
  };
}

function number(element: XmlElement, name: string): number {
  const value = Number(wordOf(element, name) ?? Number.NaN);
  return known(Number.isInteger(value) && value > 0 ? value : undefined, element, name);
}

function known<T>(value: T | undefined, element: XmlElement, name: string): T {
  if (value !== undefined) return value;
  const word = wordOf(element, name) ?? 'nothing';
  throw ewsError('EWS_RECURRENCE_UNKNOWN', `the series' ${element.name} has ${word} as its ${name}`);
}

export function readRange(recurrence: XmlElement): RecurrenceRange & { start: string } {
  const range = recurrence.children.find((element) => wordOf(element, 'StartDate') !== null);
  const start = readDate(range ? wordOf(range, 'StartDate') : null, 'first date of the series');
  if (range?.name === 'EndDateRecurrence')
    return { start, kind: 'until', lastDate: readDate(wordOf(range, 'EndDate'), 'last date of the series') };
  if (range?.name === 'NumberedRecurrence')
    return { start, kind: 'count', occurrences: number(range, 'NumberOfOccurrences') };
  return { start, kind: 'endless' };
}

/** The pattern's element, children in schema order. */
export function writePattern(pattern: RecurrencePattern, context: MappingContext): string {
  const interval = 'interval' in pattern ? textTag('t:Interval', String(pattern.interval)) : '';
  switch (pattern.kind) {
    case 'daily':
      return tag('t:DailyRecurrence', {}, interval);
    case 'weekly': {
      const days = textTag('t:DaysOfWeek', pattern.days.map(weekdays.write).join(' '));
      // The element came with 2010 SP1 and would be refused before.
      const first = context.traits.hasZoneDefinitions
        ? textTag('t:FirstDayOfWeek', weekdays.write(pattern.firstDayOfWeek))
        : '';
      return tag('t:WeeklyRecurrence', {}, interval, days, first);
    }
    case 'monthlyOnDate':
      return tag(
        't:AbsoluteMonthlyRecurrence',
        {},
        interval,
        textTag('t:DayOfMonth', String(pattern.dayOfMonth)),
      );
    case 'monthlyOnDay':
      return tag('t:RelativeMonthlyRecurrence', {}, interval, writeOrdinalDay(pattern));
    case 'yearlyOnDate':
      return tag(
        't:AbsoluteYearlyRecurrence',
        {},
        textTag('t:DayOfMonth', String(pattern.dayOfMonth)),
        month(pattern),
      );
    case 'yearlyOnDay':
      return tag('t:RelativeYearlyRecurrence', {}, writeOrdinalDay(pattern), month(pattern));
  }
}

function writeOrdinalDay({ ordinal, day }: Extract<RecurrencePattern, { ordinal: unknown }>): string {
  return (
    textTag('t:DaysOfWeek', ordinalDays.write(day)) + textTag('t:DayOfWeekIndex', ordinals.write(ordinal))
  );
}

function month(pattern: { readonly month: number }): string {
  return textTag('t:Month', months.write(pattern.month));
}

export function writeRange(range: RecurrenceRange, start: string): string {
  const first = textTag('t:StartDate', start);
  if (range.kind === 'until')
    return tag('t:EndDateRecurrence', {}, first, textTag('t:EndDate', range.lastDate));
  if (range.kind === 'count')
    return tag(
      't:NumberedRecurrence',
      {},
      first,
      textTag('t:NumberOfOccurrences', String(range.occurrences)),
    );
  return tag('t:NoEndRecurrence', {}, first);
}
