import { createHash } from 'node:crypto';
import type { Window } from '../model/time.ts';
import { instantFromMillis } from '../model/time.ts';

const DAY = 24 * 3600_000;

/** Days before and after now that are synchronized. */
export interface Reach {
  readonly daysBack: number;
  readonly daysAhead: number;
}

/**
 * The period that is synchronized. It moves once a day, at an hour of the mailbox's own (so that not all
 * mailboxes are read whole at the same hour), and `to` covers the whole last day.
 */
export function windowAt(now: number, reach: Reach, userId: string): Window {
  const day = startOfOwnDay(now, userId);
  return {
    from: instantFromMillis(day - reach.daysBack * DAY),
    to: instantFromMillis(day + (reach.daysAhead + 1) * DAY),
  };
}

/** The last passing of this user's own hour: a fixed offset in the day, taken from the id. */
function startOfOwnDay(now: number, userId: string): number {
  const offset = createHash('sha256').update(userId).digest().readUInt32BE(0) % DAY;
  return Math.floor((now - offset) / DAY) * DAY + offset;
}

/** What decides which entries the cursors have passed over. */
export interface ScopeParts {
  readonly window: Window;
  readonly outgoingTypeIds: readonly string[];
  /** Where the mailbox stands: server and address. */
  readonly mailbox: string;
  /** When the user switched on; off and on again reads everything anew. */
  readonly enabledAt: string | null;
}

/**
 * A fingerprint of what the cursors were taken with. An entry that was outside (too far ahead, of a type
 * not chosen, in a mailbox elsewhere) is not told again by a cursor that passed it: when the scope differs,
 * both sides are read whole once.
 */
export function scopeOf(parts: ScopeParts): string {
  const stable = [
    parts.window.from,
    parts.window.to,
    [...parts.outgoingTypeIds].sort(),
    parts.mailbox,
    parts.enabledAt,
  ];
  return createHash('sha256').update(JSON.stringify(stable)).digest('hex').slice(0, 32);
}
