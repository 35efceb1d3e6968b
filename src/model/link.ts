import type { CalendarEntry } from './calendar-entry.ts';

/** The two sides, as words in the model; `left` and `right` live only inside `reconcile`. */
export type SideName = 'activities' | 'mailbox';

/** Where a pair came from: decides what *take back* may delete. `matched` existed on both sides before. */
export type LinkOrigin = 'activities' | 'mailbox' | 'matched';

/** One half of a link: what that side returned when it was last read or written. */
export interface LinkEnd {
  readonly id: string;
  readonly version: string;
  /** The base of the three-way merge for this side. Each side has its own, since sides round and trim. */
  readonly base: CalendarEntry;
  /**
   * What the side let us do with the entry when it was last told; absent means `owner`. Kept because a run
   * often hears of one half only, and must not rewrite a meeting that somebody else organised.
   */
  readonly standing?: 'owner' | 'guest';
  /** Who organises it, where it is a meeting; of the mailbox's half only. */
  readonly organiser?: string | null;
}

/** An activity and a mailbox entry that are the same thing, and what was last synchronized. */
export interface Link {
  readonly id: string;
  readonly userId: string;
  /** The idempotency key with which the copy was created; null for matched pairs. */
  readonly key: string | null;
  readonly uid: string | null;
  readonly origin: LinkOrigin;
  readonly activity: LinkEnd;
  readonly mailbox: LinkEnd;
}
