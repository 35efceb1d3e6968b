import { ewsError } from './errors.ts';
import { LONGEST_WAIT } from './retry.ts';

/** Lets one waiting request in. */
type Waiter = () => void;

/** Successes in a row before one more request is tried at once. */
const GROW_AFTER = 8;

/**
 * A concurrency limit that learns: it halves when the server complains and creeps up again while all is
 * well (additive increase, multiplicative decrease). A pause that the server asked for holds everybody.
 * First come, first served, so that nobody starves.
 */
export class Gate {
  readonly #highest: number;
  #limit: number;
  #active = 0;
  #successes = 0;
  #pausedUntil = 0;
  #timer: NodeJS.Timeout | null = null;
  readonly #waiting = new Set<Waiter>();

  constructor(highest: number) {
    this.#highest = Math.max(1, highest);
    this.#limit = this.#highest;
  }

  /** How many may be inside at once, as learned so far. */
  get limit(): number {
    return this.#limit;
  }

  get isIdle(): boolean {
    return this.#active === 0 && this.#waiting.size === 0;
  }

  /** Milliseconds for which the server still wants to be left alone. */
  get pause(): number {
    return Math.max(0, this.#pausedUntil - performance.now());
  }

  /** Waits for a place; whoever got one calls `leave`. Rejects with `EWS_ABORTED` when the signal fires, and at
   * once with `EWS_BACKING_OFF` while the server wants to be left alone for long. */
  enter(signal: AbortSignal): Promise<void> {
    if (signal.aborted) return Promise.reject(aborted());
    if (this.pause > LONGEST_WAIT) return Promise.reject(backingOff(this.pause));
    return new Promise((resolve, reject) => {
      const onAbort = () => {
        this.#waiting.delete(waiter);
        reject(aborted());
      };
      const waiter: Waiter = () => {
        signal.removeEventListener('abort', onAbort);
        resolve();
      };
      signal.addEventListener('abort', onAbort, { once: true });
      this.#waiting.add(waiter);
      this.#admit();
    });
  }

  leave(): void {
    this.#active -= 1;
    this.#admit();
  }

  /** The server answered in good health. */
  succeeded(): void {
    this.#successes += 1;
    if (this.#successes < GROW_AFTER || this.#limit >= this.#highest) return;
    this.#successes = 0;
    this.#limit += 1;
    this.#admit();
  }

  /** The server complained; `pause` is what it asked for in milliseconds, 0 where it did not say. */
  complained(pause: number): void {
    this.#successes = 0;
    this.#limit = Math.max(1, Math.floor(this.#limit / 2));
    this.#pausedUntil = Math.max(this.#pausedUntil, performance.now() + pause);
  }

  #admit(): void {
    if (this.pause > 0) {
      this.#admitAfter(this.pause);
      return;
    }
    for (const waiter of this.#waiting) {
      if (this.#active >= this.#limit) return;
      this.#waiting.delete(waiter);
      this.#active += 1;
      waiter();
    }
  }

  #admitAfter(pause: number): void {
    if (this.#timer || this.#waiting.size === 0) return;
    // Rounded up: a timer that fires a fraction early must not break the pause that was asked for.
    this.#timer = setTimeout(() => {
      this.#timer = null;
      this.#admit();
    }, Math.ceil(pause) + 1);
  }
}

function aborted() {
  return ewsError('EWS_ABORTED', 'the request was given up before it was sent');
}

function backingOff(pause: number) {
  const retryAfter = Math.ceil(pause);
  return ewsError(
    'EWS_BACKING_OFF',
    `the server asked to be left alone for another ${Math.ceil(pause / 1000)} s`,
    { retryAfter },
  );
}
