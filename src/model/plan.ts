import type { CalendarEntry, EntryPatch, SideEntry } from './calendar-entry.ts';
import type { FieldName } from './fields.ts';
import type { Link, SideName } from './link.ts';
import type { MeetingView } from './meeting.ts';
import type { SyncPolicy } from './policy.ts';
import type { PlainDate, Window } from './time.ts';

/** What one side told in this run. */
export interface Observation {
  /**
   * Created or changed entries by id. In a complete observation: every entry of the window. An id that is
   * also among `deleted` counts as standing.
   */
  readonly entries: ReadonlyMap<string, SideEntry>;
  /** Ids known to be gone. Absence from `entries` alone never means deleted. */
  readonly deleted: ReadonlySet<string>;
  /** Those among `deleted` that only this user left, while they go on standing for others. */
  readonly left?: ReadonlySet<string>;
  /** True when the side told everything from the beginning, not only changes since a cursor. */
  readonly complete: boolean;
}

/** What the guard against mass deletion has to know beside what is seen now. */
export interface DeletionWatch {
  /** Ids of links whose deletion a person approved: it is done, and counts for nothing. */
  readonly approved: ReadonlySet<string>;
  /** Ids of links whose deletion waits for a person already. */
  readonly waiting: ReadonlySet<string>;
  /** Deletions done within the last hour, by earlier runs or by earlier looks of this one, unless approved. */
  readonly recent: number;
  /** The mailbox stands elsewhere (server or address) than where its links were last seen. */
  readonly isOtherMailbox: boolean;
}

/** All that reconcile looks at: no clock, no I/O, no randomness beside this. */
export interface ReconcileInput {
  readonly links: readonly Link[];
  readonly activities: Observation;
  readonly mailbox: Observation;
  readonly policy: SyncPolicy;
  readonly window: Window;
  /** Shared fields that a side cannot keep after all (`Side.cannotHold`): they do not cross. */
  readonly cannotHold?: Readonly<Partial<Record<SideName, ReadonlySet<FieldName>>>>;
  /** Absent where nothing was deleted lately, nothing waits and the mailbox is the one it was. */
  readonly watch?: DeletionWatch;
  /** Absent where no other mailbox of the company matters. */
  readonly meetings?: MeetingView;
}

/** A field that was changed on both sides to different values; both are kept in the log. */
export interface FieldConflict {
  readonly field: FieldName;
  readonly activity: unknown;
  readonly mailbox: unknown;
  readonly winner: SideName;
  /** Why it won: the policy's name, or `authority` where the organiser's copy decides. */
  readonly because: 'newest' | 'activities' | 'mailbox' | 'authority';
}

/** How a new pair was recognised. */
export type MatchedBy = 'key' | 'uid' | 'likeness';

/** Why an entry was left alone on purpose; each reason has a text in the language files. */
export type LeftAloneReason =
  | 'undecidedLikeness'
  | 'projectTask'
  | 'typeNotChosen'
  | 'notPermitted'
  /** Our own create stands twice, and one of the two was edited. */
  | 'duplicateOfOurs'
  /** Says in every field what a linked entry says: another program's copy, with our mark or without. */
  | 'copyOfLinked';

/** One thing to do. Inert, frozen; the executor does it and adds no judgement of its own. */
export type Step =
  | {
      readonly kind: 'createInMailbox';
      readonly activity: SideEntry;
      readonly entry: CalendarEntry;
      /** Its participants are invited by mail. */
      readonly notify?: boolean;
    }
  | {
      readonly kind: 'createActivity';
      readonly item: SideEntry;
      readonly entry: CalendarEntry;
      /** Set for a meeting. */
      readonly meeting?: MeetingOfActivity;
    }
  /** An edit beats a deletion: the deleted half is made again and the link goes on with it. */
  | {
      readonly kind: 'recreateInMailbox';
      readonly link: Link;
      readonly activity: SideEntry;
      readonly entry: CalendarEntry;
      readonly notify?: boolean;
    }
  | {
      readonly kind: 'recreateActivity';
      readonly link: Link;
      readonly item: SideEntry;
      readonly entry: CalendarEntry;
    }
  | UpdateStep
  | MatchStep
  | {
      readonly kind: 'deleteFromMailbox';
      readonly link: Link;
      readonly version: string;
      /** Those concerned hear of it by mail: a cancellation, or that it was declined. */
      readonly notify?: boolean;
    }
  | {
      readonly kind: 'deleteActivity';
      readonly link: Link;
      readonly version: string;
      /** It goes on standing, and is this user's from now on. */
      readonly heirId?: string;
      /** The meeting is over for everybody, though the activity is not this user's own. */
      readonly forAll?: boolean;
    }
  /** The invitation to a meeting of which this user has a copy of ours: it takes that copy's place. */
  | { readonly kind: 'replaceCopy'; readonly link: Link; readonly item: SideEntry }
  /** Another mailbox's run is about to settle it: to be looked at again by the next run. */
  | { readonly kind: 'await'; readonly side: SideName; readonly entryId: string }
  /** Our own create stands twice in the mailbox: the one that is not linked, equal to the other, goes. */
  | { readonly kind: 'deleteDuplicate'; readonly link: Link; readonly duplicate: SideEntry }
  /** Equal on both sides, or only carried fields moved: remember the new state, write nothing. */
  | {
      readonly kind: 'record';
      readonly link: Link;
      readonly activity: SideEntry | null;
      readonly item: SideEntry | null;
      readonly daysLeft?: readonly PlainDate[];
    }
  /** Gone on both sides, or parted. */
  | {
      readonly kind: 'unlink';
      readonly link: Link;
      /** The mailbox's half goes on by itself, and is looked at as a new entry. */
      readonly outlives?: boolean;
    }
  | {
      readonly kind: 'leaveAlone';
      readonly side: SideName;
      readonly entries: readonly SideEntry[];
      readonly reason: LeftAloneReason;
    };

/** How a new activity stands for a meeting. */
export interface MeetingOfActivity {
  /** The meeting's identity: only one activity of the company is made for it. */
  readonly uid: string;
  /** Who shall own it, where that is a synchronized colleague. */
  readonly ownerId: string | null;
  /** The activity that stands for it already, and in which this user is to take part. */
  readonly joins: string | null;
}

/** Write the changed fields of a linked pair; a null patch leaves that side untouched. */
export interface UpdateStep {
  readonly kind: 'update';
  readonly link: Link;
  /** As observed, or null where that side told nothing new (the link's end still holds). */
  readonly activity: SideEntry | null;
  readonly item: SideEntry | null;
  readonly activityPatch: EntryPatch | null;
  readonly mailboxPatch: EntryPatch | null;
  readonly conflicts: readonly FieldConflict[];
  /** Those concerned hear by mail of what is written to the mailbox. */
  readonly notify?: boolean;
  /** The activity is this user's from now on: theirs is the organiser's copy. */
  readonly takesOver?: boolean;
  /** Addresses that the mailbox had invited without us. */
  readonly delivered?: readonly string[];
  /** Days of a series that went from this user's invitation alone, so that the activity keeps them. */
  readonly daysLeft?: readonly PlainDate[];
}

/** Two entries that turned out to be the same: link them and even out what differs. */
export interface MatchStep {
  readonly kind: 'match';
  readonly by: MatchedBy;
  readonly activity: SideEntry;
  readonly item: SideEntry;
  readonly activityPatch: EntryPatch | null;
  readonly mailboxPatch: EntryPatch | null;
  readonly conflicts: readonly FieldConflict[];
  readonly takesOver?: boolean;
}

/** Why nothing may be deleted until a person says so. */
export type HaltReason =
  | 'tooManyDeletions'
  | 'mailboxSuddenlyEmpty'
  | 'activitiesSuddenlyEmpty'
  /** The mailbox stands on another server or under another address than its links. */
  | 'mailboxChanged'
  /** Our clock and the server's are days apart: one of them is wrong. */
  | 'clockJumped';

export interface Plan {
  readonly steps: readonly Step[];
  /** Deletions that wait for a person; they are not among `steps`. Empty unless `halt` is set. */
  readonly held: readonly Step[];
  readonly halt: HaltReason | null;
}
