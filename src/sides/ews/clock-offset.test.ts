import { describe, expect, test } from 'vitest';
import { ClockOffset } from './clock-offset.ts';

const NOON = Date.parse('2026-12-01T12:00:00.000Z');

/** The header of a server whose clock is ahead by `offset`, at a moment of our clock. */
const headerAt = (moment: number, offset: number) => new Date(moment + offset).toUTCString();

describe('the offset of a server’s clock', () => {
  test('is unknown before the first answer', () => {
    const clock = new ClockOffset();
    expect([clock.estimate, clock.uncertainty]).toEqual([null, Number.POSITIVE_INFINITY]);
  });

  test('lies in the middle of what one answer allows', () => {
    const clock = new ClockOffset();
    clock.take(headerAt(NOON, 60_000), NOON - 100, NOON + 100);
    expect([clock.estimate, clock.uncertainty]).toEqual([60_500, 600]);
  });

  test.each([0, 250, 700, -3_333, 600_010])(
    'of %i ms comes out to a few milliseconds after many answers',
    (offset) => {
      const clock = new ClockOffset();
      for (let count = 0; count < 100; count += 1) {
        const sent = NOON + count * 1_237;
        clock.take(headerAt(sent + 10, offset), sent, sent + 20);
      }
      expect(Math.abs((clock.estimate ?? Number.NaN) - offset)).toBeLessThanOrEqual(clock.uncertainty);
      expect(clock.uncertainty).toBeLessThan(25);
    },
  );

  test('is not blurred by an answer that took long', () => {
    const clock = new ClockOffset();
    for (const moment of [NOON, NOON + 999]) clock.take(headerAt(moment, 0), moment, moment);
    const known = [clock.estimate, clock.uncertainty];
    clock.take(headerAt(NOON + 30_000, 0), NOON + 5_000, NOON + 60_000);
    expect([clock.estimate, clock.uncertainty]).toEqual(known);
  });

  test('is found anew when a clock was set', () => {
    const clock = new ClockOffset();
    clock.take(headerAt(NOON, 0), NOON, NOON);
    clock.take(headerAt(NOON + 5_000, 3600_000), NOON + 5_000, NOON + 5_000);
    expect([clock.estimate, clock.uncertainty]).toEqual([3600_500, 500]);
  });

  test.each([undefined, '', 'yesterday', ['a', 'b']])('hears nothing in the header %j', (header) => {
    const clock = new ClockOffset();
    clock.take(header, NOON, NOON);
    expect(clock.estimate).toBeNull();
  });
});
