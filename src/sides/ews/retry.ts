import { setTimeout as pause } from 'node:timers/promises';
import { LONGEST_WAIT as A_DAY } from '../../model/clock-jump.ts';
import { SideError } from '../../model/problem.ts';
import { ewsError } from './errors.ts';

export interface RetryPolicy {
  /** How often at most, the first time included. */
  readonly attempts: number;
  /** First pause where the server did not say how long, in milliseconds; it doubles each time. */
  readonly firstPause: number;
  readonly longestPause: number;
  /** A longer wait than this is not slept through here: the error goes up and the run is tried again then. */
  readonly longestAsked: number;
}

/** A mailbox that has to wait longer than this gives its worker to others and is run again later. */
export const LONGEST_WAIT = 15_000;

export const RETRY_POLICY: RetryPolicy = {
  attempts: 4,
  firstPause: 500,
  longestPause: 8_000,
  longestAsked: LONGEST_WAIT,
};

/**
 * Repeats what failed with kind `retry`. Waits exactly as long as the server asked (BackOffMilliseconds,
 * Retry-After), otherwise growing pauses with jitter, so that many mailboxes do not come back at once.
 * `mayRepeat` says whether repeating is safe: a write whose outcome is unknown is not.
 */
export async function withRetry<T>(
  work: () => Promise<T>,
  signal: AbortSignal,
  policy: RetryPolicy,
  mayRepeat: (error: SideError) => boolean = () => true,
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (!isRepeatable(error) || attempt >= policy.attempts || !mayRepeat(error)) throw error;
      const wait = pauseFor(error.details.retryAfter, attempt, policy);
      if (wait > policy.longestAsked) throw error;
      await sleep(wait, signal);
    }
  }
}

/** Milliseconds to wait: as asked to the millisecond, or half to whole of a doubling pause. */
export function pauseFor(asked: number | null, attempt: number, policy: RetryPolicy): number {
  if (asked !== null) return asked;
  const full = Math.min(policy.longestPause, policy.firstPause * 2 ** (attempt - 1));
  return full / 2 + (Math.random() * full) / 2;
}

/** A pause that ends with `EWS_ABORTED` when the signal fires. Never shorter than asked. */
export async function sleep(millis: number, signal: AbortSignal): Promise<void> {
  const until = performance.now() + millis;
  try {
    for (let left = millis; left > 0; left = until - performance.now())
      await pause(Math.ceil(left), undefined, { signal });
  } catch {
    throw ewsError('EWS_ABORTED', 'the request was given up while waiting to repeat it');
  }
}

function isRepeatable(error: unknown): error is SideError {
  return error instanceof SideError && error.details.kind === 'retry' && error.details.code !== 'EWS_ABORTED';
}

/**
 * Retry-After (RFC 9110): seconds or an HTTP date, in milliseconds from now; null where it says nothing. `now` is
 * the server's own clock, since its date is reckoned by that one.
 */
export function retryAfterMillis(header: string | undefined, now: number): number | null {
  if (!header) return null;
  const text = header.trim();
  if (/^\d+$/.test(text)) return tolerable(Number(text) * 1000);
  const date = Date.parse(text);
  return Number.isNaN(date) ? null : tolerable(date - now);
}

/** A wait as the server asked for it, but no longer than a day: beyond that it is a mistake, or spite. */
export function tolerable(asked: number): number {
  return Math.min(Math.max(0, asked), A_DAY);
}
