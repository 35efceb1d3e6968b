import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  fallsOnRule,
  firstOccurrence,
  indexOfOriginal,
  isEmptyRule,
  lastOccurrence,
  occurrenceAt,
  occurrencesBetween,
  originalAt,
  type Series,
  touchesPeriod,
} from './occurrences.ts';
import type { Recurrence, RecurrencePattern, RecurrenceRange } from './recurrence.ts';
import { withChangedOccurrence, withoutOccurrence } from './series-change.ts';
import { instantFromMillis } from './time.ts';

const seed = Number(process.env.TAHTI_SEED ?? Date.now() % 2 ** 31);
const DAILY: RecurrencePattern = { kind: 'daily', interval: 1 };

function series(start: string, minutes: number, rule: Partial<Recurrence> = {}): Series {
  const zone = rule.zone ?? 'Europe/Helsinki';
  const end = instantFromMillis(Date.parse(start) + minutes * 60_000);
  return {
    time: { kind: 'timed', start, end, zone },
    recurrence: {
      pattern: DAILY,
      range: { kind: 'endless' },
      start: start.slice(0, 10),
      zone,
      deleted: [],
      exceptions: [],
      ...rule,
    },
  };
}

/** Nine o'clock in Helsinki in winter, for an hour. */
const NINE = series('2026-11-30T07:00:00.000Z', 60);

function starts(of: Series, from: string, to: string): string[] {
  const window = { from: `${from}T00:00:00.000Z`, to: `${to}T00:00:00.000Z` };
  return occurrencesBetween(of, window).map((occurrence) => occurrence.time.start);
}

describe('occurrences of a series', () => {
  it('keep their time of day in the series’ own zone over the clock changes of spring and autumn', () => {
    expect(starts(NINE, '2027-03-27', '2027-03-30')).toEqual([
      '2027-03-27T07:00:00.000Z',
      '2027-03-28T06:00:00.000Z',
      '2027-03-29T06:00:00.000Z',
    ]);
    const inNewYork = series('2026-11-30T14:00:00.000Z', 60, { zone: 'America/New_York' });
    expect(starts(inNewYork, '2027-03-13', '2027-03-15')).toEqual([
      '2027-03-13T14:00:00.000Z',
      '2027-03-14T13:00:00.000Z',
    ]);
  });

  it('end at the same time of day as well, so that a night of the clock change is shorter or longer', () => {
    // From one to five at night.
    const night = series('2026-11-30T23:00:00.000Z', 240, { start: '2026-12-01' });
    const hours = (from: string, to: string) =>
      occurrencesBetween(night, { from, to }).map(
        ({ time }) => (Date.parse(time.end) - Date.parse(time.start)) / 3600_000,
      );
    expect(hours('2027-03-27T22:30:00.000Z', '2027-03-28T10:00:00.000Z')).toEqual([3]);
    expect(hours('2027-10-30T21:30:00.000Z', '2027-10-31T10:00:00.000Z')).toEqual([5]);
  });

  it('that a clock change would leave out begin as much later as the clocks went ahead', () => {
    const atHalfPastThree = series('2026-11-30T01:30:00.000Z', 30);
    expect(starts(atHalfPastThree, '2027-03-28', '2027-03-29')).toEqual(['2027-03-28T01:30:00.000Z']);
  });

  it('of whole days are dates, whatever the zone', () => {
    const days: Series = {
      time: { kind: 'allDay', start: '2026-12-24', end: '2026-12-27' },
      recurrence: {
        ...NINE.recurrence,
        pattern: { kind: 'yearlyOnDate', month: 12, dayOfMonth: 24 },
        start: '2026-12-24',
      },
    };
    const [next] = occurrencesBetween(days, {
      from: '2027-12-01T00:00:00.000Z',
      to: '2028-01-01T00:00:00.000Z',
    });
    expect(next).toMatchObject({
      original: '2027-12-24',
      time: { kind: 'allDay', start: '2027-12-24', end: '2027-12-27' },
    });
    expect(touchesPeriod(days, { from: '2027-12-28T00:00:00.000Z', to: '2028-12-01T00:00:00.000Z' })).toBe(
      false,
    );
  });

  it('include one that began before the period and lasts into it', () => {
    const long = series('2026-11-30T07:00:00.000Z', 60 * 50, { pattern: { kind: 'daily', interval: 7 } });
    expect(starts(long, '2026-12-09', '2026-12-10')).toEqual(['2026-12-07T07:00:00.000Z']);
  });

  it('leave out the deleted, and follow an exception out of the period and into it', () => {
    const deleted = '2026-12-02T07:00:00.000Z';
    const moved = '2026-12-03T07:00:00.000Z';
    const time = {
      kind: 'timed',
      start: '2027-01-15T12:00:00.000Z',
      end: '2027-01-15T13:00:00.000Z',
      zone: 'Europe/Helsinki',
    } as const;
    const without = { ...NINE, recurrence: withoutOccurrence(NINE, deleted) };
    const changed = { ...NINE, recurrence: withChangedOccurrence(without, moved, { time }) };
    expect(starts(changed, '2026-12-01', '2026-12-05')).toEqual([
      '2026-12-01T07:00:00.000Z',
      '2026-12-04T07:00:00.000Z',
    ]);
    expect(starts(changed, '2027-01-15', '2027-01-16')).toEqual(['2027-01-15T07:00:00.000Z', time.start]);
    expect(occurrenceAt(changed, moved)).toMatchObject({
      time,
      date: '2026-12-03',
      exception: { original: moved },
    });
    expect(occurrenceAt(changed, deleted)).toBeNull();
  });

  it('have a first and a last that stand', () => {
    const five = series('2026-11-30T07:00:00.000Z', 60, { range: { kind: 'count', occurrences: 5 } });
    const shorter = withoutOccurrence(
      { ...five, recurrence: withoutOccurrence(five, '2026-11-30T07:00:00.000Z') },
      '2026-12-04T07:00:00.000Z',
    );
    const trimmed = { ...five, recurrence: shorter };
    expect(firstOccurrence(trimmed)?.original).toBe('2026-12-01T07:00:00.000Z');
    expect(lastOccurrence(trimmed)?.original).toBe('2026-12-03T07:00:00.000Z');
    expect(lastOccurrence(NINE)).toBeNull();
  });

  it('are none where the rule ends before it begins', () => {
    const range: RecurrenceRange = { kind: 'until', lastDate: '2026-11-01' };
    const empty = series('2026-11-30T07:00:00.000Z', 60, { range });
    expect([isEmptyRule(empty.recurrence), firstOccurrence(empty), lastOccurrence(empty)]).toEqual([
      true,
      null,
      null,
    ]);
    expect(starts(empty, '2026-01-01', '2030-01-01')).toEqual([]);
  });

  it('are no more than were asked for, of a series without end in a period without end', () => {
    const ever = { from: '1970-01-01T00:00:00.000Z', to: '4400-01-01T00:00:00.000Z' };
    expect(occurrencesBetween(NINE, ever, 25)).toHaveLength(25);
  });
});

const ZONES = ['Europe/Helsinki', 'America/New_York', 'Asia/Kathmandu', 'Australia/Lord_Howe', 'UTC'];
const aSeries = fc
  .record({
    minute: fc.integer({ min: 0, max: 3 * 365 * 24 * 12 }),
    zone: fc.constantFrom(...ZONES),
    interval: fc.integer({ min: 1, max: 5 }),
    minutes: fc.integer({ min: 0, max: 3000 }),
  })
  .map(({ minute, zone, interval, minutes }) =>
    series(instantFromMillis(Date.parse('2026-01-01T00:00:00Z') + minute * 300_000), minutes, {
      zone,
      pattern: { kind: 'daily', interval },
      start: '2026-01-01',
      range: { kind: 'count', occurrences: 300 },
    }),
  );

describe(`occurrences of random series (seed ${seed})`, () => {
  it('are named by index and original alike, as EWS names them from 1', () => {
    fc.assert(
      fc.property(aSeries, fc.integer({ min: 1, max: 300 }), (one, index) => {
        const original = originalAt(one, index) ?? '';
        expect(fallsOnRule(one, original)).toBe(true);
        expect(indexOfOriginal(one, original)).toBe(index);
        expect(originalAt(one, 301)).toBeNull();
      }),
      { seed, numRuns: 500 },
    );
  });

  it('of a period are exactly those of all that touch it', () => {
    const aPeriod = fc.record({ from: fc.nat(1500), days: fc.nat(40) });
    fc.assert(
      fc.property(aSeries, aPeriod, (one, { from, days }) => {
        const begin = Date.parse('2025-12-01T00:00:00Z') + from * 86_400_000;
        const window = { from: instantFromMillis(begin), to: instantFromMillis(begin + days * 86_400_000) };
        const all = Array.from({ length: 300 }, (_, n) => occurrenceAt(one, originalAt(one, n + 1) ?? ''));
        const wanted = all.flatMap((occurrence) => {
          if (!occurrence) return [];
          const { start, end } = occurrence.time;
          return start < window.to && (end > window.from || start >= window.from) ? [start] : [];
        });
        expect(occurrencesBetween(one, window).map(({ time }) => time.start)).toEqual(wanted);
      }),
      { seed, numRuns: 15 },
    );
  });
});
