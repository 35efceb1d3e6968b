import { LONGEST_WAIT } from '../model/clock-jump.ts';
import type { ErrorDetails } from '../model/problem.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;

/** First and longest pause of a run that failed for a passing reason. */
const PASSING = { first: 10 * SECOND, longest: 15 * MINUTE } as const;

/** The same for what no waiting mends (a wrong password): a person has to act, so looking often is no use. */
const LASTING = { first: MINUTE, longest: 30 * MINUTE } as const;

/** Up to a quarter of the pause is left to chance: mailboxes that failed together do not return together. */
const JITTER = 0.25;

/**
 * When a failed run is tried again (milliseconds since the epoch). A wait that the server asked for is kept
 * to the millisecond and never shortened, up to a day; one of less than a second (Exchange is known to ask for 0) is
 * no wait, and we pause as by ourselves. `failures` counts failed runs in a row, this one included; `chance` is a
 * number from 0 to 1.
 */
export function whenToTryAgain(
  error: Pick<ErrorDetails, 'kind' | 'retryAfter'>,
  failures: number,
  now: number,
  chance: number,
): number {
  const { retryAfter } = error;
  if (retryAfter !== null && retryAfter >= SECOND) return now + Math.min(retryAfter, LONGEST_WAIT);
  const { first, longest } = error.kind === 'fatal' ? LASTING : PASSING;
  const pause = Math.min(first * 2 ** Math.min(failures - 1, 20), longest);
  return Math.round(now + pause * (1 + JITTER * chance));
}
