import type { ActivityRecurrence, RecurrencePattern, Weekday } from '../api/contract.ts';
import { nextDay } from '../language/zoned-time.ts';

export const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const satisfies readonly Weekday[];
export const ORDINAL_DAYS = [...WEEKDAYS, 'day', 'weekday', 'weekendDay'] as const;
export type OrdinalDay = (typeof ORDINAL_DAYS)[number];
export const ORDINALS = [1, 2, 3, 4, -1] as const;
export type Ordinal = (typeof ORDINALS)[number];

export const REPEATS = ['once', 'daily', 'workdays', 'weekly', 'monthly', 'yearly'] as const;
export const ENDS = ['endless', 'until', 'count'] as const;

/** A field for a number: what is half typed is text. */
export type TypedNumber = number | string;

/**
 * The rule of a series as the form holds it: every field keeps its value while another kind of rule is looked
 * at, so that nothing typed is lost by going to and fro.
 */
export interface RuleValues {
  repeats: (typeof REPEATS)[number];
  interval: TypedNumber;
  days: Weekday[];
  /** Decides which weeks are every second ones; of an old rule it stays as it was. */
  firstDayOfWeek: Weekday;
  by: 'date' | 'day';
  dayOfMonth: TypedNumber;
  month: number;
  ordinal: Ordinal;
  day: OrdinalDay;
  ends: (typeof ENDS)[number];
  lastDate: string;
  occurrences: TypedNumber;
}

/** What a rule begins with in the form, by the day (`YYYY-MM-DD`) on which the activity starts. */
export function ruleValuesOn(date: string): RuleValues {
  const [, month = 1, dayOfMonth = 1] = date.split('-').map(Number);
  const weekday = weekdayOf(date);
  return {
    repeats: 'once',
    interval: 1,
    days: [weekday],
    firstDayOfWeek: 'MO',
    by: 'date',
    dayOfMonth,
    month,
    ordinal: ORDINALS[Math.ceil(dayOfMonth / 7) - 1] ?? -1,
    day: weekday,
    ends: 'endless',
    lastDate: nextDay(date, 90),
    occurrences: 10,
  };
}

/** The form of a rule that stands; `date` is the day that is looked at. */
export function ruleValuesOf(rule: ActivityRecurrence | null, date: string): RuleValues {
  const start = ruleValuesOn(date);
  if (!rule) return start;
  const { range } = rule;
  return {
    ...start,
    ...patternValues(rule.pattern),
    ends: range.kind,
    ...(range.kind === 'until' && { lastDate: range.lastDate }),
    ...(range.kind === 'count' && { occurrences: range.occurrences }),
  };
}

function patternValues({ kind, ...fields }: RecurrencePattern): Partial<RuleValues> {
  const values = fields as Partial<RuleValues>;
  if (kind === 'daily') return { ...values, repeats: 'daily' };
  if (kind === 'weekly') return { ...values, repeats: isEveryWorkday(values) ? 'workdays' : 'weekly' };
  const repeats = kind.startsWith('monthly') ? 'monthly' : 'yearly';
  return { ...values, repeats, by: kind.endsWith('Date') ? 'date' : 'day' };
}

function isEveryWorkday({ interval, days }: Partial<RuleValues>): boolean {
  return interval === 1 && days?.length === 5 && !days.includes('SA') && !days.includes('SU');
}

/** The rule of the form as the API takes it; null for what happens once. */
export function ruleOf(values: RuleValues): ActivityRecurrence | null {
  const pattern = patternOf(values);
  return pattern && { pattern, range: rangeOf(values) };
}

function patternOf(values: RuleValues): RecurrencePattern | null {
  const { firstDayOfWeek, ordinal, day, month } = values;
  const interval = Number(values.interval);
  const dayOfMonth = Number(values.dayOfMonth);
  const isOnDate = values.by === 'date';
  switch (values.repeats) {
    case 'once':
      return null;
    case 'daily':
      return { kind: 'daily', interval };
    case 'workdays':
      return { kind: 'weekly', interval: 1, days: WEEKDAYS.slice(0, 5), firstDayOfWeek };
    case 'weekly':
      return { kind: 'weekly', interval, days: inOrder(values.days), firstDayOfWeek };
    case 'monthly':
      if (isOnDate) return { kind: 'monthlyOnDate', interval, dayOfMonth };
      return { kind: 'monthlyOnDay', interval, ordinal, day };
    case 'yearly':
      if (isOnDate) return { kind: 'yearlyOnDate', month, dayOfMonth };
      return { kind: 'yearlyOnDay', month, ordinal, day };
  }
}

function rangeOf({ ends, lastDate, occurrences }: RuleValues): ActivityRecurrence['range'] {
  if (ends === 'until') return { kind: 'until', lastDate };
  if (ends === 'count') return { kind: 'count', occurrences: Number(occurrences) };
  return { kind: 'endless' };
}

/** The form after its start moved to another day: what was only that day's goes along. */
export function ruleFollowing(values: RuleValues, from: string, to: string): RuleValues {
  const before = ruleValuesOn(from);
  const after = ruleValuesOn(to);
  const moved = Object.entries(after).filter(([name]) => {
    const field = name as keyof RuleValues;
    return JSON.stringify(values[field]) === JSON.stringify(before[field]);
  });
  return { ...values, ...Object.fromEntries(moved) };
}

export function inOrder(days: readonly Weekday[]): Weekday[] {
  return WEEKDAYS.filter((day) => days.includes(day));
}

function weekdayOf(date: string): Weekday {
  return WEEKDAYS[(new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7] ?? 'MO';
}
