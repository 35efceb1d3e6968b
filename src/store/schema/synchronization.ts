import type { ColumnType, Generated } from 'kysely';
import type { CalendarEntry } from '../../model/calendar-entry.ts';
import type { LinkOrigin, SideName } from '../../model/link.ts';
import type { HaltReason } from '../../model/plan.ts';
import type { ErrorDetails } from '../../model/problem.ts';
import type { Instant } from '../../model/time.ts';
import type { JsonColumn, NullableJsonColumn } from './columns.ts';

/** An entry by its side's own id. */
export interface AwaitedEntry {
  readonly side: SideName;
  readonly entryId: string;
}

export type SynchronizationState = 'off' | 'on' | 'paused';

/** Numbers by the kind of what was done (`createdInMailbox`, `conflicts`, ...). */
export type Counts = Readonly<Record<string, number>>;

export interface SynchronizationsTable {
  organizationId: string;
  userId: string;
  state: SynchronizationState;
  enabledAt: Instant | null;
  changedAt: Generated<Instant>;
  mailboxAddress: string;
  resolvedAddress: string | null;
  /** The user's address is none of the mailbox's: the server found it by the sign-in name. */
  bySignInName: Generated<boolean>;
  activitiesCursor: string | null;
  mailboxCursor: string | null;
  lastStartedAt: Instant | null;
  lastFinishedAt: Instant | null;
  lastSuccessAt: Instant | null;
  lastError: NullableJsonColumn<ErrorDetails>;
  counts: NullableJsonColumn<Counts>;
  haltReason: HaltReason | null;
  /** The run that may write for this mailbox. */
  currentRunId: string | null;
  /** Failed runs in a row. */
  failures: Generated<number>;
  nextRunAt: Instant | null;
  /** What the cursors were taken with; differing, both sides are read whole. */
  scope: string | null;
  /** Where the mailbox stood when its links were last seen: server and address. */
  place: string | null;
  isTakingBack: Generated<boolean>;
  /** Entries that another mailbox's run is about to settle. */
  awaited: ColumnType<readonly AwaitedEntry[], string | undefined, string>;
}

export interface LinksTable {
  organizationId: string;
  id: string;
  userId: string;
  activityId: string;
  itemId: string;
  uid: string | null;
  key: string | null;
  origin: LinkOrigin;
  activityVersion: string;
  mailboxVersion: string;
  activityBase: JsonColumn<CalendarEntry>;
  mailboxBase: JsonColumn<CalendarEntry>;
  activityStanding: Generated<'owner' | 'guest'>;
  mailboxStanding: Generated<'owner' | 'guest'>;
  /** Who organises the meeting of the mailbox's half. */
  organiser: string | null;
  /** Made in the mailbox, which has not told of it since. */
  untold: Generated<boolean>;
  createdAt: Generated<Instant>;
  updatedAt: Generated<Instant>;
}

export interface IntentionsTable {
  organizationId: string;
  key: string;
  userId: string;
  /** The side on which the entry is created. */
  side: SideName;
  sourceId: string;
  /** The source as it stood, and the entry as it was meant: the link's bases if the key is found later. */
  sourceVersion: string;
  sourceBase: JsonColumn<CalendarEntry>;
  sourceStanding: Generated<'owner' | 'guest'>;
  sourceUid: string | null;
  entry: JsonColumn<CalendarEntry>;
  linkId: string | null;
  /** The meeting for which it makes the one activity. */
  meetingUid: string | null;
  createdAt: Generated<Instant>;
}

export interface ProblemsTable {
  organizationId: string;
  id: string;
  userId: string;
  side: SideName;
  entryId: string;
  linkId: string | null;
  details: JsonColumn<ErrorDetails>;
  subject: Generated<string>;
  isPrivate: Generated<boolean>;
  attempts: Generated<number>;
  firstAt: Instant;
  lastAt: Instant;
  nextTryAt: Instant;
}

export interface HeldDeletionsTable {
  organizationId: string;
  userId: string;
  linkId: string;
  /** The side from which the entry would be deleted. */
  side: SideName;
  subject: Generated<string>;
  isPrivate: Generated<boolean>;
  /** A person asked to have the entry made again where it was deleted. */
  isRestoring: Generated<boolean>;
  /** A person said yes to this deletion. */
  isApproved: Generated<boolean>;
  heldAt: Generated<Instant>;
  /** When and by whom it was decided; null while nobody has. */
  decidedAt: Instant | null;
  decidedBy: string | null;
}

export interface ListeningWorkersTable {
  id: string;
  expiresAt: Instant;
}

export interface ListenersTable {
  organizationId: string;
  userId: string;
  workerId: string;
  /** Since when the mailbox's changes are told; null while they are not. */
  connectedSince: Instant | null;
}
