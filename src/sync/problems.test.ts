import { describe, expect, it } from 'vitest';
import type { ErrorDetails } from '../model/problem.ts';
import { nextProblem, pauseAfter } from './problems.ts';

const refused: ErrorDetails = {
  kind: 'entry',
  source: 'mailbox',
  code: 'ErrorCalendarDurationIsTooLong',
  words: 'The duration is too long.',
  requestId: 'r-1',
  advice: 'durationTooLong',
  retryAfter: null,
};

describe('pauseAfter', () => {
  it('starts at a minute and doubles to six hours', () => {
    expect([1, 2, 3, 9, 40].map((attempts) => pauseAfter(attempts, null, 0))).toEqual([
      60_000,
      120_000,
      240_000,
      256 * 60_000,
      6 * 3600_000,
    ]);
  });

  it('adds at most a fifth by chance', () => {
    expect(pauseAfter(1, null, 1)).toBe(72_000);
  });

  it('never undercuts what the server asked for', () => {
    expect(pauseAfter(1, 3_600_000, 0)).toBe(3_600_000);
  });
});

describe('nextProblem', () => {
  const about = { side: 'mailbox', entryId: 'a', linkId: null, entry: null } as const;

  it('counts attempts on from what was remembered', () => {
    const first = nextProblem(about, refused, undefined, 1000, 0);
    const second = nextProblem(about, refused, first, 2000, 0);
    expect([first.attempts, first.nextTryAt]).toEqual([1, 61_000]);
    expect([second.attempts, second.nextTryAt]).toEqual([2, 122_000]);
  });

  it('treats an entry that could not be read as private', () => {
    expect(nextProblem(about, refused, undefined, 0).isPrivate).toBe(true);
  });
});
