import type { LogPulse } from '../store/log-pulse.ts';

/**
 * Asks for the pulse of each log once in a while, however many people listen to it: forty pages on one company's log
 * cost the database as much as one.
 */
export class SharedPulse {
  readonly #fresh: number;
  readonly #now: () => number;
  readonly #known = new Map<string, { readonly at: number; readonly pulse: Promise<LogPulse> }>();

  /** `fresh`: milliseconds for which an answer is good. */
  constructor(fresh: number, now: () => number = Date.now) {
    this.#fresh = fresh;
    this.#now = now;
  }

  /** The pulse under this name; asks for it where the one that is known is too old. */
  read(name: string, ask: () => Promise<LogPulse>): Promise<LogPulse> {
    const now = this.#now();
    const known = this.#known.get(name);
    if (known && now - known.at < this.#fresh) return known.pulse;
    this.#forgetOld(now);
    const pulse = ask();
    this.#known.set(name, { at: now, pulse });
    // A question that failed is no answer for those who come after.
    pulse.catch(() => this.#known.delete(name));
    return pulse;
  }

  #forgetOld(now: number): void {
    for (const [name, { at }] of this.#known) if (now - at >= this.#fresh) this.#known.delete(name);
  }
}
