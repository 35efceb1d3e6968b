import { describe, expect, it } from 'vitest';
import type { OccurrenceException, Recurrence } from './recurrence.ts';
import type { EntryTime } from './time.ts';
import { withoutWords } from './wordless-patch.ts';

const at = (day: string, hour: string): EntryTime => ({
  kind: 'timed',
  start: `2026-12-${day}T${hour}:00:00.000Z`,
  end: `2026-12-${day}T${hour}:30:00.000Z`,
  zone: 'Europe/Helsinki',
});

const daily = (...exceptions: OccurrenceException[]): Recurrence => ({
  pattern: { kind: 'daily', interval: 1 },
  range: { kind: 'endless' },
  start: '2026-12-01',
  zone: 'Europe/Helsinki',
  deleted: [],
  exceptions,
});

const changed = (day: string, fields: Partial<OccurrenceException> = {}): OccurrenceException => ({
  original: `2026-12-${day}T08:00:00.000Z`,
  time: at(day, '08'),
  ...fields,
});

const TIME = at('01', '08');

describe('a patch without its words', () => {
  it('says when and how, and nothing of what, where and who', () => {
    const patch = { subject: 'Secret', location: 'Room 4', text: 'Words', participants: [], time: TIME };
    expect(withoutWords({ ...patch, busy: 'free' }, { time: TIME, recurrence: null })).toEqual({
      time: TIME,
      busy: 'free',
    });
  });

  it('leaves changed occurrences in the words in which they stand', () => {
    const secret = changed('03', { subject: 'Secret', location: 'Clinic', time: at('03', '10') });
    const standing = { time: TIME, recurrence: daily(changed('03', { location: 'Room 9' })) };
    const { recurrence } = withoutWords({ recurrence: daily(secret) }, standing);
    expect(recurrence?.exceptions).toEqual([changed('03', { location: 'Room 9', time: at('03', '10') })]);
  });

  it('has no occurrence that differed in words alone', () => {
    const secret = changed('03', { subject: 'Secret' });
    const moved = changed('04', { text: 'Words', time: at('04', '12') });
    const { recurrence } = withoutWords(
      { recurrence: daily(secret, moved) },
      { time: TIME, recurrence: null },
    );
    expect(recurrence?.exceptions).toEqual([changed('04', { time: at('04', '12') })]);
  });

  it('says nothing of a series that differed in words alone', () => {
    const standing = { time: TIME, recurrence: daily() };
    expect(withoutWords({ recurrence: daily(changed('03', { subject: 'Secret' })) }, standing)).toEqual({});
  });

  it('ends a series where the patch does', () => {
    expect(withoutWords({ recurrence: null }, { time: TIME, recurrence: daily() })).toEqual({
      recurrence: null,
    });
  });
});
