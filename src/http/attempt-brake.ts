export interface BrakeOptions {
  /** Failures that cost nothing; people mistype. */
  readonly free: number;
  /** The pause after the first failure beyond them, in milliseconds; each further one doubles it. */
  readonly firstPause: number;
  readonly longestPause: number;
  /** One failure is forgiven each time this many milliseconds have passed since the last attempt. */
  readonly forgiveEvery: number;
  /** Milliseconds since any fixed moment. */
  readonly now?: () => number;
}

interface Attempts {
  count: number;
  last: number;
  pauseEnds: number;
}

/** More keys than this are never remembered: the oldest go first, so that memory stays flat under attack. */
const KEYS_AT_MOST = 50_000;

/**
 * Slows guessing down: after some failures under one key (an account, a network address) every further
 * attempt has to wait for a pause that doubles each time. Kept in memory, whether the account exists or
 * not, so that the pauses tell nothing about which accounts there are.
 */
export class AttemptBrake {
  readonly #attempts = new Map<string, Attempts>();
  readonly #options: BrakeOptions;
  readonly #now: () => number;

  constructor(options: BrakeOptions) {
    this.#options = options;
    this.#now = options.now ?? Date.now;
  }

  /** Milliseconds until the next attempt under this key may be made; 0 when it may be made now. */
  waitFor(key: string): number {
    return Math.max(0, (this.#attempts.get(key)?.pauseEnds ?? 0) - this.#now());
  }

  /**
   * Counts an attempt as failed before its outcome is known: a hundred attempts made at the same time
   * would otherwise all pass before the first one fails. `forget` or `takeBack` undoes it.
   */
  begin(key: string): void {
    const count = this.#unforgiven(key) + 1;
    const beyond = count - this.#options.free;
    const pause =
      beyond < 0 ? 0 : Math.min(this.#options.firstPause * 2 ** beyond, this.#options.longestPause);
    this.#attempts.delete(key);
    const last = this.#now();
    this.#attempts.set(key, { count, last, pauseEnds: pause === 0 ? 0 : last + pause });
    if (this.#attempts.size > KEYS_AT_MOST) this.#forgetOldest();
  }

  /** The person knew the password: their earlier mistakes are forgotten. */
  forget(key: string): void {
    this.#attempts.delete(key);
  }

  /** Takes one `begin` back, and no more: one good account must not wipe out an address's guesses. */
  takeBack(key: string): void {
    const attempts = this.#attempts.get(key);
    if (attempts) this.#attempts.set(key, { ...attempts, count: attempts.count - 1, pauseEnds: 0 });
  }

  /** An office behind one address mistypes every day: what is long ago must not add up for ever. */
  #unforgiven(key: string): number {
    const attempts = this.#attempts.get(key);
    if (attempts === undefined) return 0;
    const forgiven = Math.floor((this.#now() - attempts.last) / this.#options.forgiveEvery);
    return Math.max(0, attempts.count - forgiven);
  }

  #forgetOldest(): void {
    const oldest = this.#attempts.keys().next();
    if (!oldest.done) this.#attempts.delete(oldest.value);
  }
}
