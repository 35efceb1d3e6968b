import { describe, expect, it } from 'vitest';
import type { RecurrencePattern, RecurrenceRange } from '../model/recurrence.ts';
import { entry, timed } from './sample-run.ts';
import { touchesWindow } from './window.ts';

const WINDOW = { from: '2026-11-01T00:00:00.000Z', to: '2027-11-01T00:00:00.000Z' };

function series(start: string, pattern: RecurrencePattern, range: RecurrenceRange): boolean {
  const time = timed(`${start}T08:00`, `${start}T09:00`);
  const recurrence = { pattern, range, start, zone: 'Europe/Helsinki', deleted: [], exceptions: [] };
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

  it('never takes a counted series for ended while it may go on, whatever its pattern', () => {
    const counted = (occurrences: number): RecurrenceRange => ({ kind: 'count', occurrences });
    const onThe31st = { kind: 'monthlyOnDate', interval: 1, dayOfMonth: 31 } as const;
    const onTheLeapDay = { kind: 'yearlyOnDate', month: 2, dayOfMonth: 29 } as const;
    const onLastFriday = { kind: 'monthlyOnDay', interval: 2, ordinal: -1, day: 'FR' } as const;
    // The 31st comes seven times a year: 50 of them from January 2020 last until 2027.
    expect(series('2020-01-31', onThe31st, counted(50))).toBe(true);
    // The fourth leap day from 2016 on is that of 2028.
    expect(series('2016-02-29', onTheLeapDay, counted(4))).toBe(true);
    expect(series('2020-01-31', onLastFriday, counted(2))).toBe(false);
    expect(series('2020-01-01', { kind: 'daily', interval: 1 }, counted(5))).toBe(false);
  });

  it('does not take a series that begins after it', () => {
    expect(series('2028-01-01', { kind: 'daily', interval: 1 }, { kind: 'endless' })).toBe(false);
  });
});
