import type { MailboxRef } from '../store/synchronizations.ts';

/** How words about a mailbox are gathered, in milliseconds. */
export interface DirtyMarksOptions {
  /** From the first word to the run: what a person does in one go comes as several events. */
  readonly gather: number;
  /** Between two runs that events start: a mailbox that another program touches all the time is not run for each. */
  readonly apart: number;
  /** Puts the mailbox into the queue; what it throws is its own to report. */
  readonly enqueue: (mailbox: MailboxRef) => void;
}

/** Forgotten marks are cleared when there are so many. */
const MANY = 5_000;

/** Turns many words about a mailbox into few runs. The last word always leads to a run after it. */
export class DirtyMarks {
  readonly #options: DirtyMarksOptions;
  readonly #timers = new Map<string, NodeJS.Timeout>();
  readonly #lastRun = new Map<string, number>();

  constructor(options: DirtyMarksOptions) {
    this.#options = options;
  }

  mark(mailbox: MailboxRef): void {
    const key = `${mailbox.organizationId}:${mailbox.userId}`;
    if (this.#timers.has(key)) return;
    const { gather, apart } = this.#options;
    const sinceLast = performance.now() - (this.#lastRun.get(key) ?? Number.NEGATIVE_INFINITY);
    this.#timers.set(
      key,
      setTimeout(() => this.#run(key, mailbox), Math.max(gather, apart - sinceLast)),
    );
  }

  /** Forgets what has not led to a run yet: the sweep finds it. */
  stop(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#timers.clear();
  }

  #run(key: string, mailbox: MailboxRef): void {
    this.#timers.delete(key);
    const now = performance.now();
    if (this.#lastRun.size > MANY)
      for (const [old, at] of this.#lastRun) if (now - at > this.#options.apart) this.#lastRun.delete(old);
    this.#lastRun.set(key, now);
    this.#options.enqueue(mailbox);
  }
}
