import type { StoreLog } from '../store/store-log.ts';
import { traceOf } from '../sync/internal-error.ts';
import type { RunQueue, TakenRun } from './queue.ts';
import { RunLease, renewLeases } from './run-lease.ts';

/** How often the queue is looked at for runs that other processes put there (milliseconds). */
const LOOK_EVERY = 1000;

/** How often runs under way give a sign of life; well below the queue's patience (milliseconds). */
const TOUCH_EVERY = 5000;

/** After runs were told to stop, how long their last answer may take (milliseconds). */
const LAST_ANSWER = 5000;

export interface WorkerOptions {
  readonly queue: Pick<RunQueue, 'take' | 'settle' | 'touch' | 'clearDead' | 'onArrival'>;
  /** Synchronizes one mailbox. It reports its own failures; what it throws is only logged. */
  readonly run: (run: TakenRun, signal: AbortSignal) => Promise<unknown>;
  /** Mailboxes that are synchronized at the same time. */
  readonly concurrency: number;
  /** Organizations that nothing is to be taken of for now. */
  readonly paused?: () => Promise<readonly string[]>;
  readonly log: StoreLog;
}

/**
 * Takes runs from the queue and does them, several at a time. One organization never fills the worker: a
 * place is always left for others, so that a large or slow one holds nobody up.
 */
export class Worker {
  readonly #options: WorkerOptions;
  readonly #active = new Map<TakenRun, Promise<void>>();
  readonly #leases = new Map<TakenRun, RunLease>();
  readonly #stop = new AbortController();
  #isRunning = false;
  #isLooking = false;
  #lookAgain = false;
  #timers: NodeJS.Timeout[] = [];
  #unsubscribe: () => void = () => {};

  constructor(options: WorkerOptions) {
    this.#options = options;
  }

  start(): void {
    this.#isRunning = true;
    this.#unsubscribe = this.#options.queue.onArrival(() => this.#look());
    this.#timers = [
      setInterval(() => this.#look(), LOOK_EVERY),
      setInterval(() => this.#touch(), TOUCH_EVERY),
    ];
    this.#look();
  }

  /**
   * Takes nothing more and waits for what is under way; after `patience` milliseconds those runs are told
   * to stop at their next step, and what they had under way is recovered by the next run.
   */
  async stop(patience: number): Promise<void> {
    this.#isRunning = false;
    this.#unsubscribe();
    const ended = Promise.all(this.#active.values());
    if (!(await endsWithin(ended, patience))) {
      this.#stop.abort();
      await endsWithin(ended, LAST_ANSWER);
    }
    for (const timer of this.#timers) clearInterval(timer);
  }

  /** Looks into the queue; a wish to look that comes while looking is granted afterwards, never lost. */
  #look(): void {
    // With every place taken there is nothing to look for: the end of a run looks again.
    if (!this.#isRunning || this.#isFull()) return;
    this.#lookAgain = true;
    if (this.#isLooking) return;
    this.#isLooking = true;
    this.#takeAll()
      .catch((error: unknown) => this.#complain(error, 'the queue cannot be read'))
      .finally(() => {
        this.#isLooking = false;
        if (this.#lookAgain) this.#look();
      });
  }

  /** One at a time: who has its share already is asked anew before each. */
  async #takeAll(): Promise<void> {
    while (this.#isRunning && !this.#isFull()) {
      this.#lookAgain = false;
      const run = await this.#options.queue.take(await this.#passedOver());
      if (run) this.#begin(run);
      else if (!this.#lookAgain) return;
    }
  }

  #isFull(): boolean {
    return this.#active.size >= this.#options.concurrency;
  }

  /** Those that wait, and those that fill all places but one; a single place cannot be shared. */
  async #passedOver(): Promise<readonly string[]> {
    const paused = (await this.#options.paused?.()) ?? [];
    const share = Math.max(1, this.#options.concurrency - 1);
    const counts = new Map<string, number>();
    for (const { organizationId } of this.#active.keys())
      counts.set(organizationId, (counts.get(organizationId) ?? 0) + 1);
    const full = [...counts].filter(([, count]) => count >= share).map(([organizationId]) => organizationId);
    return [...full, ...paused];
  }

  #begin(run: TakenRun): void {
    const lease = new RunLease(this.#stop.signal);
    this.#leases.set(run, lease);
    const work = this.#options
      .run(run, lease.signal)
      .catch((error: unknown) => this.#complain(error, 'a run ended unexpectedly'))
      .then(() => this.#options.queue.settle(run))
      .catch((error: unknown) => this.#complain(error, 'the end of a run cannot be told to the queue'))
      .finally(() => {
        this.#active.delete(run);
        this.#leases.delete(run);
        this.#look();
      });
    this.#active.set(run, work);
  }

  #touch(): void {
    const { queue } = this.#options;
    renewLeases(queue, this.#leases)
      .then(() => queue.clearDead())
      .catch((error: unknown) => this.#complain(error, 'a sign of life cannot be given'));
  }

  #complain(error: unknown, message: string): void {
    this.#options.log.error(traceOf(error), message);
  }
}

async function endsWithin(work: Promise<unknown>, patience: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), patience);
  });
  try {
    return await Promise.race([work.then(() => true), late]);
  } finally {
    clearTimeout(timer);
  }
}
