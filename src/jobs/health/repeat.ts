import type { StoreLog } from '../../store/store-log.ts';

/**
 * Does something again and again, with a pause after each time: it never overlaps itself, and what it throws
 * is logged and tried again at the next time.
 */
export class Repeat {
  readonly #work: () => Promise<unknown>;
  readonly #pause: number;
  readonly #complain: (error: unknown) => void;
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> = Promise.resolve();
  #isRunning = false;

  /** `pause` in milliseconds; `trouble` is what the log says when it fails. */
  constructor(work: () => Promise<unknown>, pause: number, log: StoreLog, trouble: string) {
    this.#work = work;
    this.#pause = pause;
    this.#complain = (error) =>
      log.error({ error: error instanceof Error ? error.message : String(error) }, trouble);
  }

  start(): void {
    this.#isRunning = true;
    this.#next();
  }

  /** Begins no more, and waits for what is under way. */
  async stop(): Promise<void> {
    this.#isRunning = false;
    clearTimeout(this.#timer);
    await this.#running;
  }

  #next(): void {
    this.#running = this.#work().then(() => undefined, this.#complain);
    this.#running.then(() => {
      if (this.#isRunning) this.#timer = setTimeout(() => this.#next(), this.#pause);
    });
  }
}
