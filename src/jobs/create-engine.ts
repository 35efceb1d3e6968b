import type { Registry } from 'prom-client';
import type { Database } from '../store/database.ts';
import { connectionsSavedAt } from '../store/exchange-settings.ts';
import type { KeptDays } from '../store/retention.ts';
import type { SecretKey } from '../store/secrets.ts';
import type { StoreLog } from '../store/store-log.ts';
import { forgetFailures, switchedOnAmong } from '../store/synchronizations.ts';
import { Connections, type ConnectionsOptions } from '../sync/connections.ts';
import { dryRunFor } from '../sync/dry-run-for.ts';
import { findAddress } from '../sync/find-address.ts';
import type { SyncTools } from '../sync/mailbox.ts';
import { leaveNote, takeNoteAway } from '../sync/mailbox-note.ts';
import { connectionOfMove } from '../sync/move-connection.ts';
import { lookAtMove } from '../sync/move-look.ts';
import { putBack } from '../sync/put-back.ts';
import type { RunResult } from '../sync/run-sync.ts';
import { testConnection } from '../sync/test-connection.ts';
import type { SyncEngine, SyncRequest } from './engine.ts';
import { createWatch, type WatchConfig } from './health/create-watch.ts';
import { HealthRecorder } from './health/health-recorder.ts';
import { Listeners, type ListenersOptions } from './listeners.ts';
import { SyncMetrics } from './metrics.ts';
import { watchInstallation } from './metrics-of-all.ts';
import { MoveLooks } from './moves/move-looks.ts';
import { Pauses } from './pauses.ts';
import { RunQueue } from './queue.ts';
import { runNow } from './run-now.ts';
import { runTaken } from './run-taken.ts';
import { Timetable } from './timetable.ts';
import { Worker } from './worker.ts';

/** How this process takes part in the work. */
export interface EngineConfig {
  /** False for a process that only marks mailboxes, for workers elsewhere. */
  readonly work: boolean;
  /** Mailboxes that this process synchronizes at the same time. */
  readonly concurrency: number;
  /** Seconds between two sweeps of a mailbox that nothing else started. */
  readonly sweepSeconds: number;
  /** Days that the log of entries and runs is kept. */
  readonly retentionDays: number;
  /** Days that figures and the audit trail are kept; the usual ones when left out. */
  readonly kept?: KeptDays;
  /** How alerts go out. */
  readonly watch?: WatchConfig;
  /** Whether a working process listens for Exchange's notifications; true by default. */
  readonly notifications?: boolean;
  /** Times of listening that differ from the usual ones (tests). */
  readonly listening?: Pick<ListenersOptions, 'times' | 'limits'>;
  /** PEM of a certificate authority to trust for Exchange besides the usual ones. */
  readonly extraCa?: string | undefined;
  /** Where Autodiscover is asked first. */
  readonly autodiscoverUrl?: string | undefined;
  /** Login that gives applications their tokens, in place of Microsoft's. */
  readonly loginUrl?: string | undefined;
  /** Limits and retries of the EWS connector that differ from the usual ones. */
  readonly ews?: ConnectionsOptions['ews'];
}

export interface EngineOptions {
  readonly database: Database;
  readonly secretKey: SecretKey;
  readonly log: StoreLog;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly config: EngineConfig;
}

/** The engine of one process: what the API asks of it, and its life. */
export interface Engine extends SyncEngine {
  /** The synchronizer's figures for Prometheus. */
  readonly registry: Registry;
  start(): Promise<void>;
  /** Waits up to `patience` milliseconds for runs under way; what is broken off then is recovered later. */
  stop(patience?: number): Promise<void>;
  /** One run in this process, once no other has the mailbox. Null when there was nothing to run. */
  runNow(request: SyncRequest, signal: AbortSignal): Promise<RunResult | null>;
}

/** How long runs under way are waited for by default, in milliseconds. */
const PATIENCE = 10_000;

/**
 * A longer wait than this (milliseconds) is not slept through inside a run: the run gives its place to
 * others and is tried again when the time has come.
 */
const LONGEST_WAIT_IN_PLACE = 5_000;

/** Wires queue, worker, timetable and loop together. Nothing runs before `start`. */
export function createEngine({ database, secretKey, log, now, config }: EngineOptions): Engine {
  const { db } = database;
  const { extraCa: ca, loginUrl } = config;
  const ews = { ...config.ews, retry: { longestAsked: LONGEST_WAIT_IN_PLACE, ...config.ews?.retry } };
  const connections = new Connections({ db, secretKey, ca, loginUrl, ews });
  const tools: SyncTools = { db, connections, now, log };
  const queue = new RunQueue(database, log);
  const metrics = new SyncMetrics();
  metrics.watchQueue(() => queue.size());
  watchInstallation(metrics.registry, db, now);
  const recorder = new HealthRecorder({ db, now });
  const watch = createWatch({ db, secretKey, queue, recorder, metrics, now, log }, config.watch);
  const pauses = new Pauses(now, (organizationIds) => connectionsSavedAt(db, organizationIds));
  const run = runTaken({ tools, queue, metrics, recorder, pauses });
  const paused = () => pauses.paused();
  const worker = new Worker({ queue, run, concurrency: config.concurrency, paused, log });
  const timetable = new Timetable({ database, queue, now, log, ...config });
  const listeners = new Listeners({
    db,
    alone: database.kind === 'pglite',
    queue,
    connections,
    metrics,
    log,
    ...config.listening,
  });
  const ofMoves = { db, secretKey, ca, loginUrl, ews };
  const moveLooks = new MoveLooks({
    db,
    now,
    log,
    connect: (move) => connectionOfMove(ofMoves, move),
    look: (connection, mailbox, signal) => lookAtMove(tools, connection, mailbox, signal),
  });
  const takeOtherConnection = async (organizationId: string) => {
    pauses.forget(organizationId);
    await connections.forget(organizationId);
    listeners.wake();
  };
  return {
    registry: metrics.registry,
    async enqueue(request) {
      await queue.enqueue(request);
      if (request.trigger === 'switchedOn' || request.trigger === 'takeBack') listeners.wake();
    },
    async activityChanged(organizationId, userIds) {
      for (const userId of await switchedOnAmong(db, organizationId, userIds))
        await queue.enqueue({ organizationId, userId, trigger: 'activitySaved' });
    },
    putBack: (request) => putBack({ db, now }, request),
    dryRun: (organizationId, userId, signal) => dryRunFor(tools, { organizationId, userId }, signal),
    leaveNote: (note, signal) => leaveNote(tools, note, signal),
    takeNoteAway: (note, signal) => takeNoteAway(tools, note, signal),
    testConnection: (candidate, mailbox, signal) =>
      testConnection({ db, secretKey, ca, loginUrl }, candidate, mailbox, signal),
    findAddress: (question, signal) =>
      findAddress({ ca, autodiscoverUrl: config.autodiscoverUrl }, question, signal),
    async connectionChanged(organizationId) {
      await forgetFailures(db, organizationId);
      await takeOtherConnection(organizationId);
    },
    connectionMoved: takeOtherConnection,
    runNow: (request, signal) => runNow(queue, run, request, signal),
    async start() {
      await queue.start();
      if (!config.work) return;
      worker.start();
      timetable.start();
      watch.start();
      moveLooks.start();
      if (config.notifications ?? true) listeners.start();
    },
    async stop(patience = PATIENCE) {
      if (config.work) {
        await listeners.stop();
        await timetable.stop();
        await moveLooks.stop();
        await worker.stop(patience);
      }
      await watch.stop();
      await queue.stop();
      await connections.close();
    },
  };
}
