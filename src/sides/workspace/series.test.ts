import { describe, expect, it } from 'vitest';
import type { Recurrence } from '../../model/recurrence.ts';
import type { TimedSpan } from '../../model/time.ts';
import { activity, OWNER, todo } from './activity-sample.ts';
import { newActivityOf, updateOf } from './from-entry.ts';
import { sideEntryOf } from './to-entry.ts';

const PERSPECTIVE = { userId: OWNER, outgoingTypeIds: new Set<string>() };
const DAILY: Recurrence = {
  pattern: { kind: 'daily', interval: 1 },
  range: { kind: 'endless' },
  start: '2026-12-01',
  zone: 'Europe/Helsinki',
  deleted: [],
  exceptions: [],
};
const at = (start: string, end: string): TimedSpan => ({
  kind: 'timed',
  start: `${start}:00.000Z`,
  end: `${end}:00.000Z`,
  zone: 'Europe/Helsinki',
});

const change = (of: ReturnType<typeof activity>, patch: Parameters<typeof updateOf>[2]) =>
  updateOf(of, 42, patch, OWNER, new Map()).change;

describe('a series of the workspace', () => {
  const series = activity({ recurrence: { ...DAILY, deleted: ['2026-12-02T08:00:00.000Z'] } });

  it('moved to another hour keeps its deleted occurrences on the same dates', () => {
    const { recurrence } = change(series, { time: at('2026-12-01T10:00', '2026-12-01T11:00') });
    expect(recurrence?.deleted).toEqual(['2026-12-02T10:00:00.000Z']);
  });

  it('takes time and recurrence together as they are given', () => {
    const recurrence = { ...DAILY, deleted: ['2026-12-03T10:00:00.000Z'] };
    const time = at('2026-12-01T10:00', '2026-12-01T11:00');
    expect(change(series, { time, recurrence })).toMatchObject({ time, recurrence });
  });

  it('becomes a single activity', () => {
    expect(change(series, { recurrence: null })).toEqual({ recurrence: null });
  });

  it('leaves the recurrence alone where neither it nor the time is written', () => {
    expect(change(series, { subject: 'Renamed' })).toEqual({ name: 'Renamed' });
  });

  it('keeps of an occurrence what an activity can hold and a database can keep', () => {
    const exception = {
      original: '2026-12-02T08:00:00.000Z',
      time: at('2026-12-02T08:00', '2026-12-02T09:00'),
      subject: 'Two\r\nlines',
      location: 'L'.repeat(1200),
      text: 'null\u0000 and\r\nmore  ',
    };
    const { entry } = sideEntryOf(series, PERSPECTIVE);
    const recurrence = { ...DAILY, exceptions: [exception] };
    const made = newActivityOf('key', { ...entry, recurrence }, 'type-meeting', OWNER, new Map());
    expect(made.recurrence?.exceptions).toEqual([
      { ...exception, subject: 'Two lines', location: 'L'.repeat(1000), text: 'null and\nmore' },
    ]);
  });
});

describe('a recurring to-do without duration', () => {
  const original = '2026-12-02T07:00:00.000Z';
  const moved = {
    original: '2026-12-03T07:00:00.000Z',
    time: at('2026-12-05T07:00', '2026-12-05T07:00'),
  };
  const recurring = todo({ recurrence: { ...DAILY, deleted: [original], exceptions: [moved] } });

  it('is a series of dates in the calendar, its occurrences too', () => {
    const { entry } = sideEntryOf(recurring, PERSPECTIVE);
    expect(entry.time.kind).toBe('allDay');
    expect(entry.recurrence).toMatchObject({
      deleted: ['2026-12-02'],
      exceptions: [
        { original: '2026-12-03', time: { kind: 'allDay', start: '2026-12-05', end: '2026-12-06' } },
      ],
    });
  });

  it('keeps its own hour when an occurrence is deleted in the calendar', () => {
    const { entry } = sideEntryOf(recurring, PERSPECTIVE);
    if (!entry.recurrence) throw new Error('no series');
    const recurrence = { ...entry.recurrence, deleted: ['2026-12-02', '2026-12-04'], exceptions: [] };
    const written = change(recurring, { recurrence }).recurrence;
    expect(written?.deleted).toEqual([original, '2026-12-04T07:00:00.000Z']);
  });
});
