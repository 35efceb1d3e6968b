import { randomUUID } from 'node:crypto';
import { instantFromMillis } from '../../model/time.ts';
import { finishMoves, type MoveLease, renewMove, takeMoves } from '../../store/move-looks.ts';
import type { Move } from '../../store/moves.ts';
import type { StoreLog } from '../../store/store-log.ts';
import { traceOf } from '../../sync/internal-error.ts';
import { type LookTools, lookAtCompany } from './look-at-company.ts';

/** How often moves are looked for that nobody is at (milliseconds). */
const LOOK_EVERY = 1000;

/** A process that is silent for so long (seconds) has lost its moves to others. */
const LEASE_SECONDS = 30;

/** How often a sign of life is given (milliseconds). */
const RENEW_EVERY = 5000;

/** Companies that one process looks at together: a slow one holds nobody up. */
const COMPANIES_AT_ONCE = 4;

export interface MoveLooksOptions extends LookTools {
  readonly log: StoreLog;
}

/**
 * Looks, in the background, at the mailboxes of companies that are about to move to another connection. Any number
 * of processes may do so: each move is one's at a time, and goes on in another when that one dies.
 */
export class MoveLooks {
  readonly #options: MoveLooksOptions;
  readonly #workerId: string = randomUUID();
  readonly #stop = new AbortController();
  readonly #active = new Map<string, Promise<void>>();
  #timer: NodeJS.Timeout | undefined;
  #taking: Promise<void> = Promise.resolve();
  #isRunning = false;

  constructor(options: MoveLooksOptions) {
    this.#options = options;
  }

  start(): void {
    this.#isRunning = true;
    this.#next();
  }

  /** Looks under way end at their next answer; what they have found is stored, and the rest goes on elsewhere. */
  async stop(): Promise<void> {
    this.#isRunning = false;
    clearTimeout(this.#timer);
    this.#stop.abort();
    await this.#taking;
    await Promise.all(this.#active.values());
  }

  #next(): void {
    this.#taking = this.#take().catch((error: unknown) => this.#complain(error));
    this.#taking.then(() => {
      if (this.#isRunning) this.#timer = setTimeout(() => this.#next(), LOOK_EVERY);
    });
  }

  async #take(): Promise<void> {
    const { db, now } = this.#options;
    await finishMoves(db, instantFromMillis(now()));
    const free = COMPANIES_AT_ONCE - this.#active.size;
    if (free <= 0) return;
    for (const move of await takeMoves(db, this.#workerId, LEASE_SECONDS, free)) {
      const work = this.#lookAt(move)
        .catch((error: unknown) => this.#complain(error))
        .finally(() => this.#active.delete(move.id));
      this.#active.set(move.id, work);
    }
  }

  async #lookAt(move: Move): Promise<void> {
    const { organizationId, id: moveId, look } = move;
    const lease: MoveLease = { organizationId, moveId, look, workerId: this.#workerId };
    const lost = new AbortController();
    const alive = setInterval(() => this.#renew(lease, lost), RENEW_EVERY);
    try {
      await lookAtCompany(this.#options, move, lease, AbortSignal.any([this.#stop.signal, lost.signal]));
    } finally {
      clearInterval(alive);
    }
  }

  /** Cancelled, begun anew or given to another: what is under way ends. A database that is away says nothing. */
  #renew(lease: MoveLease, lost: AbortController): void {
    renewMove(this.#options.db, lease, LEASE_SECONDS).then(
      (isOurs) => {
        if (!isOurs) lost.abort();
      },
      (error: unknown) => this.#complain(error),
    );
  }

  #complain(error: unknown): void {
    this.#options.log.error(traceOf(error), 'the look before a move met an unexpected error');
  }
}
