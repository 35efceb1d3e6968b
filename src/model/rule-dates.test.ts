import fc from 'fast-check';
import { RRuleTemporal } from 'rrule-temporal';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import type { OrdinalDay, RecurrencePattern, RecurrenceRange, Weekday } from './recurrence.ts';
import { type Rule, RuleDates } from './rule-dates.ts';

const seed = Number(process.env.TAHTI_SEED ?? Date.now() % 2 ** 31);
const WEEKDAYS: readonly Weekday[] = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

function rule(pattern: RecurrencePattern, start: string, range: RecurrenceRange = { kind: 'endless' }): Rule {
  return { pattern, range, start };
}

function first(dates: RuleDates, many: number): (string | null)[] {
  return Array.from({ length: Math.min(many, dates.count) }, (_, index) => dates.at(index));
}

describe('the dates of a rule', () => {
  it('fall on the last day of months that lack the 31st', () => {
    const dates = new RuleDates(rule({ kind: 'monthlyOnDate', interval: 1, dayOfMonth: 31 }, '2027-12-31'));
    expect(first(dates, 4)).toEqual(['2027-12-31', '2028-01-31', '2028-02-29', '2028-03-31']);
  });

  it('fall on 28 February where the leap day is asked for and there is none', () => {
    const dates = new RuleDates(rule({ kind: 'yearlyOnDate', month: 2, dayOfMonth: 29 }, '2028-02-29'));
    expect(first(dates, 5)).toEqual(['2028-02-29', '2029-02-28', '2030-02-28', '2031-02-28', '2032-02-29']);
  });

  it('count weeks from the first day of the week, so that it decides where the next one lies', () => {
    // RFC 5545 gives this pair: Tuesday and Sunday every other week from Tuesday 5 August 1997.
    const by = (firstDayOfWeek: Weekday) =>
      new RuleDates(
        rule({ kind: 'weekly', interval: 2, days: ['TU', 'SU'], firstDayOfWeek }, '1997-08-05', {
          kind: 'count',
          occurrences: 4,
        }),
      );
    expect(first(by('MO'), 9)).toEqual(['1997-08-05', '1997-08-10', '1997-08-19', '1997-08-24']);
    expect(first(by('SU'), 9)).toEqual(['1997-08-05', '1997-08-17', '1997-08-19', '1997-08-31']);
  });

  it('begin on the first date of the rule on or after the start', () => {
    const dates = new RuleDates(
      rule({ kind: 'weekly', interval: 1, days: ['MO', 'FR'], firstDayOfWeek: 'MO' }, '2026-11-25'),
    );
    expect(first(dates, 3)).toEqual(['2026-11-27', '2026-11-30', '2026-12-04']);
  });

  it('are found at once in a series of many centuries', () => {
    const dates = new RuleDates(rule({ kind: 'daily', interval: 1 }, '1900-01-01'));
    expect(dates.at(dates.indexOf('4321-01-02') ?? -1)).toBe('4321-01-02');
    expect(dates.at(dates.count - 1)).toBe('4500-08-31');
  });

  it.each<[string, RecurrencePattern, RecurrenceRange]>([
    ['an end before its start', { kind: 'daily', interval: 1 }, { kind: 'until', lastDate: '2026-11-23' }],
    [
      'no day of the week',
      { kind: 'weekly', interval: 1, days: [], firstDayOfWeek: 'MO' },
      { kind: 'endless' },
    ],
    ['an interval of nothing', { kind: 'daily', interval: 0 }, { kind: 'endless' }],
    ['a month that no year has', { kind: 'yearlyOnDate', month: 13, dayOfMonth: 1 }, { kind: 'endless' }],
    ['a count of nothing', { kind: 'daily', interval: 1 }, { kind: 'count', occurrences: 0 }],
  ])('are none for a rule with %s', (_what, pattern, range) => {
    const dates = new RuleDates(rule(pattern, '2026-11-24', range));
    expect([dates.count, dates.at(0), dates.firstFrom('2026-01-01')]).toEqual([0, null, 0]);
  });
});

const interval = fc.integer({ min: 1, max: 7 });
const relative = {
  ordinal: fc.constantFrom(1 as const, 2 as const, 3 as const, 4 as const, -1 as const),
  day: fc.constantFrom<OrdinalDay>(...WEEKDAYS, 'day', 'weekday', 'weekendDay'),
};
const dayOfMonth = fc.integer({ min: 1, max: 31 });
const month = fc.integer({ min: 1, max: 12 });
const aPattern: fc.Arbitrary<RecurrencePattern> = fc.oneof(
  fc.record({ kind: fc.constant('daily' as const), interval }),
  fc.record({
    kind: fc.constant('weekly' as const),
    interval,
    days: fc.subarray([...WEEKDAYS], { minLength: 1 }),
    firstDayOfWeek: fc.constantFrom(...WEEKDAYS),
  }),
  fc.record({ kind: fc.constant('monthlyOnDate' as const), interval, dayOfMonth }),
  fc.record({ kind: fc.constant('monthlyOnDay' as const), interval, ...relative }),
  fc.record({ kind: fc.constant('yearlyOnDate' as const), month, dayOfMonth }),
  fc.record({ kind: fc.constant('yearlyOnDay' as const), month, ...relative }),
);
const aDate = fc
  .integer({ min: 0, max: 40_000 })
  .map((days) => Temporal.PlainDate.from('1990-01-01').add({ days }).toString());

const COUNTED = { day: WEEKDAYS, weekday: WEEKDAYS.slice(0, 5), weekendDay: WEEKDAYS.slice(5) };

/** The same rule in iCalendar's words, of which an independent library finds the dates. */
function icalendar(pattern: RecurrencePattern): string {
  const parts = ['interval' in pattern ? `INTERVAL=${pattern.interval}` : 'INTERVAL=1'];
  if ('month' in pattern) parts.push(`BYMONTH=${pattern.month}`);
  if ('dayOfMonth' in pattern) {
    const days = Array.from(
      { length: Math.max(1, pattern.dayOfMonth - 27) },
      (_, n) => pattern.dayOfMonth - n,
    );
    parts.push(`BYMONTHDAY=${days.toReversed().join(',')}`, 'BYSETPOS=-1');
  }
  if ('ordinal' in pattern) {
    const days = pattern.day in COUNTED ? COUNTED[pattern.day as keyof typeof COUNTED] : [pattern.day];
    parts.push(`BYDAY=${days.join(',')}`, `BYSETPOS=${pattern.ordinal}`);
  }
  if (pattern.kind === 'weekly')
    parts.push(`BYDAY=${pattern.days.join(',')}`, `WKST=${pattern.firstDayOfWeek}`);
  const frequency = pattern.kind.startsWith('monthly')
    ? 'MONTHLY'
    : pattern.kind.startsWith('yearly')
      ? 'YEARLY'
      : pattern.kind.toUpperCase();
  return `FREQ=${frequency};${parts.join(';')}`;
}

function byTheLibrary({ pattern, start }: Rule, many: number): string[] {
  const dtstart = Temporal.PlainDate.from(start).toZonedDateTime('UTC');
  const library = new RRuleTemporal({ rruleString: `${icalendar(pattern)};COUNT=${many}`, dtstart });
  return library.all().map((at) => at.toPlainDate().toString());
}

describe(`random rules (seed ${seed})`, () => {
  it('fall on the dates that an independent reading of the same rule as iCalendar gives', () => {
    fc.assert(
      fc.property(aPattern, aDate, (pattern, start) => {
        const wanted = byTheLibrary(rule(pattern, start), 12);
        expect(first(new RuleDates(rule(pattern, start)), wanted.length)).toEqual(wanted);
      }),
      { seed, numRuns: 400 },
    );
  });

  it('give each date a number and each number a date, in order', () => {
    fc.assert(
      fc.property(aPattern, aDate, fc.nat(3000), (pattern, start, index) => {
        const dates = new RuleDates(rule(pattern, start));
        const date = dates.at(index);
        const next = dates.at(index + 1);
        if (date === null || next === null) return;
        expect(dates.indexOf(date)).toBe(index);
        expect(date < next && date >= start).toBe(true);
        const between = Temporal.PlainDate.from(date).add({ days: 1 }).toString();
        expect(dates.firstFrom(between)).toBe(index + 1);
      }),
      { seed, numRuns: 2000 },
    );
  });

  it('end by date where they end by number', () => {
    fc.assert(
      fc.property(aPattern, aDate, fc.integer({ min: 1, max: 400 }), (pattern, start, occurrences) => {
        const counted = new RuleDates(rule(pattern, start, { kind: 'count', occurrences }));
        const lastDate = counted.at(counted.count - 1) ?? start;
        const until = new RuleDates(rule(pattern, start, { kind: 'until', lastDate }));
        expect(until.count).toBe(counted.count);
        expect(until.at(until.count)).toBeNull();
      }),
      { seed, numRuns: 1000 },
    );
  });
});
