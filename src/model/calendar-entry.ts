import type { BusyStatus } from './busy-status.ts';
import type { Participant, ParticipantAnswer } from './participant.ts';
import type { ErrorDetails } from './problem.ts';
import type { Recurrence } from './recurrence.ts';
import type { EntryTime, Instant } from './time.ts';

export type { BusyStatus };

/** Severa's categories of activity types; `Task` (project task) is never synchronized. */
export type ActivityCategory = 'CalendarEntry' | 'SalesEvent' | 'Task' | 'Personal' | 'Absences';

/**
 * The canonical calendar entry: what an activity and an Exchange entry both are once their side has
 * normalised them. Each property is a row of the field table (`fields.ts`), which says who can hold it.
 */
export interface CalendarEntry {
  readonly subject: string;
  readonly time: EntryTime;
  readonly location: string;
  /** Plain text of the notes or body; line ends are `\n`, no trailing white space. */
  readonly text: string;
  /** The HTML body where the side keeps one; the mailbox alone holds it. */
  readonly html: string | null;
  readonly isPrivate: boolean;
  readonly busy: BusyStatus;
  /** Id of the activity type; the activity side alone holds it. */
  readonly activityType: string | null;
  /** Outlook's colour categories; the mailbox alone holds them. */
  readonly categories: readonly string[];
  /** Minutes before the start, or null for no reminder; the mailbox alone holds it. */
  readonly reminder: number | null;
  /**
   * The other people, sorted by address. An owner's entry lists those who take part; a guest's lists everybody
   * but the guest: the organiser or owner (as accepted) and the other participants.
   */
  readonly participants: readonly Participant[];
  /**
   * The answer that this calendar's own user gave; null (or absent) where they own the entry and nobody asks
   * them. An entry to whose user somebody else's meeting belongs has one, if only `none`.
   */
  readonly ownAnswer?: ParticipantAnswer | null;
  readonly recurrence: Recurrence | null;
}

/** A set of changed fields: only what is named here is written, everything else stays as it is. */
export type EntryPatch = { readonly [F in keyof CalendarEntry]?: CalendarEntry[F] };

/** What a side knows about an entry besides its fields. */
export interface SideEntry {
  /** The side's own identifier (activity guid, ItemId). Opaque. */
  readonly id: string;
  /** Changes whenever the entry does (change key, sequence number). Opaque; the lost-update guard. */
  readonly version: string;
  /** iCalendar UID where the side has one: equal in every attendee's copy and stable over moves. */
  readonly uid: string | null;
  /** The idempotency key that Tahti wrote into the entry when it created it, if any. */
  readonly key: string | null;
  /** The UID that stood in our mark when it was written: differing from `uid`, the entry is a copy. */
  readonly markedUid: string | null;
  readonly entry: CalendarEntry;
  /** Last change by the side's own clock; null where unknown. Used only when the newest wins. */
  readonly modified: Instant | null;
  /**
   * What this mailbox or user may do with it: `owner` everything; `guest` only their own answer, busy
   * status and reminder (an attendee's copy, a participant's activity).
   */
  readonly standing: 'owner' | 'guest';
  /**
   * Lower-case address of who calls it. Of a mailbox entry: who organises the meeting, and null (or absent) for
   * what is no meeting; an entry with an organiser has attendees, or is the copy of one. Of an activity in which
   * this user only takes part: its owner's.
   */
  readonly organiser?: string | null;
  /** A cancelled meeting that still stands in the calendar. */
  readonly isCancelled: boolean;
  /** Severa category of the activity's type; null on the mailbox side. */
  readonly category: ActivityCategory | null;
  /**
   * False where the rules keep a *new* entry from crossing (activity type not chosen, category Task).
   * Linked entries go on being synchronized: a filter change never cancels anything.
   */
  readonly mayCross: boolean;
  /** What was odd about it without keeping it from being read (an unknown time zone); goes to the log. */
  readonly remarks?: readonly ErrorDetails[];
}
