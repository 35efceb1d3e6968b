/**
 * What a run remembers between its steps and for the next run. The ledger is the run's only way to the
 * database; `store-ledger.ts` keeps it there. Nothing here is called while a transaction is open.
 */
import type { Link } from '../model/link.ts';
import type { HaltReason } from '../model/plan.ts';
import type { ErrorDetails } from '../model/problem.ts';
import type { RunCounts } from '../model/run-counts.ts';
import type { MeetingFacts, MeetingQuestion } from '../store/meetings.ts';
import type { UntoldEntry } from '../store/untold.ts';
import type { EntryRef, HeldDeletion, Intention, ProblemRecord, Records } from './records.ts';

/** All that earlier runs left behind for this mailbox. */
export interface Remembered {
  readonly intentions: readonly Intention[];
  readonly problems: readonly ProblemRecord[];
  readonly held: readonly HeldDeletion[];
  readonly cursors: Cursors;
  /** What the cursors were taken with (`scope.ts`). */
  readonly scope: string | null;
  /** Where the mailbox stood when its links were last seen (server and address); null before the first run. */
  readonly place: string | null;
  /** Why deletions wait, where some do. */
  readonly halt: HaltReason | null;
  /** Entries that another mailbox's run was about to settle. */
  readonly awaited: readonly EntryRef[];
  /** Entries that were made in the mailbox after its cursor was taken. */
  readonly untold: readonly UntoldEntry[];
}

export interface Cursors {
  readonly activities: string | null;
  readonly mailbox: string | null;
}

/** How a run ended well. */
export interface Finish {
  readonly cursors: Cursors;
  readonly scope: string | null;
  readonly place: string | null;
  readonly halt: HaltReason | null;
  readonly counts: RunCounts;
  /** Entries to look at again, since another mailbox's run is about to settle them. */
  readonly awaited: readonly EntryRef[];
  /** Ids of links of which the mailbox has told by now, or that were looked at by name. */
  readonly told: readonly string[];
  /** The address under which the server knows the mailbox. */
  readonly resolvedAddress: string | null;
  /** The server found the mailbox by the sign-in name alone. */
  readonly bySignInName: boolean;
}

/** How a run ended badly; `nextRunAt` in milliseconds since the epoch. */
export interface Failure {
  readonly error: ErrorDetails;
  readonly nextRunAt: number;
  readonly counts: RunCounts;
}

export interface Ledger {
  /** Takes the right to write for this mailbox from any earlier run, and tells what is remembered. */
  begin(): Promise<Remembered>;
  /** What the company's other mailboxes know of meetings. */
  meetings(question: MeetingQuestion): Promise<MeetingFacts>;
  /** All links of the mailbox. */
  links(): Promise<readonly Link[]>;
  /** Deletions that runs did within the last hour and nobody had approved. */
  recentDeletions(): Promise<number>;
  /** Of these activities, the ones of which a double was taken out of the mailbox before. */
  withDoubleRemoved(activityIds: readonly string[]): Promise<ReadonlySet<string>>;
  /**
   * Remembers creates that are about to go out. A source that has a pending intention keeps its key: the
   * keys come back in the order of the intentions and are the ones to use. Throws RunSuperseded, with nothing
   * remembered, when the run may no longer write. A key is null, and nothing may go out for it, where another
   * mailbox's run makes the meeting's activity, or made it by now.
   */
  intend(intentions: readonly Intention[]): Promise<readonly (string | null)[]>;
  /** Asked before anything is sent. Throws RunSuperseded when the run may no longer write. */
  confirmHold(): Promise<void>;
  /** Writes all of it in one transaction. Throws RunSuperseded when another run took over. */
  record(records: Records): Promise<void>;
  /** Shows how far the run is; makes the row of the run visible when it was not yet. */
  show(done: number, total: number, phase: string): Promise<void>;
  finish(finish: Finish): Promise<void>;
  fail(failure: Failure): Promise<void>;
  /**
   * The run was stopped from outside or overtaken: lets go without counting a failure. What it still holds
   * of the mailbox is due again at once.
   */
  abandon(): Promise<void>;
}

/** Another run writes for this mailbox, or it was switched off meanwhile: this one must stop writing. */
export class RunSuperseded extends Error {
  override readonly name = 'RunSuperseded';
}
