import { instantFromMillis } from '../model/time.ts';
import type { Database } from '../store/database.ts';
import { cleanUp, type KeptDays } from '../store/retention.ts';
import type { StoreLog } from '../store/store-log.ts';
import { dueSynchronizations } from '../store/synchronizations.ts';
import type { RunQueue } from './queue.ts';

/** How often the timetable is read at most (milliseconds). */
const READ_EVERY = 1000;

/** Where notifications arrive the sweep only makes up for those that got lost: this much more rarely. */
const LISTENED_FACTOR = 10;

/** Mailboxes that one reading puts into the queue at most; the rest follows at the next reading. */
const AT_ONCE = 500;

/** How often what is past its time is removed from the database (milliseconds). */
const CLEAN_EVERY = 3600_000;

export interface TimetableOptions {
  readonly database: Pick<Database, 'db'>;
  readonly queue: Pick<RunQueue, 'enqueue'>;
  /** Seconds between two sweeps of a mailbox that nothing else started. */
  readonly sweepSeconds: number;
  /** Days that the log of entries and runs is kept. */
  readonly retentionDays: number;
  /** Days that figures and the audit trail are kept; the usual ones when left out. */
  readonly kept?: KeptDays;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly log: StoreLog;
}

/**
 * Puts mailboxes into the queue when their time has come: swept because nothing else started them, failed
 * and due to be tried again, or with an entry that was set aside and is due. Any number of processes may
 * read the timetable; the queue takes each mailbox once.
 */
export class Timetable {
  readonly #options: TimetableOptions;
  #timer: NodeJS.Timeout | undefined;
  #reading: Promise<void> = Promise.resolve();
  #isRunning = false;
  #cleanedAt = Number.NEGATIVE_INFINITY;

  constructor(options: TimetableOptions) {
    this.#options = options;
  }

  start(): void {
    this.#isRunning = true;
    this.#next();
  }

  async stop(): Promise<void> {
    this.#isRunning = false;
    clearTimeout(this.#timer);
    await this.#reading;
  }

  /** Looks once: every mailbox whose time has come is in the queue afterwards. */
  async read(): Promise<void> {
    const { database, queue, sweepSeconds, now } = this.#options;
    const at = now();
    const ago = (seconds: number) => instantFromMillis(at - seconds * 1000);
    const [before, listened] = [ago(sweepSeconds), ago(sweepSeconds * LISTENED_FACTOR)];
    const due = await dueSynchronizations(database.db, instantFromMillis(at), before, AT_ONCE, listened);
    for (const mailbox of due) await queue.enqueue({ ...mailbox, trigger: 'sweep' });
    if (at - this.#cleanedAt >= CLEAN_EVERY) await this.#cleanUp(at);
  }

  async #cleanUp(at: number): Promise<void> {
    const { database, retentionDays, kept } = this.#options;
    this.#cleanedAt = at;
    await cleanUp(database.db, at, retentionDays, kept);
  }

  #next(): void {
    this.#reading = this.read().catch((error: unknown) => {
      const message = error instanceof Error ? error.message : String(error);
      this.#options.log.error({ error: message }, 'the timetable cannot be read');
    });
    this.#reading.then(() => {
      // Readings never overlap, and a slow database is not asked faster than it answers.
      if (this.#isRunning) this.#timer = setTimeout(() => this.#next(), READ_EVERY);
    });
  }
}
