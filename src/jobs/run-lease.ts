import type { TakenRun } from './queue.ts';

/**
 * A run whose last sign of life is older than this (milliseconds) ends itself: well before the queue, after
 * its own patience, gives the mailbox to another worker.
 */
const LONGEST_SILENCE = 10_000;

/** Why a run ended itself; its reason as the run's signal tells it. */
export class LeaseLost extends Error {
  override readonly name = 'LeaseLost';
}

/** The right of this process to go on with a run: kept by signs of life, and lost for good without them. */
export class RunLease {
  readonly #lost = new AbortController();
  readonly #now: () => number;
  #aliveAt: number;
  /** Fires when the run has to end: the lease is lost, or the process stops. */
  readonly signal: AbortSignal;

  constructor(stop: AbortSignal, now: () => number = () => performance.now()) {
    this.#now = now;
    this.#aliveAt = now();
    this.signal = AbortSignal.any([stop, this.#lost.signal]);
  }

  /** Ends the run when nobody has heard of it for too long: this process was asleep, or the database away. */
  endIfSilent(): void {
    if (this.#now() - this.#aliveAt > LONGEST_SILENCE) this.#end('no sign of life could be given');
  }

  /** `isKnown`: whether the queue still knows the run as this one's; `since` when it was asked (`now`). */
  heard(isKnown: boolean, since: number): void {
    if (isKnown) this.#aliveAt = Math.max(this.#aliveAt, since);
    else this.#end('the queue gave the run to another worker');
  }

  #end(why: string): void {
    this.#lost.abort(new LeaseLost(why));
  }
}

/** Gives a sign of life for each run, and ends those that nobody may go on with. Rejects as the queue does. */
export async function renewLeases(
  queue: { touch(runs: readonly TakenRun[]): Promise<ReadonlySet<string>> },
  leases: ReadonlyMap<TakenRun, RunLease>,
  now: () => number = () => performance.now(),
): Promise<void> {
  for (const lease of leases.values()) lease.endIfSilent();
  const asked = [...leases];
  const since = now();
  const known = await queue.touch(asked.map(([run]) => run));
  for (const [run, lease] of asked) lease.heard(known.has(run.jobId), since);
}
