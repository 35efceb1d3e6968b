import { describe, expect, it } from 'vitest';
import { FIELDS, type FieldName } from '../model/fields.ts';
import { timed } from './sample-run.ts';
import { saysTheSame } from './says-the-same.ts';

function same(name: FieldName, one: unknown, other: unknown): boolean {
  const field = FIELDS.find((rule) => rule.name === name);
  if (!field) throw new Error(`no field ${name}`);
  // Which one stands on which side must never matter.
  expect(saysTheSame(field, other, one)).toBe(saysTheSame(field, one, other));
  return saysTheSame(field, one, other);
}

describe('what says the same', () => {
  const long = 'A very long way to the room. '.repeat(60);

  it('is a long value and what a server had room for', () => {
    expect(same('location', long, long.slice(0, 1000))).toBe(true);
    expect(same('subject', long, long.slice(0, 255))).toBe(true);
    expect(same('location', long, `X${long}`)).toBe(false);
  });

  it('is not a short value and its beginning: no server cuts that short', () => {
    expect(same('location', 'Room 4', 'Room')).toBe(false);
    expect(same('location', long, '')).toBe(false);
  });

  it('is a text whose white space alone differs, since HTML is drawn in many ways', () => {
    expect(same('text', 'One\n\n two', 'One two')).toBe(true);
    expect(same('subject', 'One  two', 'One two')).toBe(false);
  });

  it('is a time whose seconds or zone alone differ', () => {
    const time = timed('2026-12-01T08:00', '2026-12-01T09:00');
    expect(same('time', time, { ...time, start: '2026-12-01T08:00:59.000Z', zone: 'UTC' })).toBe(true);
    expect(same('time', time, timed('2026-12-01T08:01', '2026-12-01T09:00'))).toBe(false);
    expect(same('time', time, { kind: 'allDay', start: '2026-12-01', end: '2026-12-02' })).toBe(false);
  });

  it('is never a different choice', () => {
    expect(same('isPrivate', true, false)).toBe(false);
    expect(same('busy', 'busy', 'free')).toBe(false);
    expect(same('participants', [], [])).toBe(true);
  });
});
