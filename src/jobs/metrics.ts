import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { RunCounts } from '../model/run-counts.ts';
import type { Trigger } from '../model/trigger.ts';
import type { RunResult } from '../sync/run-sync.ts';
import type { QueueSize } from './queue.ts';

/** What was done to entries, as the label `action` of `tahti_entries_total`. */
const ACTIONS: readonly (keyof RunCounts)[] = [
  'createdActivities',
  'createdInMailbox',
  'changedActivities',
  'changedInMailbox',
  'deletedActivities',
  'deletedFromMailbox',
  'matched',
  'conflicts',
  'setAside',
  'held',
];

export interface ListeningSize {
  readonly connected: number;
  readonly waiting: number;
}

/** The synchronizer's figures for Prometheus. Labels never name a person, a company or an entry. */
export class SyncMetrics {
  readonly registry: Registry;
  readonly #runs: Counter<'trigger' | 'outcome'>;
  readonly #seconds: Histogram;
  readonly #entries: Counter<'action'>;
  readonly #failures: Counter<'source' | 'code'>;
  readonly #arrival: Histogram;
  readonly #notifications: Counter<'kind'>;
  readonly #throttled: Counter;
  readonly #throttledSeconds: Counter;
  readonly #alertMessages: Counter<'channel' | 'outcome'>;

  constructor(registry: Registry = new Registry()) {
    this.registry = registry;
    const registers = [registry];
    this.#runs = new Counter({
      name: 'tahti_runs_total',
      help: 'Runs by what started them and how they ended.',
      labelNames: ['trigger', 'outcome'],
      registers,
    });
    this.#seconds = new Histogram({
      name: 'tahti_run_seconds',
      help: 'How long runs took.',
      buckets: [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300],
      registers,
    });
    this.#entries = new Counter({
      name: 'tahti_entries_total',
      help: 'Entries by what was done to them.',
      labelNames: ['action'],
      registers,
    });
    this.#failures = new Counter({
      name: 'tahti_failures_total',
      help: 'Failed runs by where the failure came from and its code.',
      labelNames: ['source', 'code'],
      registers,
    });
    this.#arrival = new Histogram({
      name: 'tahti_arrival_seconds',
      help: 'From the change of an entry on one side to its arrival on the other.',
      buckets: [0.1, 0.25, 0.5, 1, 2, 5, 10, 30, 60, 300, 1800],
      registers,
    });
    this.#throttled = new Counter({
      name: 'tahti_throttled_runs_total',
      help: 'Runs that ended because a server asked to come back later.',
      registers,
    });
    this.#throttledSeconds = new Counter({
      name: 'tahti_throttled_seconds_total',
      help: 'Seconds that servers asked those runs to wait.',
      registers,
    });
    this.#alertMessages = new Counter({
      name: 'tahti_alert_messages_total',
      help: 'Tries to send a message about an alert, by its way and how they ended.',
      labelNames: ['channel', 'outcome'],
      registers,
    });
    this.#notifications = new Counter({
      name: 'tahti_notifications_total',
      help: 'Words about mailboxes: changes that were told, and gaps in which changes may have gone untold.',
      labelNames: ['kind'],
      registers,
    });
  }

  /** Counts a notification of a change, or a gap after which a mailbox is looked at. */
  countNotification(kind: 'event' | 'gap'): void {
    this.#notifications.inc({ kind });
  }

  /** Shows for how many mailboxes notifications arrive here, and for how many they are waited for. */
  watchListening(size: () => ListeningSize): void {
    new Gauge({
      name: 'tahti_listened_mailboxes',
      help: 'Mailboxes that this process listens for: connected, or waiting and left to the sweep.',
      labelNames: ['state'],
      registers: [this.registry],
      collect() {
        const { connected, waiting } = size();
        this.set({ state: 'connected' }, connected);
        this.set({ state: 'waiting' }, waiting);
      },
    });
  }

  /** Counts a try to send a message about an alert. */
  countAlertMessage(channel: string, outcome: 'sent' | 'failed'): void {
    this.#alertMessages.inc({ channel, outcome });
  }

  /** Shows the queue's size whenever the figures are read. */
  watchQueue(size: () => Promise<QueueSize>): void {
    new Gauge({
      name: 'tahti_queue_size',
      help: 'Mailboxes in the queue, waiting and active.',
      labelNames: ['state'],
      registers: [this.registry],
      async collect() {
        const { waiting, active } = await size();
        this.set({ state: 'waiting' }, waiting);
        this.set({ state: 'active' }, active);
      },
    });
  }

  /** Counts a run; `millis` is how long it took. */
  countRun(trigger: Trigger, result: RunResult, millis: number): void {
    this.#runs.inc({ trigger, outcome: result.outcome.state });
    this.#seconds.observe(millis / 1000);
    for (const action of ACTIONS)
      if (result.counts[action] > 0) this.#entries.inc({ action }, result.counts[action]);
    if (result.outcome.state === 'failed') {
      const { source, code, retryAfter } = result.outcome.error;
      this.#failures.inc({ source, code });
      if (retryAfter !== null) {
        this.#throttled.inc();
        this.#throttledSeconds.inc(retryAfter / 1000);
      }
    }
    for (const arrival of result.arrivals) this.#arrival.observe(arrival / 1000);
  }
}
