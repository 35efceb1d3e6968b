import { findTrouble } from '../../store/alerts/find-trouble.ts';
import { settleAlerts } from '../../store/alerts/settle-alerts.ts';
import type { Handle } from '../../store/handle.ts';
import { type QueueOfCompany, recordLook } from '../../store/health/record-look.ts';
import type { StoreLog } from '../../store/store-log.ts';
import { takeTurn } from '../../store/turns.ts';
import { AlertPost, type AlertPostOptions } from '../alerts/alert-post.ts';
import { InvitationPost } from '../invitations/invitation-post.ts';
import type { HealthRecorder } from './health-recorder.ts';
import { Repeat } from './repeat.ts';

/** How often (milliseconds) figures are written, it is asked whose turn it is, and due messages are sent. */
const EVERY = 5_000;

/** How often all companies are looked at, by one process for all (seconds). */
const LOOK_SECONDS = 60;

export interface WatchOptions {
  readonly db: Handle;
  readonly queue: { sizes(): Promise<readonly QueueOfCompany[]> };
  readonly recorder: HealthRecorder;
  readonly post: AlertPostOptions;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly log: StoreLog;
  /** Times that differ from the usual ones (tests): `every` in milliseconds, `lookSeconds` in seconds. */
  readonly times?: { readonly every: number; readonly lookSeconds: number } | undefined;
}

/**
 * Watches over the whole: writes the figures of runs, looks once a minute at how each company stands, raises
 * and solves alerts by that look, and sends the messages about them, and the mails that invite users. Any number of processes may watch.
 */
export class Watch {
  readonly #options: WatchOptions;
  readonly #repeats: readonly Repeat[];

  constructor(options: WatchOptions) {
    this.#options = options;
    const { log, times } = options;
    const post = new AlertPost(options.post);
    const invitations = new InvitationPost({ ...options.post, turnSeconds: times?.lookSeconds });
    const every = times?.every ?? EVERY;
    this.#repeats = [
      new Repeat(() => options.recorder.flush(), every, log, 'the figures cannot be written'),
      new Repeat(() => this.lookInTurn(), every, log, 'the companies cannot be looked at'),
      new Repeat(() => post.sendDue(), every, log, 'the messages about alerts cannot be read'),
      new Repeat(() => invitations.sendInTurn(), every, log, 'the invitations cannot be read'),
    ];
  }

  start(): void {
    for (const repeat of this.#repeats) repeat.start();
  }

  /** Lets what is under way end, and writes the last figures. */
  async stop(): Promise<void> {
    await Promise.all(this.#repeats.map((repeat) => repeat.stop()));
    await this.#options.recorder.flush().catch((error: Error) => {
      this.#options.log.error({ error: error.message }, 'the last figures cannot be written');
    });
  }

  /** Looks, if it is this process's turn. */
  async lookInTurn(): Promise<void> {
    const { db, queue, now, times } = this.#options;
    if (!(await takeTurn(db, 'health', times?.lookSeconds ?? LOOK_SECONDS))) return;
    await recordLook(db, now(), await queue.sizes());
    await settleAlerts(db, now(), await findTrouble(db, now()));
  }
}
