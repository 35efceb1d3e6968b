import type { CalendarEntry } from '../model/calendar-entry.ts';
import { LONGEST_WAIT } from '../model/clock-jump.ts';
import type { ErrorDetails } from '../model/problem.ts';
import type { EntryRef, ProblemRecord } from './records.ts';

const FIRST_PAUSE = 60_000;
const LONGEST_PAUSE = 6 * 3600_000;

/** A fifth of the pause is left to chance, so that entries set aside together do not come back together. */
const JITTER = 0.2;

/**
 * Milliseconds until an entry that was set aside is tried again: a minute, doubling to six hours; what the
 * server asked for is never undercut, up to a day. `chance` is a number from 0 to 1.
 */
export function pauseAfter(attempts: number, retryAfter: number | null, chance: number): number {
  const doubled = FIRST_PAUSE * 2 ** Math.min(attempts - 1, 20);
  const pause = Math.min(doubled, LONGEST_PAUSE) * (1 + JITTER * chance);
  return Math.max(Math.round(pause), Math.min(retryAfter ?? 0, LONGEST_WAIT));
}

/** One string for an entry of a side, for maps. */
export function refKey(ref: EntryRef): string {
  return `${ref.side} ${ref.entryId}`;
}

/** What a problem is about. */
export interface ProblemSubject extends EntryRef {
  readonly linkId: string | null;
  /** Null where the entry could not even be read. */
  readonly entry: CalendarEntry | null;
}

/** The problem after one more failed attempt; `earlier` is what was remembered of it. */
export function nextProblem(
  about: ProblemSubject,
  details: ErrorDetails,
  earlier: ProblemRecord | undefined,
  now: number,
  chance: number = Math.random(),
): ProblemRecord {
  const attempts = (earlier?.attempts ?? 0) + 1;
  return {
    side: about.side,
    entryId: about.entryId,
    linkId: about.linkId,
    details,
    subject: about.entry?.subject ?? earlier?.subject ?? '',
    // What could not be read may be private: it is treated as such until it can be read.
    isPrivate: about.entry?.isPrivate ?? earlier?.isPrivate ?? true,
    attempts,
    nextTryAt: now + pauseAfter(attempts, details.retryAfter, chance),
  };
}
