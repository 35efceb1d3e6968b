import { Temporal } from 'temporal-polyfill';
import type { RecurrencePattern, RecurrenceRange, Weekday } from '../../../src/model/recurrence.ts';
import type { Chance } from './chance.ts';

const WEEKDAYS: readonly Weekday[] = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

/** A rule that falls on the day on which it starts. */
export interface SomeRule {
  readonly pattern: RecurrencePattern;
  readonly range: RecurrenceRange;
}

/** A random rule from a date on; short enough that both readers see the whole of it. */
export function someRule(chance: Chance, start: string): SomeRule {
  const first = Temporal.PlainDate.from(start);
  const own = WEEKDAYS[first.dayOfWeek - 1] as Weekday;
  const other = chance.pick(WEEKDAYS);
  const days = WEEKDAYS.filter((day) => day === own || day === other);
  const pattern = chance.draw<RecurrencePattern>([
    { weight: 4, what: { kind: 'daily', interval: chance.int(1, 3) } },
    { weight: 3, what: { kind: 'weekly', interval: 1, days, firstDayOfWeek: 'MO' } },
    { weight: 1, what: { kind: 'monthlyOnDate', interval: 1, dayOfMonth: first.day } },
  ]);
  const isMonthly = pattern.kind === 'monthlyOnDate';
  const occurrences = chance.int(3, isMonthly ? 3 : 7);
  const lastDate = first.add({ days: isMonthly ? 62 : chance.int(10, 25) }).toString();
  const range: RecurrenceRange = chance.happens(60)
    ? { kind: 'count', occurrences }
    : { kind: 'until', lastDate };
  return { pattern, range };
}
