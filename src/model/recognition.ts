import type { SideName } from './link.ts';
import type { EntryTime } from './time.ts';

/** How the entries of one mailbox are recognised where it stands elsewhere, counted in pairs or entries. */
export interface RecognitionCounts {
  /** Pairs whose entry still has the id that Tahti knows. */
  byId: number;
  /** Pairs found by the mark that Tahti left on the entry. */
  byMark: number;
  /** Pairs found by the entry's iCalendar UID. */
  byUid: number;
  /** Pairs found by start, end and subject. */
  byLikeness: number;
  /** Pairs beyond the window: they stay as they are until somebody touches them. */
  outside: number;
  /** Pairs whose entry is not in the mailbox: they are held until a person decides. */
  gone: number;
  /** Entries of both sides that look alike and cannot be paired with certainty: left alone. */
  undecided: number;
  /** Entries of the mailbox that become activities. */
  newActivities: number;
  /** Activities that become entries of the mailbox. */
  newInMailbox: number;
  /** Entries of ours that stand a second time and go to Deleted Items. */
  doubles: number;
  /** Recognised pairs in which something differs and is evened out. */
  changed: number;
}

export function noRecognition(): RecognitionCounts {
  return {
    byId: 0,
    byMark: 0,
    byUid: 0,
    byLikeness: 0,
    outside: 0,
    gone: 0,
    undecided: 0,
    newActivities: 0,
    newInMailbox: 0,
    doubles: 0,
    changed: 0,
  };
}

/** An entry that a person has to know of. */
export interface UnsureEntry {
  readonly kind: 'undecided' | 'gone';
  /** Where the entry stands: a gone one stands among the activities alone. */
  readonly side: SideName;
  readonly subject: string;
  readonly time: EntryTime;
  readonly isPrivate: boolean;
}

export interface Recognition {
  readonly counts: RecognitionCounts;
  readonly unsure: readonly UnsureEntry[];
}
