import { describe, expect, test } from 'vitest';
import { type Day, dayOf, readDay, writeDay } from './day.ts';
import type { Pattern, Range, Rule } from './recurrence.ts';
import { dayByIndex, firstDay, isRuleDay, lastDay, ruleDays } from './rule-days.ts';

const day = (text: string): Day => readDay(text) ?? Number.NaN;
const from = (start: string): Range => ({ kind: 'noEnd', start: day(start) });
const rule = (pattern: Pattern, range: Range): Rule => ({ pattern, range });

/** The first days of a rule, written as dates. */
function first(count: number, pattern: Pattern, range: Range): string[] {
  const days: string[] = [];
  for (const each of ruleDays(rule(pattern, range))) {
    if (days.length === count) break;
    days.push(writeDay(each));
  }
  return days;
}

describe('a day that a month does not have falls on its last day', () => {
  test('the 31st of every month', () => {
    const monthly: Pattern = { kind: 'absoluteMonthly', interval: 1, dayOfMonth: 31 };
    expect(first(4, monthly, from('2027-01-31'))).toEqual([
      '2027-01-31',
      '2027-02-28',
      '2027-03-31',
      '2027-04-30',
    ]);
  });

  test('29 February of every year', () => {
    const yearly: Pattern = { kind: 'absoluteYearly', month: 2, dayOfMonth: 29 };
    expect(first(5, yearly, from('2024-02-29'))).toEqual([
      '2024-02-29',
      '2025-02-28',
      '2026-02-28',
      '2027-02-28',
      '2028-02-29',
    ]);
  });

  test('the 30th from a January on, every other month', () => {
    const monthly: Pattern = { kind: 'absoluteMonthly', interval: 2, dayOfMonth: 30 };
    expect(first(3, monthly, from('2026-12-01'))).toEqual(['2026-12-30', '2027-02-28', '2027-04-30']);
  });
});

describe('weeks', () => {
  const days = { weekdays: [0, 2], interval: 2 } as const;

  test('of every other week begin where the rule says they begin', () => {
    const monday: Pattern = { kind: 'weekly', ...days, firstDayOfWeek: 1 };
    const sunday: Pattern = { kind: 'weekly', ...days, firstDayOfWeek: 0 };
    expect(first(4, monday, from('2026-11-03'))).toEqual([
      '2026-11-03',
      '2026-11-08',
      '2026-11-17',
      '2026-11-22',
    ]);
    expect(first(4, sunday, from('2026-11-03'))).toEqual([
      '2026-11-03',
      '2026-11-15',
      '2026-11-17',
      '2026-11-29',
    ]);
  });

  test('start with the first day that is one of theirs', () => {
    const weekly: Pattern = { kind: 'weekly', interval: 1, weekdays: [1], firstDayOfWeek: 1 };
    expect(first(2, weekly, from('2026-11-25'))).toEqual(['2026-11-30', '2026-12-07']);
  });
});

describe('the nth of several days', () => {
  test('the last weekday of the month', () => {
    const monthly: Pattern = { kind: 'relativeMonthly', interval: 1, nth: 5, weekdays: [1, 2, 3, 4, 5] };
    expect(first(3, monthly, from('2026-10-01'))).toEqual(['2026-10-30', '2026-11-30', '2026-12-31']);
  });

  test('the second day of the weekend, in every March', () => {
    const yearly: Pattern = { kind: 'relativeYearly', month: 3, nth: 2, weekdays: [0, 6] };
    expect(first(2, yearly, from('2026-01-01'))).toEqual(['2026-03-07', '2027-03-07']);
  });

  test('the last day of every third month', () => {
    const monthly: Pattern = {
      kind: 'relativeMonthly',
      interval: 3,
      nth: 5,
      weekdays: [0, 1, 2, 3, 4, 5, 6],
    };
    expect(first(3, monthly, from('2026-11-01'))).toEqual(['2026-11-30', '2027-02-28', '2027-05-31']);
  });
});

describe('ranges', () => {
  const daily: Pattern = { kind: 'daily', interval: 3 };
  const numbered = rule(daily, { kind: 'numbered', start: day('2026-11-01'), count: 4 });
  const until = rule(daily, { kind: 'endDate', start: day('2026-11-01'), end: day('2026-11-09') });

  test('a number of occurrences ends the rule', () => {
    expect([...ruleDays(numbered)].map(writeDay)).toEqual([
      '2026-11-01',
      '2026-11-04',
      '2026-11-07',
      '2026-11-10',
    ]);
    expect(lastDay(numbered)).toBe(day('2026-11-10'));
  });

  test('an end date is still part of the rule, but only when the pattern falls on it', () => {
    expect(lastDay(until)).toBe(day('2026-11-07'));
    expect(isRuleDay(until, day('2026-11-07'))).toBe(true);
    expect(isRuleDay(until, day('2026-11-10'))).toBe(false);
  });

  test('a rule without end has no last day, and is looked into from any day on', () => {
    const endless = rule(daily, from('1990-01-01'));
    expect(lastDay(endless)).toBeNull();
    // 40,177 days after its start, which is one more than a multiple of three.
    expect(ruleDays(endless, day('2100-01-01')).next().value).toBe(day('2100-01-03'));
  });

  test('a rule may have no day at all', () => {
    const never = rule(
      { kind: 'absoluteYearly', month: 6, dayOfMonth: 1 },
      { kind: 'endDate', start: day('2026-07-01'), end: day('2027-05-01') },
    );
    expect(firstDay(never)).toBeNull();
    expect(lastDay(never)).toBeNull();
  });

  test('occurrences are counted from 1, and there is none beyond the last', () => {
    expect(dayByIndex(numbered, 1)).toBe(day('2026-11-01'));
    expect(dayByIndex(numbered, 4)).toBe(day('2026-11-10'));
    expect(dayByIndex(numbered, 5)).toBeNull();
    expect(dayByIndex(numbered, 0)).toBeNull();
  });
});

test('no rule goes beyond the year 4500', () => {
  const yearly = rule(
    { kind: 'absoluteYearly', month: 1, dayOfMonth: 1 },
    { kind: 'noEnd', start: dayOf(2026, 1, 1) },
  );
  expect(writeDay([...ruleDays(yearly)].at(-1) ?? 0)).toBe('4500-01-01');
});
