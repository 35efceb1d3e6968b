import type { Link } from '../model/link.ts';
import type { RunCounts } from '../model/run-counts.ts';
import { type Instant, instantFromMillis } from '../model/time.ts';
import type { Trigger } from '../model/trigger.ts';
import { countUnapprovedDeletions } from '../store/deletion-count.ts';
import { type Handle, inTransaction } from '../store/handle.ts';
import { loadHeldDeletions } from '../store/held-deletions.ts';
import { loadIntentions, recordIntentions, removeIntentions } from '../store/intentions.ts';
import { toldDoubleRemoved } from '../store/left-alone.ts';
import { loadLinks } from '../store/links.ts';
import { newsAmong } from '../store/log-news.ts';
import { type RunEnding, releaseMailbox, stillHoldsMailbox, takeMailbox } from '../store/mailbox-hold.ts';
import { type MeetingFacts, type MeetingQuestion, readMeetingFacts } from '../store/meetings.ts';
import { recordOutcomes } from '../store/outcomes.ts';
import { loadProblems } from '../store/problems.ts';
import {
  endInterruptedRuns,
  endRun,
  INTERRUPTED,
  insertRun,
  type RunEnd,
  showProgress,
} from '../store/runs.ts';
import { insertStories } from '../store/stories.ts';
import type { Synchronization } from '../store/synchronizations.ts';
import { loadUntold, setTold } from '../store/untold.ts';
import { didAnything } from './counts.ts';
import { type Failure, type Finish, type Ledger, type Remembered, RunSuperseded } from './ledger.ts';
import type { Intention, Records } from './records.ts';

export interface StoreLedgerOptions {
  readonly db: Handle;
  readonly organizationId: string;
  readonly userId: string;
  readonly runId: string;
  readonly trigger: Trigger;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** True for the run that removes what Tahti made. */
  readonly isTakingBack?: boolean;
}

/** How far back deletions count together (milliseconds): a flood that arrives in parts is a flood. */
const AN_HOUR = 3600_000;

/** When a run that waits for another mailbox's looks again (milliseconds). */
const SOON = 2_000;

/** Runs that a person waits for leave a row also when they found nothing to do. */
const AWAITED: ReadonlySet<Trigger> = new Set<Trigger>([
  'switchedOn',
  'synchronizeNow',
  'commandLine',
  'takeBack',
]);

/** One run's ledger, in the database. */
export class StoreLedger implements Ledger {
  readonly #options: StoreLedgerOptions;
  readonly #pending = new Set<string>();
  #startedAt: Instant = '';
  /** How the run before this one ended. */
  #before: Pick<Synchronization, 'failures' | 'lastError'> = { failures: 0, lastError: null };
  #hasRow = false;

  constructor(options: StoreLedgerOptions) {
    this.#options = options;
  }

  async begin(): Promise<Remembered> {
    const { db, organizationId, userId, runId, now, trigger } = this.#options;
    this.#startedAt = instantFromMillis(now());
    const taken = await takeMailbox(db, organizationId, userId, runId, this.#startedAt);
    if (!taken) throw new RunSuperseded('nothing to run: switched off or paused');
    this.#before = taken;
    await endInterruptedRuns(db, organizationId, userId, runId, this.#startedAt);
    if (AWAITED.has(trigger)) await this.show(0, 0, 'reading');
    const intentions = await loadIntentions(db, organizationId, userId);
    for (const { key } of intentions) this.#pending.add(key);
    return { ...rememberedOf(taken), intentions, ...(await this.#loadTroubles()) };
  }

  links(): Promise<readonly Link[]> {
    return loadLinks(this.#options.db, this.#options.organizationId, this.#options.userId);
  }

  recentDeletions(): Promise<number> {
    const { db, organizationId, userId, now } = this.#options;
    return countUnapprovedDeletions(db, organizationId, userId, instantFromMillis(now() - AN_HOUR));
  }

  withDoubleRemoved(activityIds: readonly string[]): Promise<ReadonlySet<string>> {
    const { db, organizationId, userId } = this.#options;
    return toldDoubleRemoved(db, organizationId, userId, activityIds);
  }

  meetings(question: MeetingQuestion): Promise<MeetingFacts> {
    return readMeetingFacts(this.#options.db, this.#options, question);
  }

  async intend(intentions: readonly Intention[]): Promise<readonly (string | null)[]> {
    const keys = await recordIntentions(this.#options.db, this.#options, intentions);
    if (!keys) throw new RunSuperseded();
    for (const key of keys) if (key !== null) this.#pending.add(key);
    return keys;
  }

  async confirmHold(): Promise<void> {
    const { db, organizationId, userId, runId } = this.#options;
    if (!(await stillHoldsMailbox(db, organizationId, userId, runId))) throw new RunSuperseded();
  }

  async record(records: Records): Promise<void> {
    const { db } = this.#options;
    const stories = await newsAmong(db, { ...this.#options, at: this.#at() }, records.stories ?? []);
    const isHeld = await recordOutcomes(db, this.#options, { ...records, stories });
    if (!isHeld) throw new RunSuperseded();
    for (const key of records.intentionsDone ?? []) this.#pending.delete(key);
  }

  async show(done: number, total: number, phase: string): Promise<void> {
    const { db, organizationId, runId } = this.#options;
    await this.#makeRow(db);
    await showProgress(db, organizationId, runId, { done, total, phase });
  }

  async finish(finish: Finish): Promise<void> {
    const at = this.#at();
    await this.#end(
      {
        activitiesCursor: finish.cursors.activities,
        mailboxCursor: finish.cursors.mailbox,
        scope: finish.scope,
        place: finish.place,
        resolvedAddress: finish.resolvedAddress,
        bySignInName: finish.bySignInName,
        lastFinishedAt: at,
        lastSuccessAt: at,
        lastError: null,
        haltReason: finish.halt,
        failures: 0,
        awaited: finish.awaited,
        // What another mailbox's run is about to settle is looked at soon, not at the next sweep.
        nextRunAt: finish.awaited.length > 0 ? instantFromMillis(this.#options.now() + SOON) : null,
        ...(this.#options.isTakingBack && { isTakingBack: false }),
        ...(didAnything(finish.counts) && { counts: { ...finish.counts } }),
      },
      this.#rowEnd(finish.counts, finish.counts.held > 0 ? 'held' : 'succeeded', at),
      finish.told,
    );
  }

  async fail({ error, nextRunAt, counts }: Failure): Promise<void> {
    const { db, organizationId, userId, runId } = this.#options;
    const at = this.#at();
    await this.#makeRow(db);
    await inTransaction(db, async (trx) => {
      const ending: RunEnding = {
        lastFinishedAt: at,
        lastError: error,
        failures: this.#before.failures + 1,
        nextRunAt: instantFromMillis(nextRunAt),
        // Ids that the server no longer takes came with this cursor: the next run reads the mailbox whole.
        ...(error.kind === 'resync' && { mailboxCursor: null }),
      };
      if (!(await releaseMailbox(trx, organizationId, userId, runId, ending))) return;
      await endRun(trx, organizationId, runId, {
        state: 'failed',
        endedAt: at,
        counts: { ...counts },
        error,
      });
      await insertStories(trx, organizationId, [
        { at, userId, runId, severity: 'error', kind: 'runFailed', code: error.code, error },
      ]);
    });
  }

  async abandon(): Promise<void> {
    const { db, organizationId, userId, runId } = this.#options;
    const at = this.#at();
    const { failures, lastError } = this.#before;
    await releaseMailbox(db, organizationId, userId, runId, {
      lastFinishedAt: at,
      lastError,
      failures,
      nextRunAt: at,
    });
    if (this.#hasRow)
      await endRun(db, organizationId, runId, {
        state: 'failed',
        endedAt: at,
        counts: null,
        error: INTERRUPTED,
      });
  }

  async #loadTroubles(): Promise<Pick<Remembered, 'problems' | 'held' | 'untold'>> {
    const { db, organizationId, userId } = this.#options;
    const problems = await loadProblems(db, organizationId, userId);
    return {
      problems: problems.map((problem) => ({ ...problem, nextTryAt: Date.parse(problem.nextTryAt) })),
      held: await loadHeldDeletions(db, organizationId, userId),
      untold: await loadUntold(db, organizationId, userId),
    };
  }

  /** Creates that were meant but never planned again (their source is gone) end with a run that succeeded. */
  async #end(ending: RunEnding, row: RunEnd | null, told: readonly string[]): Promise<void> {
    const { db, organizationId, userId, runId } = this.#options;
    if (row) await this.#makeRow(db);
    await inTransaction(db, async (trx) => {
      if (!(await releaseMailbox(trx, organizationId, userId, runId, ending))) throw new RunSuperseded();
      await removeIntentions(trx, organizationId, [...this.#pending]);
      await setTold(trx, organizationId, told);
      if (row) await endRun(trx, organizationId, runId, row);
    });
  }

  #rowEnd(counts: RunCounts, state: RunEnd['state'], endedAt: Instant): RunEnd | null {
    if (!this.#hasRow && !didAnything(counts)) return null;
    return { state, endedAt, counts: { ...counts }, error: null };
  }

  async #makeRow(db: Handle): Promise<void> {
    if (this.#hasRow) return;
    const { organizationId, runId, userId, trigger } = this.#options;
    await insertRun(db, { organizationId, id: runId, userId, trigger, startedAt: this.#startedAt });
    this.#hasRow = true;
  }

  #at(): Instant {
    return instantFromMillis(this.#options.now());
  }
}

function rememberedOf(
  row: Synchronization,
): Pick<Remembered, 'cursors' | 'scope' | 'place' | 'halt' | 'awaited'> {
  return {
    cursors: { activities: row.activitiesCursor, mailbox: row.mailboxCursor },
    scope: row.scope,
    place: row.place,
    halt: row.haltReason,
    awaited: row.awaited,
  };
}
