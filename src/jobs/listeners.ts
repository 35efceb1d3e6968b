import { randomUUID } from 'node:crypto';
import { SideError } from '../model/problem.ts';
import type { Trigger } from '../model/trigger.ts';
import type { EwsConnection } from '../sides/ews/connection.ts';
import type { ListenerLimits } from '../sides/ews/notifications/listener-words.ts';
import { readExchangeSettings } from '../store/exchange-settings.ts';
import type { Handle } from '../store/handle.ts';
import {
  claimMailboxes,
  forgetListeners,
  type ListenedMailbox,
  noteConnected,
  stopListening,
} from '../store/listening.ts';
import type { StoreLog } from '../store/store-log.ts';
import type { MailboxRef } from '../store/synchronizations.ts';
import type { Connections } from '../sync/connections.ts';
import { ConnectedMailboxes } from './connected-mailboxes.ts';
import { DirtyMarks } from './dirty-marks.ts';
import type { SyncMetrics } from './metrics.ts';
import { type Heard, OrganizationListener } from './organization-listener.ts';
import type { RunQueue } from './queue.ts';

/** How the mailboxes are shared and heard, in milliseconds unless said otherwise. */
export interface ListeningTimes {
  /** Between two signs of life; new and gone mailboxes are noticed then at the latest. */
  readonly beat: number;
  /** Seconds of silence after which a process counts as dead. */
  readonly leaseSeconds: number;
  /** How words about a mailbox are gathered (`dirty-marks.ts`); `burst` counts runs. */
  readonly gather: number;
  readonly burst: number;
  readonly apart: number;
}

export const LISTENING_TIMES: ListeningTimes = {
  beat: 5_000,
  leaseSeconds: 30,
  gather: 60,
  burst: 120,
  apart: 3_000,
};

export interface ListenersOptions {
  readonly db: Handle;
  /** The database serves this process alone: what another left behind there belongs to nobody. */
  readonly alone: boolean;
  readonly queue: Pick<RunQueue, 'enqueue'>;
  readonly connections: Connections;
  readonly metrics: Pick<SyncMetrics, 'countNotification' | 'watchListening'>;
  readonly log: StoreLog;
  readonly times?: Partial<ListeningTimes>;
  readonly limits?: Partial<ListenerLimits>;
}

/**
 * Listens for the notifications of this process's share of the mailboxes. A notification marks its mailbox
 * dirty and carries no truth; our own writes come back as notifications, too, and the run that they start finds
 * nothing and writes nothing, which ends it. Any number of processes share the mailboxes over the database.
 */
export class Listeners {
  readonly #options: ListenersOptions;
  readonly #times: ListeningTimes;
  readonly #workerId = randomUUID();
  readonly #companies = new Map<string, OrganizationListener>();
  readonly #connected = new ConnectedMailboxes();
  readonly #marks: DirtyMarks;
  #claimed = 0;
  #timer: NodeJS.Timeout | undefined;
  #beating: Promise<void> = Promise.resolve();
  #isRunning = false;

  constructor(options: ListenersOptions) {
    this.#options = options;
    this.#times = { ...LISTENING_TIMES, ...options.times };
    const enqueue = (mailbox: MailboxRef) => this.#enqueue(mailbox, 'notification');
    this.#marks = new DirtyMarks({ ...this.#times, enqueue });
    options.metrics.watchListening(() => ({
      connected: this.#connected.size,
      waiting: Math.max(0, this.#claimed - this.#connected.size),
    }));
  }

  start(): void {
    this.#isRunning = true;
    const { alone, db } = this.#options;
    if (alone) this.#beating = forgetListeners(db).catch((error: unknown) => this.#complain(error));
    this.wake();
  }

  /** Somebody switched on or off, or a company's connection changed: looks now, not at the next beat. */
  wake(): void {
    if (!this.#isRunning) return;
    clearTimeout(this.#timer);
    this.#beating = this.#beating.then(() => this.#beat());
  }

  async stop(): Promise<void> {
    if (!this.#isRunning) return;
    this.#isRunning = false;
    clearTimeout(this.#timer);
    this.#marks.stop();
    await this.#beating;
    await Promise.all([...this.#companies.keys()].map((id) => this.#close(id)));
    this.#connected.clear();
    await stopListening(this.#options.db, this.#workerId).catch((error: unknown) => this.#complain(error));
  }

  /** One look: claims, opens, closes, and says who is connected. Never throws. */
  async #beat(): Promise<void> {
    if (!this.#isRunning) return;
    clearTimeout(this.#timer);
    const { db } = this.#options;
    try {
      const mine = await claimMailboxes(db, this.#workerId, this.#times.leaseSeconds);
      this.#claimed = mine.length;
      await this.#listenFor(mine);
      const { connected, disconnected } = this.#connected.misnoted(mine);
      await noteConnected(db, this.#workerId, connected, true);
      await noteConnected(db, this.#workerId, disconnected, false);
    } catch (error) {
      this.#complain(error);
    }
    if (this.#isRunning) this.#timer = setTimeout(() => this.wake(), this.#times.beat);
  }

  async #listenFor(mailboxes: readonly ListenedMailbox[]): Promise<void> {
    const byCompany = Map.groupBy(mailboxes, ({ organizationId }) => organizationId);
    for (const id of this.#companies.keys()) if (!byCompany.has(id)) await this.#close(id);
    // What is wrong with one company (a secret of another key) must not silence all others.
    for (const [id, itsMailboxes] of byCompany)
      await this.#listenForCompany(id, itsMailboxes).catch((error: unknown) => this.#complain(error));
  }

  async #listenForCompany(id: string, mailboxes: readonly ListenedMailbox[]): Promise<void> {
    const connection = await this.#connectionOf(id);
    if (connection !== this.#companies.get(id)?.connection) await this.#close(id);
    if (connection) this.#open(id, connection).watch(mailboxes);
  }

  /** Undefined where none can be made of the settings: the runs tell why. */
  async #connectionOf(organizationId: string): Promise<EwsConnection | undefined> {
    const settings = await readExchangeSettings(this.#options.db, organizationId);
    if (!settings) return undefined;
    try {
      return await this.#options.connections.of(settings);
    } catch (error) {
      if (error instanceof SideError) return undefined;
      throw error;
    }
  }

  #open(organizationId: string, connection: EwsConnection): OrganizationListener {
    const known = this.#companies.get(organizationId);
    if (known) return known;
    const { log, limits = {} } = this.#options;
    const opened = new OrganizationListener(organizationId, connection, { heard: this.#heard, log, limits });
    this.#companies.set(organizationId, opened);
    return opened;
  }

  async #close(organizationId: string): Promise<void> {
    const listener = this.#companies.get(organizationId);
    this.#companies.delete(organizationId);
    await listener?.close();
  }

  readonly #heard: Heard = {
    dirty: (mailbox, why) => {
      this.#options.metrics.countNotification(why);
      if (!this.#isRunning) return;
      // After a gap a whole company may be dirty at once: behind what people wait for.
      if (why === 'gap') this.#enqueue(mailbox, 'sweep');
      else this.#marks.mark(mailbox);
    },
    connected: (mailbox, isConnected) => this.#connected.note(mailbox, isConnected),
  };

  #enqueue(mailbox: MailboxRef, trigger: Trigger): void {
    this.#options.queue.enqueue({ ...mailbox, trigger }).catch((error: unknown) => this.#complain(error));
  }

  #complain(error: unknown): void {
    const message = error instanceof Error ? error.message : String(error);
    this.#options.log.error({ error: message }, 'listening for notifications met an error');
  }
}
