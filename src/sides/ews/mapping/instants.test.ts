import { describe, expect, it } from 'vitest';
import { SideError } from '../../../model/problem.ts';
import { readInstant } from './instants.ts';

const ZONE = 'Europe/Helsinki';

describe('a time of Exchange', () => {
  it.each([
    ['2026-11-25T10:00:00Z', '2026-11-25T10:00:00.000Z'],
    ['2026-11-25T10:00:00.25+02:00', '2026-11-25T08:00:00.250Z'],
    ['2026-02-28T23:59:59-11:00', '2026-03-01T10:59:59.000Z'],
    ['2026-11-30T10:00:00+02:00', '2026-11-30T08:00:00.000Z'],
    ['2028-02-29T10:00:00Z', '2028-02-29T10:00:00.000Z'],
    ['2026-11-25T10:00:00.1234567Z', '2026-11-25T10:00:00.123Z'],
    ['2026-11-25T10:00:00', '2026-11-25T08:00:00.000Z'],
  ])('%s is the instant %s', (text, instant) => {
    expect(readInstant(text, 'start', ZONE)).toBe(instant);
  });

  it.each(['2026-02-30T10:00:00Z', '2026-13-01T10:00:00Z', '2026-11-25T10:61:00Z', 'soon', '', null])(
    'is not what %j says, which keeps the entry from being read',
    (text) => {
      expect(() => readInstant(text, 'start', ZONE)).toThrow(SideError);
    },
  );
});
