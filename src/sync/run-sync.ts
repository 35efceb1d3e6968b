import type { HaltReason } from '../model/plan.ts';
import { type ErrorDetails, SideError } from '../model/problem.ts';
import { noCounts, type RunCounts } from '../model/run-counts.ts';
import { whenToTryAgain } from './back-off.ts';
import { internalError } from './internal-error.ts';
import { type Ledger, type Remembered, RunSuperseded } from './ledger.ts';
import { Progress } from './progress.ts';
import { recover } from './recover.ts';
import type { SyncInput } from './sync-input.ts';
import { SyncRun } from './sync-run.ts';
import { synchronize } from './synchronize.ts';

export type RunOutcome =
  | { readonly state: 'succeeded'; readonly halt: HaltReason | null }
  | { readonly state: 'failed'; readonly error: ErrorDetails; readonly nextRunAt: number }
  /** Another run writes for this mailbox now, or it was switched off. */
  | { readonly state: 'superseded' }
  /** Stopped from outside. */
  | { readonly state: 'abandoned' };

export interface RunResult {
  readonly outcome: RunOutcome;
  readonly counts: RunCounts;
  /** Activities that were written: their other participants' mailboxes have to follow. */
  readonly touchedActivities: readonly string[];
  /** Milliseconds from the change of an entry to its arrival on the other side, for each that crossed. */
  readonly arrivals: readonly number[];
}

/**
 * One run for one mailbox: recover, observe, reconcile, apply, record. Never throws for what a side or the
 * database does: how it ended is in the outcome, and in the ledger as far as that can still be reached.
 */
export async function runSync(input: SyncInput): Promise<RunResult> {
  return runGuarded(input, async (run, remembered) => {
    await recover(run, remembered.intentions);
    const { cursors, halt } = await synchronize(run, remembered, input);
    await input.ledger.finish({
      cursors,
      scope: input.scope,
      place: input.place,
      halt,
      counts: run.counts,
      awaited: [...run.awaits.values()],
      told: remembered.untold.map(({ linkId }) => linkId),
      resolvedAddress: input.resolvedAddress(),
      bySignInName: input.isFoundBySignInName?.() ?? false,
    });
    return halt;
  });
}

/** Begins a run, does the work, and turns every way it can end into an outcome. */
export async function runGuarded(
  input: Omit<SyncInput, 'policy' | 'window' | 'scope' | 'place' | 'meetings' | 'resolvedAddress'>,
  work: (run: SyncRun, remembered: Remembered) => Promise<HaltReason | null>,
): Promise<RunResult> {
  const remembered = await begin(input.ledger);
  if (!remembered) return NOTHING_DONE;
  const run = new SyncRun({ ...input, progress: new Progress(input.ledger, input.now) }, remembered);
  const outcome = await outcomeOf(input, run.counts, () => work(run, remembered));
  const { counts, arrivals, touchedActivities } = run;
  return { outcome, counts, arrivals, touchedActivities: [...touchedActivities] };
}

/** A run that could not even reach its sides: it fails as any other, and is tried again. */
export async function runUnopened(
  input: Pick<SyncInput, 'ledger' | 'failures' | 'now' | 'signal' | 'report'>,
  why: SideError,
): Promise<RunResult> {
  if (!(await begin(input.ledger))) return NOTHING_DONE;
  const outcome = await outcomeOf(input, noCounts(), () => Promise.reject(why));
  return { ...NOTHING_DONE, outcome };
}

const NOTHING_DONE: RunResult = {
  outcome: { state: 'superseded' },
  counts: noCounts(),
  touchedActivities: [],
  arrivals: [],
};

/** Null where there is nothing to run: switched off or paused since the run was asked for. */
async function begin(ledger: Ledger): Promise<Remembered | null> {
  try {
    return await ledger.begin();
  } catch (error) {
    if (error instanceof RunSuperseded) return null;
    throw error;
  }
}

async function outcomeOf(
  input: Pick<SyncInput, 'ledger' | 'failures' | 'now' | 'signal' | 'report'>,
  counts: RunCounts,
  work: () => Promise<HaltReason | null>,
): Promise<RunOutcome> {
  try {
    return { state: 'succeeded', halt: await work() };
  } catch (error) {
    const isOvertaken = error instanceof RunSuperseded;
    if (isOvertaken || input.signal.aborted) {
      await input.ledger.abandon();
      return { state: isOvertaken ? 'superseded' : 'abandoned' };
    }
    if (!(error instanceof SideError)) input.report?.(error);
    const details = error instanceof SideError ? error.details : internalError(error);
    const nextRunAt = whenToTryAgain(details, input.failures + 1, input.now(), Math.random());
    await input.ledger.fail({ error: details, nextRunAt, counts });
    return { state: 'failed', error: details, nextRunAt };
  }
}
