import { describe, expect, it } from 'vitest';
import { nextFreeHour } from './next-free-hour.ts';

const ZONE = 'Europe/Helsinki';
const NOW = new Date('2026-11-24T11:20:00Z');

describe('the hour offered for a new activity', () => {
  it('is the next full hour today', () => {
    expect(nextFreeHour('2026-11-24', ZONE, NOW)).toEqual({
      kind: 'timed',
      start: '2026-11-24T12:00:00Z',
      end: '2026-11-24T13:00:00.000Z',
      zone: ZONE,
    });
  });

  it('is nine in the morning on any other day', () => {
    expect(nextFreeHour('2026-11-26', ZONE, NOW).start).toBe('2026-11-26T07:00:00Z');
  });

  it('stays within the day late in the evening', () => {
    expect(nextFreeHour('2026-11-24', ZONE, new Date('2026-11-24T21:40:00Z')).start).toBe(
      '2026-11-24T21:00:00Z',
    );
  });
});
