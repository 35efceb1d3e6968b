import { describe, expect, it } from 'vitest';
import { occurrencesBetween, type Series } from './occurrences.ts';
import type { Recurrence, RecurrenceRange } from './recurrence.ts';
import { withChangedOccurrence, withoutOccurrence } from './series-change.ts';
import { splitSeries } from './series-split.ts';

const EVER = { from: '2026-01-01T00:00:00.000Z', to: '2028-01-01T00:00:00.000Z' };

function series(range: RecurrenceRange): Series {
  const recurrence: Recurrence = {
    pattern: { kind: 'weekly', interval: 2, days: ['TU', 'SU'], firstDayOfWeek: 'SU' },
    range,
    start: '2026-12-01',
    zone: 'Europe/Helsinki',
    deleted: [],
    exceptions: [],
  };
  const time = {
    kind: 'timed',
    start: '2026-12-01T08:00:00.000Z',
    end: '2026-12-01T09:00:00.000Z',
    zone: 'Europe/Helsinki',
  } as const;
  const changed = withChangedOccurrence({ time, recurrence }, '2027-03-28T07:00:00.000Z', {
    subject: 'Special',
  });
  return { time, recurrence: withoutOccurrence({ time, recurrence: changed }, '2026-12-13T08:00:00.000Z') };
}

describe('a series cut in two', () => {
  it.each<RecurrenceRange>([
    { kind: 'endless' },
    { kind: 'count', occurrences: 30 },
    { kind: 'until', lastDate: '2027-09-01' },
  ])('has the same occurrences as before, whether it is $kind', (range) => {
    const whole = series(range);
    const split = splitSeries(whole, '2027-03-09');
    if (!split) throw new Error('nothing was cut');
    const parts = [{ time: whole.time, recurrence: split.earlier }, split.later];
    expect(parts.flatMap((part) => occurrencesBetween(part, EVER))).toEqual(occurrencesBetween(whole, EVER));
    expect(split.later.time.start).toBe('2027-03-09T08:00:00.000Z');
    expect([split.earlier.deleted.length, split.earlier.exceptions.length]).toEqual([1, 0]);
  });

  it('is not cut at its first occurrence, nor where it has none', () => {
    const whole = series({ kind: 'endless' });
    expect(splitSeries(whole, '2026-12-01')).toBeNull();
    expect(splitSeries(whole, '2026-12-02')).toBeNull();
  });
});
