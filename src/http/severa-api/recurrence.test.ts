import { expect, test } from 'vitest';
import type { Recurrence } from '../../model/recurrence.ts';
import { readRecurrence } from './recurrence-in.ts';
import { severaRecurrence } from './recurrence-out.ts';
import { recurrenceRule } from './recurrence-rule.ts';
import { SeveraRecurrence } from './recurrence-schema.ts';

const ZONE = 'Europe/Helsinki';

function read(given: unknown, allDay = false): Recurrence {
  return readRecurrence(SeveraRecurrence.parse(given), '2026-11-24', ZONE, allDay);
}

function told(recurrence: Recurrence, allDay = false): SeveraRecurrence {
  const timed = { start: '2026-11-24T07:00:00.000Z', end: '2026-11-24T08:00:00.000Z', zone: ZONE };
  const time = allDay
    ? ({ kind: 'allDay', start: '2026-11-24', end: '2026-11-25' } as const)
    : ({ kind: 'timed', ...timed } as const);
  return severaRecurrence({ time, recurrence });
}

const CASES = [
  [{ frequency: 'Daily', pattern: { daily: { interval: 3 } } }, 'FREQ=DAILY;INTERVAL=3'],
  [
    { frequency: 'Weekly', pattern: { weekly: { interval: 2, monday: true, friday: true } } },
    'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,FR',
  ],
  [
    { frequency: 'Monthly', pattern: { monthly: { interval: 1, dayOfMonth: 31 } } },
    'FREQ=MONTHLY;INTERVAL=1;BYMONTHDAY=28,29,30,31;BYSETPOS=-1',
  ],
  [
    { frequency: 'Monthly', pattern: { monthly: { dayOrdinal: 'Last', dayOrdinalOption: 'WeekDay' } } },
    'FREQ=MONTHLY;INTERVAL=1;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1',
  ],
  [
    { frequency: 'Yearly', pattern: { yearly: { month: 'February', dayOfMonth: 29 } } },
    'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=28,29;BYSETPOS=-1',
  ],
  [
    {
      frequency: 'Yearly',
      pattern: { yearly: { month: 'May', dayOrdinal: 'Second', dayOrdinalOption: 'Sunday' } },
    },
    'FREQ=YEARLY;BYMONTH=5;BYDAY=SU;BYSETPOS=2',
  ],
] as const;

test.each(CASES)('%j is the rule %s and comes back as it was given', (given, rule) => {
  const recurrence = read(given);
  expect(recurrenceRule(recurrence)).toBe(rule);
  expect(read(told(recurrence))).toEqual(recurrence);
});

test('every weekday is Monday to Friday each week', () => {
  const recurrence = read({ frequency: 'Daily', pattern: { daily: { everyWeekday: true } } });
  expect(recurrenceRule(recurrence)).toBe('FREQ=WEEKLY;INTERVAL=1;BYDAY=MO,TU,WE,TH,FR');
});

test.each([
  [{ maxOccurrences: 5 }, 'COUNT=5'],
  [{ recursUntilDate: '2027-01-31' }, 'UNTIL=20270131'],
])('the range %j ends the rule with %s', (range, end) => {
  const recurrence = read({ frequency: 'Daily', pattern: { daily: { interval: 1 } }, range });
  expect(recurrenceRule(recurrence)).toBe(`FREQ=DAILY;INTERVAL=1;${end}`);
  expect(told(recurrence).range).toMatchObject(range);
});

test('exceptions of a timed series are instants, those of an all-day series dates in its zone', () => {
  const given = {
    frequency: 'Daily',
    pattern: { daily: { interval: 1 } },
    exceptions: ['2026-11-25T22:00:00Z'],
  };
  expect(read(given).deleted).toEqual(['2026-11-25T22:00:00.000Z']);
  expect(read(given, true).deleted).toEqual(['2026-11-26']);
  expect(told(read(given, true), true).exceptions).toEqual(['2026-11-25T22:00:00.000Z']);
});

test.each([
  [{ frequency: 'Weekly', pattern: { daily: { interval: 1 } } }, 'pattern.weekly is required'],
  [{ frequency: 'Weekly', pattern: { weekly: {} } }, 'at least one day'],
  [{ frequency: 'Monthly', pattern: { monthly: {} } }, 'dayOfMonth is required'],
  [{ frequency: 'Monthly', pattern: { monthly: { dayOrdinal: 'First' } } }, 'dayOrdinalOption is required'],
  [
    {
      frequency: 'Daily',
      pattern: { daily: {} },
      range: { maxOccurrences: 2, recursUntilDate: '2027-01-01' },
    },
    'not both',
  ],
])('%j is refused: %s', (given, words) => {
  expect(() => read(given)).toThrow(words);
});
