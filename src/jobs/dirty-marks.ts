import type { MailboxRef } from '../store/synchronizations.ts';

/** How words about a mailbox are gathered, in milliseconds unless said otherwise. */
export interface DirtyMarksOptions {
  /** From the first word to the run: what a person does in one go comes as several events. */
  readonly gather: number;
  /** Runs that events may start without waiting for each other. */
  readonly burst: number;
  /** After them one run in so long; each quiet stretch of this length allows one more at once. */
  readonly apart: number;
  /** Puts the mailbox into the queue; what it throws is its own to report. */
  readonly enqueue: (mailbox: MailboxRef) => void;
}

/** What a mailbox may still do at once. */
interface Allowance {
  left: number;
  countedAt: number;
}

/** Full allowances are forgotten when there are so many. */
const MANY = 5_000;

/**
 * Turns many words about a mailbox into few runs: a person at work is followed at once, another program that
 * touches the mailbox all day is not run after each touch. The last word always leads to a run after it.
 */
export class DirtyMarks {
  readonly #options: DirtyMarksOptions;
  readonly #timers = new Map<string, NodeJS.Timeout>();
  readonly #allowances = new Map<string, Allowance>();

  constructor(options: DirtyMarksOptions) {
    this.#options = options;
  }

  mark(mailbox: MailboxRef): void {
    const key = `${mailbox.organizationId}:${mailbox.userId}`;
    if (this.#timers.has(key)) return;
    const { gather, apart } = this.#options;
    const allowance = this.#allowanceOf(key);
    const missing = Math.max(0, 1 - allowance.left);
    allowance.left -= 1;
    const run = () => {
      this.#timers.delete(key);
      this.#options.enqueue(mailbox);
    };
    this.#timers.set(key, setTimeout(run, Math.max(gather, missing * apart)));
  }

  /** Forgets what has not led to a run yet: the sweep finds it. */
  stop(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#timers.clear();
  }

  #allowanceOf(key: string): Allowance {
    const { burst, apart } = this.#options;
    const now = performance.now();
    if (this.#allowances.size > MANY)
      for (const [old, { left, countedAt }] of this.#allowances)
        if (left + (now - countedAt) / apart >= burst) this.#allowances.delete(old);
    const { left, countedAt } = this.#allowances.get(key) ?? { left: burst, countedAt: now };
    const allowance = { left: Math.min(burst, left + (now - countedAt) / apart), countedAt: now };
    this.#allowances.set(key, allowance);
    return allowance;
  }
}
