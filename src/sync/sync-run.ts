import { hasCome } from '../model/clock-jump.ts';
import type { Link, SideName } from '../model/link.ts';
import type { ErrorDetails } from '../model/problem.ts';
import { noCounts, type RunCounts } from '../model/run-counts.ts';
import type { Side } from '../sides/side.ts';
import { Joined } from './joined.ts';
import type { Ledger, Remembered } from './ledger.ts';
import { nextProblem, type ProblemSubject, refKey } from './problems.ts';
import type { Progress } from './progress.ts';
import {
  type EntryRef,
  type HeldDeletion,
  type Intention,
  isEmpty,
  joinRecords,
  type ProblemRecord,
  type Records,
} from './records.ts';
import { isPrivatePair } from './stories.ts';

/**
 * Batches whose outcomes or announcements one transaction takes: fewer transactions under the lock of the mailbox,
 * and each still over before anybody waits for it.
 */
const BATCHES_IN_TURN = 4;

/** Changes older than this (milliseconds) say nothing about how fast Tahti is. */
const MEASURED = 3600_000;

export interface SyncRunParts {
  readonly userId: string;
  readonly activities: Side;
  readonly mailbox: Side;
  readonly ledger: Ledger;
  readonly progress: Progress;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly signal: AbortSignal;
}

/** One for each intention, in their order (`Ledger.intend`). */
type Keys = readonly (string | null)[];

/**
 * One run under way: its sides, and what it knows so far. All that is remembered goes through `settle`, so
 * that what the run knows never differs from what the database holds.
 */
export class SyncRun {
  readonly userId: string;
  readonly activities: Side;
  readonly mailbox: Side;
  readonly ledger: Ledger;
  readonly progress: Progress;
  readonly now: () => number;
  readonly signal: AbortSignal;
  readonly counts: RunCounts = noCounts();
  /** Activities that this run wrote: other participants' mailboxes have to follow. */
  readonly touchedActivities = new Set<string>();
  /** Empty until `knowLinks`. */
  readonly links = new Map<string, Link>();
  /** By `refKey`. */
  readonly problems: Map<string, ProblemRecord>;
  /** By link id. */
  readonly held: Map<string, HeldDeletion>;
  /**
   * Entries to look at whatever the sides tell: those that another mailbox's run was about to settle when the last
   * run ended, and those that were made in the mailbox since the cursor. Of an entry that is made and deleted between
   * two cursors a mailbox tells nothing.
   */
  readonly awaited: readonly EntryRef[];
  /** Activities that only this user left, as far as this run has seen. */
  readonly left = new Set<string>();
  /** Those that it still is: the next run looks at them again. */
  readonly awaits = new Map<string, EntryRef>();
  /** Refs of the problems that this run raised: not solved by it, whatever else it does. */
  readonly raised = new Set<string>();
  /** Milliseconds from the change of an entry to its arrival on the other side. */
  readonly arrivals: number[] = [];
  /** Deletions of the last hour that nobody approved, this run's own among them; known with the links. */
  recentDeletions = 0;
  #knowsLinks = false;
  readonly #intending = new Joined<readonly Intention[], Keys>(BATCHES_IN_TURN, async (batches) => {
    const keys = (await this.ledger.intend(batches.flat())).values();
    return batches.map((batch) => batch.map(() => keys.next().value ?? null));
  });
  readonly #recording = new Joined<Records, void>(BATCHES_IN_TURN, async (batches) => {
    await this.ledger.record(joinRecords(batches));
    return batches.map(() => undefined);
  });

  constructor(parts: SyncRunParts, remembered: Remembered) {
    this.userId = parts.userId;
    this.activities = parts.activities;
    this.mailbox = parts.mailbox;
    this.ledger = parts.ledger;
    this.progress = parts.progress;
    this.now = parts.now;
    this.signal = parts.signal;
    this.problems = new Map(remembered.problems.map((problem) => [refKey(problem), problem]));
    const untold = remembered.untold.map(({ itemId }): EntryRef => ({ side: 'mailbox', entryId: itemId }));
    this.awaited = [...remembered.awaited, ...untold];
    this.held = new Map(remembered.held.map((held) => [held.linkId, held]));
  }

  side(name: SideName): Side {
    return name === 'activities' ? this.activities : this.mailbox;
  }

  /** Loads the links, once: thousands of rows that most runs do not need. */
  async knowLinks(): Promise<void> {
    if (this.#knowsLinks) return;
    for (const link of await this.ledger.links()) this.links.set(link.id, link);
    this.recentDeletions = await this.ledger.recentDeletions();
    this.#knowsLinks = true;
  }

  get knowsLinks(): boolean {
    return this.#knowsLinks;
  }

  /** Whether something waits that has to be looked at even when neither side tells anything. */
  hasLooseEnds(): boolean {
    const now = this.now();
    return (
      this.held.size > 0 ||
      this.awaited.length > 0 ||
      [...this.problems.values()].some((problem) => hasCome(problem.nextTryAt, now))
    );
  }

  /** `Ledger.intend`; batches of several lanes go together. */
  intend(intentions: readonly Intention[]): Promise<Keys> {
    return this.#intending.do(intentions);
  }

  /** Writes the records, those of several lanes together, and only then takes them as known. */
  async settle(records: Records): Promise<void> {
    if (isEmpty(records)) return;
    await this.#recording.do(records);
    for (const link of records.links ?? []) this.links.set(link.id, link);
    for (const id of records.unlinked ?? []) {
      this.links.delete(id);
      this.held.delete(id);
    }
    for (const problem of records.problems ?? []) this.problems.set(refKey(problem), problem);
    for (const ref of records.solved ?? []) this.problems.delete(refKey(ref));
    for (const held of records.held ?? []) this.held.set(held.linkId, held);
    for (const id of records.released ?? []) this.held.delete(id);
  }

  /**
   * An entry arrived on the other side. Only those that changed lately are measured: at the first run most
   * were made long before anybody asked for them.
   */
  noteArrival(modified: string | null): void {
    if (modified === null) return;
    const millis = this.now() - Date.parse(modified);
    if (millis >= 0 && millis < MEASURED) this.arrivals.push(millis);
  }

  /** The problem to remember when an entry could not be done. */
  problemOf(about: ProblemSubject, details: ErrorDetails): ProblemRecord {
    this.raised.add(refKey(about));
    const problem = nextProblem(about, details, this.problems.get(refKey(about)), this.now());
    const link = about.linkId === null ? undefined : this.links.get(about.linkId);
    return link && isPrivatePair(link) ? { ...problem, isPrivate: true } : problem;
  }

  /** Looks at the entry again in the next run. */
  await(ref: EntryRef): void {
    this.awaits.set(refKey(ref), { side: ref.side, entryId: ref.entryId });
  }

  /** Whether the entry was set aside earlier; its story is then not told again. */
  isSetAside(ref: EntryRef): boolean {
    return this.problems.has(refKey(ref));
  }
}
