import { describe, expect, it } from 'vitest';
import { hasCome, LONGEST_WAIT } from './clock-jump.ts';

const NOW = Date.parse('2026-11-24T12:00:00.000Z');

describe('a time that is waited for', () => {
  it('has come when the clock says so, and not before', () => {
    expect([hasCome(NOW - 1, NOW), hasCome(NOW, NOW), hasCome(NOW + 1, NOW)]).toEqual([true, true, false]);
    expect(hasCome(NOW + LONGEST_WAIT, NOW)).toBe(false);
  });

  it('is no reason to wait when only a clock that was far ahead can have written it', () => {
    expect(hasCome(NOW + 365 * LONGEST_WAIT, NOW)).toBe(true);
  });
});
