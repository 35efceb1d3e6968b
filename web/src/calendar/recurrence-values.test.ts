import { describe, expect, it } from 'vitest';
import type { ActivityRecurrence } from '../api/contract.ts';
import { ruleFollowing, ruleOf, ruleValuesOf, ruleValuesOn } from './recurrence-values.ts';

/** The fifth Tuesday of its month. */
const DATE = '2026-12-29';

const RULES: readonly ActivityRecurrence[] = [
  { pattern: { kind: 'daily', interval: 3 }, range: { kind: 'endless' } },
  {
    pattern: { kind: 'weekly', interval: 2, days: ['TU', 'SU'], firstDayOfWeek: 'SU' },
    range: { kind: 'until', lastDate: '2027-06-01' },
  },
  {
    pattern: { kind: 'weekly', interval: 1, days: ['MO', 'TU', 'WE', 'TH', 'FR'], firstDayOfWeek: 'MO' },
    range: { kind: 'endless' },
  },
  {
    pattern: { kind: 'monthlyOnDate', interval: 2, dayOfMonth: 31 },
    range: { kind: 'count', occurrences: 4 },
  },
  {
    pattern: { kind: 'monthlyOnDay', interval: 1, ordinal: -1, day: 'weekendDay' },
    range: { kind: 'endless' },
  },
  { pattern: { kind: 'yearlyOnDate', month: 2, dayOfMonth: 29 }, range: { kind: 'endless' } },
  { pattern: { kind: 'yearlyOnDay', month: 5, ordinal: 2, day: 'SU' }, range: { kind: 'endless' } },
];

describe('the form of a rule', () => {
  it.each(RULES.map((rule) => [rule.pattern.kind, rule] as const))('gives a rule back: %s', (_kind, rule) => {
    expect(ruleOf(ruleValuesOf(rule, DATE))).toEqual(rule);
  });

  it('is empty for what happens once', () => {
    expect(ruleOf(ruleValuesOf(null, DATE))).toBeNull();
  });

  it('begins with the day on which the activity starts', () => {
    expect(ruleValuesOn(DATE)).toMatchObject({
      days: ['TU'],
      dayOfMonth: 29,
      month: 12,
      ordinal: -1,
      day: 'TU',
    });
    expect(ruleValuesOn('2026-12-08')).toMatchObject({ ordinal: 2, day: 'TU' });
  });

  it('follows the start to another day, but keeps what was chosen', () => {
    const chosen = { ...ruleValuesOn(DATE), repeats: 'weekly' as const, dayOfMonth: 15 };
    expect(ruleFollowing(chosen, DATE, '2027-01-06')).toMatchObject({
      repeats: 'weekly',
      days: ['WE'],
      dayOfMonth: 15,
      month: 1,
    });
    const both = { ...chosen, days: ['TU' as const, 'TH' as const] };
    expect(ruleFollowing(both, DATE, '2027-01-06').days).toEqual(['TU', 'TH']);
  });
});
