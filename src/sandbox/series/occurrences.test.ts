import { describe, expect, test } from 'vitest';
import { defaultItem } from '../mailbox-store/new-item.ts';
import { withException, withoutOccurrence } from './change-occurrence.ts';
import { type Day, readDay } from './day.ts';
import { isMaster, type Master, occurrenceItem, occurrencesBetween } from './occurrences.ts';
import type { Pattern } from './recurrence.ts';
import { freshSeries, settleSeries } from './settle-series.ts';

const record = {
  guid: 'g',
  replica: 'r',
  primaryAddress: 'a@b.example',
  secondaryAddresses: [],
  displayName: 'A',
  zone: 'FLE Standard Time',
};
const day = (text: string): Day => readDay(text) ?? Number.NaN;
const at = (text: string): number => Date.parse(text);
const stamp = { sequence: 9, now: 0, fields: [] };
const daily: Pattern = { kind: 'daily', interval: 1 };

/** A master without end in Helsinki's zone. */
function series(pattern: Pattern, start: string, end: string, zone = 'FLE Standard Time'): Master {
  const draft = {
    ...defaultItem(record, 'A', 0, { id: zone }),
    start: at(start),
    end: at(end),
    series: freshSeries({ pattern, range: { kind: 'noEnd', start: day(start.slice(0, 10)) } }),
  };
  settleSeries(draft, null);
  const item = { ...draft, number: 1, folder: 3, sequence: 1, created: 0, modified: 0, touched: {} };
  if (!isMaster(item)) throw new Error('not a series');
  return item;
}

const startOn = (master: Master, date: string): string =>
  new Date(occurrenceItem(master, day(date)).start).toISOString();

describe('daylight saving', () => {
  test('the wall time stays and the instant moves, in spring and in autumn', () => {
    const master = series(daily, '2026-03-20T10:00:00+02:00', '2026-03-20T11:00:00+02:00');
    expect(startOn(master, '2026-03-28')).toBe('2026-03-28T08:00:00.000Z');
    expect(startOn(master, '2026-03-29')).toBe('2026-03-29T07:00:00.000Z');
    expect(startOn(master, '2026-10-24')).toBe('2026-10-24T07:00:00.000Z');
    expect(startOn(master, '2026-10-25')).toBe('2026-10-25T08:00:00.000Z');
  });

  test('it is that of the series, whatever zone its reader lives in', () => {
    const master = series(
      daily,
      '2026-03-01T09:00:00-05:00',
      '2026-03-01T10:00:00-05:00',
      'Eastern Standard Time',
    );
    expect(startOn(master, '2026-03-07')).toBe('2026-03-07T14:00:00.000Z');
    expect(startOn(master, '2026-03-08')).toBe('2026-03-08T13:00:00.000Z');
  });

  test('an occurrence in the hour that spring skips moves on and keeps its length', () => {
    const master = series(daily, '2026-03-20T03:30:00+02:00', '2026-03-20T04:00:00+02:00');
    const skipped = occurrenceItem(master, day('2026-03-29'));
    expect(new Date(skipped.start).toISOString()).toBe('2026-03-29T01:30:00.000Z');
    expect(skipped.end - skipped.start).toBe(30 * 60_000);
    expect(startOn(master, '2026-03-30')).toBe('2026-03-30T00:30:00.000Z');
  });

  test('an occurrence over the night of the change ends at its wall time', () => {
    const master = series(daily, '2026-10-20T23:00:00+03:00', '2026-10-21T06:00:00+03:00');
    const long = occurrenceItem(master, day('2026-10-24'));
    expect((long.end - long.start) / 3_600_000).toBe(8);
  });
});

describe('a span of time', () => {
  const master = series(daily, '2026-11-02T22:00:00+02:00', '2026-11-03T02:00:00+02:00');
  const days = (from: string, until: string, of = master): string[] =>
    occurrencesBetween(of, at(from), at(until)).map((item) =>
      new Date(item.start).toISOString().slice(0, 10),
    );

  test('holds the occurrences that reach into it, over midnight too', () => {
    expect(days('2026-11-05T00:30:00+02:00', '2026-11-06T00:00:00+02:00')).toEqual([
      '2026-11-04',
      '2026-11-05',
    ]);
    expect(days('2026-11-05T02:00:00+02:00', '2026-11-05T22:00:00+02:00')).toEqual([]);
  });

  test('holds an exception where it was moved, not where the rule has it', () => {
    const weekly = series(
      { kind: 'weekly', interval: 1, weekdays: [1], firstDayOfWeek: 1 },
      '2026-11-02T10:00:00+02:00',
      '2026-11-02T11:00:00+02:00',
    );
    const moved = {
      ...occurrenceItem(weekly, day('2026-11-09')),
      start: at('2026-11-13T10:00:00+02:00'),
      end: at('2026-11-13T11:00:00+02:00'),
    };
    const changed = { ...weekly, series: withException(weekly, day('2026-11-09'), moved, stamp) };
    expect(days('2026-11-09T00:00:00Z', '2026-11-10T00:00:00Z', changed)).toEqual([]);
    expect(days('2026-11-13T00:00:00Z', '2026-11-14T00:00:00Z', changed)).toEqual(['2026-11-13']);
  });

  test('holds no deleted occurrence', () => {
    const left = { ...master, series: withoutOccurrence(master, day('2026-11-04')) };
    expect(days('2026-11-04T20:00:00+02:00', '2026-11-05T20:00:00+02:00', left)).toEqual([]);
  });
});

test('an exception keeps only what differs, and follows its series in the rest', () => {
  const master = series(daily, '2026-11-02T10:00:00+02:00', '2026-11-02T11:00:00+02:00');
  const content = { ...occurrenceItem(master, day('2026-11-03')), location: 'elsewhere' };
  const changed = {
    ...master,
    subject: 'renamed',
    series: withException(master, day('2026-11-03'), content, stamp),
  };
  expect(occurrenceItem(changed, day('2026-11-03'))).toMatchObject({
    subject: 'renamed',
    location: 'elsewhere',
    occurrence: { isException: true },
  });
});
