import { describe, expect, it } from 'vitest';
import { whenToTryAgain } from './back-off.ts';

describe('whenToTryAgain', () => {
  it('honours the wait that the server asked for to the millisecond', () => {
    expect(whenToTryAgain({ kind: 'retry', retryAfter: 12_345 }, 9, 1000, 0.9)).toBe(13_345);
  });

  it('does not come back at once because the server asked for a wait of nothing', () => {
    const asked = (retryAfter: number, failures: number) =>
      whenToTryAgain({ kind: 'retry', retryAfter }, failures, 0, 0);
    expect([asked(0, 1), asked(50, 3), asked(10_000, 3)]).toEqual([10_000, 40_000, 10_000]);
  });

  it('grows from ten seconds to a quarter of an hour for passing trouble', () => {
    const pauses = [1, 2, 3, 30].map((n) => whenToTryAgain({ kind: 'retry', retryAfter: null }, n, 0, 0));
    expect(pauses).toEqual([10_000, 20_000, 40_000, 15 * 60_000]);
  });

  it('looks seldom where a person has to act', () => {
    const pauses = [1, 2, 30].map((n) => whenToTryAgain({ kind: 'fatal', retryAfter: null }, n, 0, 0));
    expect(pauses).toEqual([60_000, 120_000, 30 * 60_000]);
  });

  it('leaves a part of the pause to chance, so that mailboxes do not return together', () => {
    expect(whenToTryAgain({ kind: 'retry', retryAfter: null }, 1, 0, 1)).toBe(12_500);
  });
});
