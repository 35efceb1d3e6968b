import type { CalendarEntry } from '../model/calendar-entry.ts';
import type { FieldName } from '../model/fields.ts';
import type { Link, LinkEnd, SideName } from '../model/link.ts';
import type { MeetingRecord } from '../model/meeting.ts';
import type { FieldConflict } from '../model/plan.ts';
import type { ErrorDetails } from '../model/problem.ts';

/** What the log tells; `StoryKind` of the store says more kinds, these are the ones that a run writes. */
export type RunStoryKind =
  | 'created'
  | 'changed'
  | 'deleted'
  | 'matched'
  | 'unlinked'
  | 'conflict'
  | 'setAside'
  | 'leftAlone'
  | 'held'
  | 'recovered'
  | 'resynchronized'
  | 'takenBack';

/** One line of the log. The subject is stored as it is; who may read it is decided where it is shown. */
export interface Story {
  readonly severity: 'info' | 'warning' | 'error';
  readonly kind: RunStoryKind;
  /** The side that was written to, or that failed. */
  readonly side: SideName | null;
  readonly code: string | null;
  readonly subject: string;
  readonly isPrivate: boolean;
  readonly activityId: string | null;
  readonly itemId: string | null;
  readonly linkId: string | null;
  readonly fields: readonly FieldName[] | null;
  readonly conflict: readonly FieldConflict[] | null;
  readonly error: ErrorDetails | null;
}

/** An entry of one side, by the side's own id. */
export interface EntryRef {
  readonly side: SideName;
  readonly entryId: string;
}

/** An entry that is set aside: remembered, shown, and tried again from `nextTryAt` on (milliseconds). */
export interface ProblemRecord extends EntryRef {
  readonly linkId: string | null;
  readonly details: ErrorDetails;
  readonly subject: string;
  readonly isPrivate: boolean;
  readonly attempts: number;
  readonly nextTryAt: number;
}

/** A deletion that waits for a person; `side` is where the entry would be deleted. */
export interface HeldDeletion {
  readonly linkId: string;
  readonly side: SideName;
  readonly subject: string;
  readonly isPrivate: boolean;
  /** A person asked to have the entry made again where it was deleted. */
  readonly isRestoring: boolean;
  /** A person said yes to this deletion. */
  readonly isApproved: boolean;
}

/** A create that is about to go out to `side`. */
export interface Intention {
  readonly key: string;
  readonly side: SideName;
  /** The entry on the other side that is being copied, as it stood. */
  readonly source: LinkEnd;
  /** Of a source in the mailbox: it knows the source again when the mailbox moves before the answer is recorded. */
  readonly sourceUid: string | null;
  /** The entry as it is meant to be created. */
  readonly entry: CalendarEntry;
  /** Set when the deleted half of a link is made again. */
  readonly linkId: string | null;
  /** The meeting for which the one activity of the company is made; null for anything else. */
  readonly meetingUid?: string | null;
}

/** What has to be remembered after a batch, as inert data; the ledger writes all of it or nothing. */
export interface Records {
  /** New or changed links. */
  readonly links?: readonly Link[];
  /** Ids of links whose entry was made in the mailbox: until it tells of them, they are looked at by name. */
  readonly untold?: readonly string[];
  /** Ids of links that ended. */
  readonly unlinked?: readonly string[];
  /** Keys of intentions whose outcome is known. */
  readonly intentionsDone?: readonly string[];
  readonly problems?: readonly ProblemRecord[];
  readonly solved?: readonly EntryRef[];
  readonly held?: readonly HeldDeletion[];
  /** Link ids whose deletion no longer waits. */
  readonly released?: readonly string[];
  /** Meetings and the activities that stand for them. */
  readonly meetings?: readonly MeetingRecord[];
  /** Activities of meetings that are gone for everybody. */
  readonly meetingsEnded?: readonly string[];
  readonly stories?: readonly Story[];
}

/** One record out of many, in their order. */
export function joinRecords(parts: readonly Records[]): Records {
  return {
    links: parts.flatMap((part) => part.links ?? []),
    untold: parts.flatMap((part) => part.untold ?? []),
    unlinked: parts.flatMap((part) => part.unlinked ?? []),
    intentionsDone: parts.flatMap((part) => part.intentionsDone ?? []),
    problems: parts.flatMap((part) => part.problems ?? []),
    solved: parts.flatMap((part) => part.solved ?? []),
    held: parts.flatMap((part) => part.held ?? []),
    released: parts.flatMap((part) => part.released ?? []),
    meetings: parts.flatMap((part) => part.meetings ?? []),
    meetingsEnded: parts.flatMap((part) => part.meetingsEnded ?? []),
    stories: parts.flatMap((part) => part.stories ?? []),
  };
}

/** Whether there is nothing to write. */
export function isEmpty(records: Records): boolean {
  return Object.values(records).every((part) => part === undefined || part.length === 0);
}
