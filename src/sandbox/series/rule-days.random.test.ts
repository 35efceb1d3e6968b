import fc from 'fast-check';
import { RRuleTemporal } from 'rrule-temporal';
import { expect, test } from 'vitest';
import { type Day, dayOf, writeDay } from './day.ts';
import type { Pattern, Rule } from './recurrence.ts';
import { lastDay, ruleDays } from './rule-days.ts';

/** Set TAHTI_SEED to play a run again. */
const seed = Number(process.env.TAHTI_SEED ?? Date.now() % 2 ** 31);

/**
 * The rules of RFC 5545 that say the same. Days that a month may lack are left out: there RFC 5545 passes over
 * the month, and Exchange takes its last day.
 */
const names = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'];

function partsOfRule(pattern: Pattern): string {
  const days = 'weekdays' in pattern ? pattern.weekdays.map((each) => names[each]).join() : '';
  const position = 'nth' in pattern ? `;BYDAY=${days};BYSETPOS=${pattern.nth === 5 ? -1 : pattern.nth}` : '';
  switch (pattern.kind) {
    case 'daily':
      return `FREQ=DAILY;INTERVAL=${pattern.interval}`;
    case 'weekly':
      return `FREQ=WEEKLY;INTERVAL=${pattern.interval};BYDAY=${days};WKST=${names[pattern.firstDayOfWeek]}`;
    case 'absoluteMonthly':
      return `FREQ=MONTHLY;INTERVAL=${pattern.interval};BYMONTHDAY=${pattern.dayOfMonth}`;
    case 'relativeMonthly':
      return `FREQ=MONTHLY;INTERVAL=${pattern.interval}${position}`;
    case 'absoluteYearly':
      return `FREQ=YEARLY;BYMONTH=${pattern.month};BYMONTHDAY=${pattern.dayOfMonth}`;
    case 'relativeYearly':
      return `FREQ=YEARLY;BYMONTH=${pattern.month}${position}`;
  }
}

const interval = fc.integer({ min: 1, max: 7 });
const month = fc.integer({ min: 1, max: 12 });
const dayOfMonth = fc.integer({ min: 1, max: 28 });
const weekday = fc.integer({ min: 0, max: 6 });
const nth = fc.constantFrom(1, 2, 3, 4, 5) as fc.Arbitrary<1 | 2 | 3 | 4 | 5>;
const someWeekdays = fc.uniqueArray(weekday, { minLength: 1, maxLength: 7 });
const group = fc.constantFrom([1], [4], [0], [0, 6], [1, 2, 3, 4, 5], [0, 1, 2, 3, 4, 5, 6]);
const kind = <Kind extends string>(name: Kind) => fc.constant(name);

const pattern: fc.Arbitrary<Pattern> = fc.oneof(
  fc.record({ kind: kind('daily'), interval }),
  fc.record({ kind: kind('weekly'), interval, weekdays: someWeekdays, firstDayOfWeek: weekday }),
  fc.record({ kind: kind('absoluteMonthly'), interval, dayOfMonth }),
  fc.record({ kind: kind('relativeMonthly'), interval, nth, weekdays: group }),
  fc.record({ kind: kind('absoluteYearly'), month, dayOfMonth }),
  fc.record({ kind: kind('relativeYearly'), month, nth, weekdays: group }),
);

const start = fc.integer({ min: dayOf(1999, 1, 1), max: dayOf(2035, 12, 31) });
const count = fc.integer({ min: 1, max: 30 });

function byLibrary(rule: Rule, limit: number): string[] {
  const first = writeDay(rule.range.start).replaceAll('-', '');
  const text = `DTSTART;TZID=UTC:${first}T000000\nRRULE:${partsOfRule(rule.pattern)};COUNT=${limit}`;
  return new RRuleTemporal({ rruleString: text }).all().map((date) => date.toPlainDate().toString());
}

test(`rules that never lack a day fall on the days of RFC 5545 (seed ${seed})`, () => {
  fc.assert(
    fc.property(pattern, start, count, (chosen, begin, limit) => {
      const rule: Rule = { pattern: chosen, range: { kind: 'numbered', start: begin, count: limit } };
      expect([...ruleDays(rule)].map(writeDay)).toEqual(byLibrary(rule, limit));
    }),
    { seed, numRuns: 300 },
  );
});

test(`looking into a rule from a later day on leaves out the days before it alone (seed ${seed})`, () => {
  fc.assert(
    fc.property(
      pattern,
      start,
      count,
      fc.integer({ min: -40, max: 4_000 }),
      (chosen, begin, limit, later) => {
        const rule: Rule = { pattern: chosen, range: { kind: 'numbered', start: begin, count: limit } };
        const from: Day = begin + later;
        expect([...ruleDays(rule, from)]).toEqual([...ruleDays(rule)].filter((day) => day >= from));
      },
    ),
    { seed, numRuns: 300 },
  );
});

test(`the last day of a rule with an end date is the last of its days (seed ${seed})`, () => {
  fc.assert(
    fc.property(pattern, start, fc.integer({ min: 0, max: 4_000 }), (chosen, begin, length) => {
      const rule: Rule = { pattern: chosen, range: { kind: 'endDate', start: begin, end: begin + length } };
      expect(lastDay(rule)).toBe([...ruleDays(rule)].at(-1) ?? null);
    }),
    { seed, numRuns: 300 },
  );
});
