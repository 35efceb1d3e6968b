import { describe, expect, it } from 'vitest';
import { columnTypes } from './column-parsers.ts';

const TIMESTAMPTZ = 1184;
const read = columnTypes.getTypeParser(TIMESTAMPTZ) as (text: string) => unknown;

describe('an instant of the database', () => {
  it.each([
    ['2026-11-25 04:20:20+00', '2026-11-25T04:20:20.000Z'],
    ['2026-11-25 04:20:20.5+00', '2026-11-25T04:20:20.500Z'],
    ['2026-11-25 04:20:20.123999+00', '2026-11-25T04:20:20.123Z'],
    ['2026-11-25 06:20:20.1+02', '2026-11-25T04:20:20.100Z'],
    ['2026-11-25 09:50:20+05:30', '2026-11-25T04:20:20.000Z'],
    ['0099-01-01 00:00:00+00', '0099-01-01T00:00:00.000Z'],
  ])("%s is the model's %s", (text, instant) => {
    expect(read(text)).toBe(instant);
  });

  it('that is infinite is refused', () => {
    expect(() => read('infinity')).toThrow(RangeError);
  });
});
