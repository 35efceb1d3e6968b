import type {
  Ordinal,
  OrdinalDay,
  Recurrence,
  RecurrencePattern,
  RecurrenceRange,
  Weekday,
} from '../../model/recurrence.ts';
import { normaliseInstant, type PlainDate, type ZoneId } from '../../model/time.ts';
import { dateAt } from '../../model/zoned-date.ts';
import {
  DAY_NAMES,
  type DayOrdinal,
  type DayOrdinalOption,
  MONTHS,
  type SeveraRecurrence,
} from './recurrence-schema.ts';
import { badProperty } from './severa-error.ts';

const WEEKDAYS: readonly Weekday[] = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

export const ORDINALS: Readonly<Record<DayOrdinal, Ordinal>> = {
  First: 1,
  Second: 2,
  Third: 3,
  Fourth: 4,
  Last: -1,
};

export const ORDINAL_DAYS: Readonly<Record<DayOrdinalOption, OrdinalDay>> = {
  Monday: 'MO',
  Tuesday: 'TU',
  Wednesday: 'WE',
  Thursday: 'TH',
  Friday: 'FR',
  Saturday: 'SA',
  Sunday: 'SU',
  WeekDay: 'weekday',
  WeekendDay: 'weekendDay',
  Day: 'day',
};

/**
 * Severa's recurrence as a rule in the owner's zone. All-day series keep the dates of their exceptions,
 * timed ones the instants. Throws SeveraError (400) when the part that the frequency names is missing.
 */
export function readRecurrence(
  given: SeveraRecurrence,
  start: PlainDate,
  zone: ZoneId,
  allDay: boolean,
): Recurrence {
  const deleted = (given.exceptions ?? []).map((at) => {
    const instant = normaliseInstant(at);
    return allDay ? dateAt(instant, zone) : instant;
  });
  return {
    pattern: readPattern(given),
    range: readRange(given),
    start,
    zone,
    deleted: deleted.toSorted(),
    exceptions: [],
  };
}

function readPattern({ frequency, pattern }: SeveraRecurrence): RecurrencePattern {
  switch (frequency) {
    case 'Daily':
      return readDaily(required(pattern.daily, 'daily'));
    case 'Weekly':
      return readWeekly(required(pattern.weekly, 'weekly'));
    case 'Monthly':
      return readMonthly(required(pattern.monthly, 'monthly'));
    case 'Yearly':
      return readYearly(required(pattern.yearly, 'yearly'));
  }
}

type Patterns = SeveraRecurrence['pattern'];

function required<T>(part: T | null | undefined, name: string): T {
  if (part) return part;
  throw badProperty(
    `recurrence.pattern.${name}`,
    `recurrence.pattern.${name} is required for this frequency.`,
  );
}

function readDaily(daily: NonNullable<Patterns['daily']>): RecurrencePattern {
  if (!daily.everyWeekday) return { kind: 'daily', interval: daily.interval ?? 1 };
  return { kind: 'weekly', interval: 1, days: WEEKDAYS.slice(0, 5), firstDayOfWeek: 'MO' };
}

function readWeekly(weekly: NonNullable<Patterns['weekly']>): RecurrencePattern {
  const days = WEEKDAYS.filter((_, index) => weekly[DAY_NAMES[index] ?? 'monday']);
  if (days.length === 0)
    throw badProperty('recurrence.pattern.weekly', 'A weekly recurrence needs at least one day of the week.');
  return { kind: 'weekly', interval: weekly.interval, days, firstDayOfWeek: 'MO' };
}

function readMonthly(monthly: NonNullable<Patterns['monthly']>): RecurrencePattern {
  const { interval, dayOfMonth } = monthly;
  const relative = readRelative(monthly, 'monthly');
  return relative
    ? { kind: 'monthlyOnDay', interval, ...relative }
    : { kind: 'monthlyOnDate', interval, dayOfMonth: required(dayOfMonth, 'monthly.dayOfMonth') };
}

function readYearly(yearly: NonNullable<Patterns['yearly']>): RecurrencePattern {
  const month = MONTHS.indexOf(yearly.month) + 1;
  const relative = readRelative(yearly, 'yearly');
  return relative
    ? { kind: 'yearlyOnDay', month, ...relative }
    : { kind: 'yearlyOnDate', month, dayOfMonth: required(yearly.dayOfMonth, 'yearly.dayOfMonth') };
}

function readRelative(
  part: { dayOrdinal?: DayOrdinal | null; dayOrdinalOption?: DayOrdinalOption | null },
  name: string,
): { ordinal: Ordinal; day: OrdinalDay } | null {
  if (!part.dayOrdinal && !part.dayOrdinalOption) return null;
  const ordinal = ORDINALS[required(part.dayOrdinal, `${name}.dayOrdinal`)];
  return { ordinal, day: ORDINAL_DAYS[required(part.dayOrdinalOption, `${name}.dayOrdinalOption`)] };
}

function readRange({ range }: SeveraRecurrence): RecurrenceRange {
  if (range?.maxOccurrences && range.recursUntilDate)
    throw badProperty('recurrence.range', 'Give either maxOccurrences or recursUntilDate, not both.');
  if (range?.maxOccurrences) return { kind: 'count', occurrences: range.maxOccurrences };
  if (range?.recursUntilDate) return { kind: 'until', lastDate: range.recursUntilDate };
  return { kind: 'endless' };
}
