import { expect, test } from 'vitest';
import type { Recurrence, RecurrencePattern } from '../../model/recurrence.ts';
import { expressibleInSevera } from './expressible.ts';

const lostOf = (pattern: RecurrencePattern, rule: Partial<Recurrence> = {}) =>
  expressibleInSevera(
    {
      pattern,
      range: { kind: 'count', occurrences: 10 },
      start: '2026-12-01',
      zone: 'Europe/Helsinki',
      deleted: [],
      exceptions: [],
      ...rule,
    },
    'Europe/Helsinki',
  );

test.each<RecurrencePattern>([
  { kind: 'daily', interval: 3 },
  { kind: 'weekly', interval: 2, days: ['MO', 'SU'], firstDayOfWeek: 'MO' },
  { kind: 'monthlyOnDate', interval: 1, dayOfMonth: 28 },
  { kind: 'monthlyOnDay', interval: 1, ordinal: -1, day: 'weekday' },
  { kind: 'yearlyOnDate', month: 4, dayOfMonth: 30 },
  { kind: 'yearlyOnDay', month: 5, ordinal: 2, day: 'SU' },
])('%j can be said in Severa', (pattern) => {
  expect(lostOf(pattern)).toEqual([]);
});

test('a first day of the week is lost where it moves occurrences, and only there', () => {
  const weekly = { kind: 'weekly', interval: 2, days: ['SU', 'TU'], firstDayOfWeek: 'SU' } as const;
  expect(lostOf(weekly)).toEqual(['firstDayOfWeek']);
  expect(lostOf({ ...weekly, interval: 1 })).toEqual([]);
  expect(lostOf({ ...weekly, days: ['TU', 'TH'] })).toEqual([]);
});

test('days that some months lack, another zone and a missing end are lost', () => {
  expect(lostOf({ kind: 'monthlyOnDate', interval: 1, dayOfMonth: 31 })).toEqual(['shortMonths']);
  expect(lostOf({ kind: 'yearlyOnDate', month: 2, dayOfMonth: 29 })).toEqual(['shortMonths']);
  const elsewhere = { zone: 'America/New_York', range: { kind: 'endless' } } as const;
  expect(lostOf({ kind: 'daily', interval: 1 }, elsewhere)).toEqual(['zone', 'endless']);
});
