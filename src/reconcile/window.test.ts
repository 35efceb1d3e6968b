import { describe, expect, it } from 'vitest';
import type { Recurrence, RecurrencePattern, RecurrenceRange } from '../model/recurrence.ts';
import { entry, timed } from './sample-run.ts';
import { touchesWindow } from './window.ts';

const WINDOW = { from: '2026-11-01T00:00:00.000Z', to: '2027-11-01T00:00:00.000Z' };

function series(
  start: string,
  pattern: RecurrencePattern,
  range: RecurrenceRange,
  changed: Partial<Recurrence> = {},
): boolean {
  const time = timed(`${start}T08:00`, `${start}T09:00`);
  const zone = 'Europe/Helsinki';
  const recurrence = { pattern, range, start, zone, deleted: [], exceptions: [], ...changed };
  return touchesWindow(entry({ time, recurrence }), WINDOW);
}

describe('the window', () => {
  it('takes what overlaps it, to the borders', () => {
    const inside = (start: string, end: string) => touchesWindow(entry({ time: timed(start, end) }), WINDOW);
    expect(inside('2026-10-31T23:00', '2026-11-01T00:01')).toBe(true);
    expect(inside('2026-10-31T23:00', '2026-11-01T00:00')).toBe(false);
    expect(inside('2027-10-31T23:59', '2027-11-01T01:00')).toBe(true);
    expect(inside('2027-11-01T00:00', '2027-11-01T01:00')).toBe(false);
  });

  it('takes a series that began before it and may go on into it', () => {
    const daily = { kind: 'daily', interval: 1 } as const;
    expect(series('2020-01-01', daily, { kind: 'endless' })).toBe(true);
    expect(series('2020-01-01', daily, { kind: 'until', lastDate: '2026-11-01' })).toBe(true);
    expect(series('2020-01-01', daily, { kind: 'until', lastDate: '2026-10-31' })).toBe(false);
  });

  it('takes a counted series until its last occurrence', () => {
    const counted = (occurrences: number): RecurrenceRange => ({ kind: 'count', occurrences });
    const onThe31st = { kind: 'monthlyOnDate', interval: 1, dayOfMonth: 31 } as const;
    const onTheLeapDay = { kind: 'yearlyOnDate', month: 2, dayOfMonth: 29 } as const;
    const onLastFriday = { kind: 'monthlyOnDay', interval: 2, ordinal: -1, day: 'FR' } as const;
    expect(series('2020-01-31', onThe31st, counted(83))).toBe(true);
    expect(series('2020-01-31', onThe31st, counted(82))).toBe(false);
    expect(series('2016-02-29', onTheLeapDay, counted(12))).toBe(true);
    expect(series('2016-02-29', onTheLeapDay, counted(11))).toBe(false);
    expect(series('2020-01-31', onLastFriday, counted(2))).toBe(false);
  });

  it('takes a series that is over for an occurrence that was moved into it, and not for one moved out', () => {
    const daily = { kind: 'daily', interval: 1 } as const;
    const original = '2026-10-01T08:00:00.000Z';
    const moved = [{ original, time: timed('2026-12-24T08:00', '2026-12-24T09:00') }];
    const until: RecurrenceRange = { kind: 'until', lastDate: '2026-10-02' };
    expect(series('2026-10-01', daily, until)).toBe(false);
    expect(series('2026-10-01', daily, until, { exceptions: moved })).toBe(true);
    const away = [
      { original: '2026-11-24T08:00:00.000Z', time: timed('2029-01-01T08:00', '2029-01-01T09:00') },
    ];
    expect(series('2026-11-24', daily, { kind: 'count', occurrences: 1 }, { exceptions: away })).toBe(false);
  });

  it('does not take a series of which everything in it was deleted', () => {
    const range: RecurrenceRange = { kind: 'count', occurrences: 1 };
    const deleted = ['2026-12-01T08:00:00.000Z'];
    expect(series('2026-12-01', { kind: 'daily', interval: 1 }, range, { deleted })).toBe(false);
  });

  it('does not take a series that begins after it', () => {
    expect(series('2028-01-01', { kind: 'daily', interval: 1 }, { kind: 'endless' })).toBe(false);
  });
});
