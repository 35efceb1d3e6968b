import { type SyncTools, synchronizeMailbox } from '../sync/mailbox.ts';
import type { RunResult } from '../sync/run-sync.ts';
import { followParticipants } from './follow-participants.ts';
import type { HealthRecorder } from './health/health-recorder.ts';
import type { SyncMetrics } from './metrics.ts';
import type { Pauses } from './pauses.ts';
import type { RunQueue, TakenRun } from './queue.ts';

export interface RunTools {
  readonly tools: SyncTools;
  readonly queue: Pick<RunQueue, 'enqueue'>;
  readonly metrics: SyncMetrics;
  readonly recorder: Pick<HealthRecorder, 'countRun'>;
  readonly pauses: Pick<Pauses, 'note' | 'connectionOf'>;
}

/** What the worker does with a run: synchronize, count, say how it ended, let other participants follow. */
export function runTaken({ tools, queue, metrics, recorder, pauses }: RunTools) {
  return async (
    { organizationId, userId, trigger }: TakenRun,
    signal: AbortSignal,
  ): Promise<RunResult | null> => {
    const mailbox = { organizationId, userId };
    const connection = await pauses.connectionOf(organizationId);
    const started = performance.now();
    const result = await synchronizeMailbox(tools, mailbox, trigger, signal);
    if (!result) return null;
    const millis = Math.round(performance.now() - started);
    metrics.countRun(trigger, result, millis);
    recorder.countRun(organizationId, result);
    const { outcome } = result;
    const fields = { ...mailbox, trigger, millis, outcome: outcome.state };
    if (outcome.state === 'failed') {
      const { code, requestId, retryAfter } = outcome.error;
      if (retryAfter !== null) pauses.note(organizationId, outcome.nextRunAt, connection);
      tools.log.warn({ ...fields, code, requestId }, 'a mailbox could not be synchronized');
    }
    await followParticipants(tools.db, queue, mailbox, result.touchedActivities);
    return result;
  };
}
