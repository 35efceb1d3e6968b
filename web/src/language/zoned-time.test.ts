import { describe, expect, it } from 'vitest';
import { instantOf, nextDay, startOfDay, wallTime } from './zoned-time.ts';

const HELSINKI = 'Europe/Helsinki';

describe('time in the zone of the user', () => {
  it('begins a day at local midnight', () => {
    expect(startOfDay('2026-11-24', HELSINKI)).toBe('2026-11-23T22:00:00Z');
    expect(startOfDay('2026-07-01', HELSINKI)).toBe('2026-06-30T21:00:00Z');
  });

  it('begins a day later where the clocks skip midnight', () => {
    expect(startOfDay('2018-11-04', 'America/Sao_Paulo')).toBe('2018-11-04T03:00:00Z');
  });

  it('goes from the wall clock to an instant and back', () => {
    const wall = { date: '2026-11-24', time: '09:30' };
    expect(instantOf(wall, HELSINKI)).toBe('2026-11-24T07:30:00Z');
    expect(wallTime('2026-11-24T07:30:00Z', HELSINKI)).toEqual(wall);
  });

  it('moves a time that does not exist on by the gap and takes the first of a time that comes twice', () => {
    expect(instantOf({ date: '2026-03-29', time: '03:30' }, HELSINKI)).toBe('2026-03-29T01:30:00Z');
    expect(instantOf({ date: '2026-10-25', time: '03:30' }, HELSINKI)).toBe('2026-10-25T00:30:00Z');
  });

  it('counts days over the end of a month', () => {
    expect(nextDay('2026-11-30')).toBe('2026-12-01');
    expect(nextDay('2026-12-01', -1)).toBe('2026-11-30');
  });
});
