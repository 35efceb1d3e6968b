import { describe, expect, it } from 'vitest';
import type { Series } from './occurrences.ts';
import type { Recurrence, RecurrencePattern } from './recurrence.ts';
import {
  carriedOver,
  occurrenceOn,
  timeByRule,
  withChangedOccurrence,
  withoutOccurrence,
} from './series-change.ts';
import type { TimedSpan } from './time.ts';

const MONDAYS: RecurrencePattern = { kind: 'weekly', interval: 1, days: ['MO'], firstDayOfWeek: 'MO' };
const at = (start: string, end: string): TimedSpan => ({
  kind: 'timed',
  start: `${start}:00.000Z`,
  end: `${end}:00.000Z`,
  zone: 'Europe/Helsinki',
});

function series(time: TimedSpan, rule: Partial<Recurrence> = {}): Series {
  const recurrence = {
    pattern: MONDAYS,
    range: { kind: 'endless' } as const,
    start: '2026-11-30',
    zone: 'Europe/Helsinki',
    deleted: [],
    exceptions: [],
  };
  return { time, recurrence: { ...recurrence, ...rule } };
}

const NINE = series(at('2026-11-30T07:00', '2026-11-30T08:00'));
const [SECOND, THIRD] = ['2026-12-07T07:00:00.000Z', '2026-12-14T07:00:00.000Z'];
const edited: Series = {
  ...NINE,
  recurrence: withChangedOccurrence({ ...NINE, recurrence: withoutOccurrence(NINE, SECOND) }, THIRD, {
    subject: 'Special',
  }),
};

describe('a changed series', () => {
  it('moved to another hour keeps what was deleted and changed in it, on the same dates', () => {
    const later = series(at('2026-11-30T09:00', '2026-11-30T10:00'));
    const { deleted, exceptions } = carriedOver(edited, later);
    expect(deleted).toEqual(['2026-12-07T09:00:00.000Z']);
    expect(exceptions).toEqual([
      {
        original: '2026-12-14T09:00:00.000Z',
        subject: 'Special',
        time: at('2026-12-14T09:00', '2026-12-14T10:00'),
      },
    ]);
  });

  it('moved to another hour leaves an occurrence where somebody put it', () => {
    const time = at('2026-12-15T12:00', '2026-12-15T13:00');
    const moved = { ...NINE, recurrence: withChangedOccurrence(NINE, THIRD, { time }) };
    const later = series(at('2026-11-30T09:00', '2026-11-30T10:00'));
    expect(carriedOver(moved, later).exceptions).toEqual([{ original: '2026-12-14T09:00:00.000Z', time }]);
  });

  it('moved to other days drops what no longer falls on the rule', () => {
    const tuesdays = series(at('2026-12-01T07:00', '2026-12-01T08:00'), {
      pattern: { ...MONDAYS, days: ['TU'] },
      start: '2026-12-01',
    });
    expect(carriedOver(edited, tuesdays)).toMatchObject({ deleted: [], exceptions: [] });
  });

  it('of whole days turned into hours keeps its dates', () => {
    const days: Series = {
      time: { kind: 'allDay', start: '2026-11-30', end: '2026-12-01' },
      recurrence: { ...NINE.recurrence, deleted: ['2026-12-07'] },
    };
    expect(carriedOver(days, NINE).deleted).toEqual([SECOND]);
  });

  it('begins on the first date of its rule', () => {
    const fromThursday = series(at('2026-11-26T07:00', '2026-11-26T08:00'), { start: '2026-11-26' });
    expect(timeByRule(fromThursday)).toEqual(NINE.time);
  });
});

describe('one changed occurrence', () => {
  it('keeps what was changed in it before', () => {
    const again = withChangedOccurrence(edited, THIRD, { location: 'Elsewhere' });
    expect(again.exceptions).toMatchObject([{ original: THIRD, subject: 'Special', location: 'Elsewhere' }]);
  });

  it('comes back where it had been deleted', () => {
    expect(withChangedOccurrence(edited, SECOND, { text: 'After all' }).deleted).toEqual([]);
  });

  it('is forgotten when it is deleted', () => {
    expect(withoutOccurrence(edited, THIRD)).toMatchObject({ deleted: [SECOND, THIRD], exceptions: [] });
  });

  it('is found by its date, where it stands', () => {
    expect(occurrenceOn(edited, '2026-12-14')?.exception?.subject).toBe('Special');
    expect(occurrenceOn(edited, '2026-12-21')?.exception).toBeNull();
    expect(occurrenceOn(edited, '2026-12-07')).toBeNull();
    expect(occurrenceOn(edited, '2026-12-08')).toBeNull();
  });
});
