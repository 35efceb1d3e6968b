import type { HaltReason } from '../model/plan.ts';
import type { ErrorDetails } from '../model/problem.ts';
import type { Instant } from '../model/time.ts';
import type { Handle } from './handle.ts';
import { asJson } from './schema/columns.ts';
import type { Counts } from './schema/synchronization.ts';
import type { Synchronization } from './synchronizations.ts';

/** The run on whose behalf something is recorded. */
export interface RunRef {
  readonly organizationId: string;
  readonly userId: string;
  readonly runId: string;
}

/**
 * Takes the right to write for a mailbox from any earlier run. Undefined when there is nothing to run:
 * switched off (and nothing to take back), or paused.
 */
export async function takeMailbox(
  db: Handle,
  organizationId: string,
  userId: string,
  runId: string,
  at: Instant,
): Promise<Synchronization | undefined> {
  return db
    .updateTable('synchronizations')
    .set({ currentRunId: runId, lastStartedAt: at, nextRunAt: null })
    .where('organizationId', '=', organizationId)
    .where('userId', '=', userId)
    .where((eb) => eb.or([eb('state', '=', 'on'), eb('isTakingBack', '=', true)]))
    .returningAll()
    .executeTakeFirst();
}

/** Whether a run still may write for the mailbox; locks the answer for the rest of the transaction. */
export async function holdsMailbox(
  trx: Handle,
  organizationId: string,
  userId: string,
  runId: string,
): Promise<boolean> {
  const row = await trx
    .selectFrom('synchronizations')
    .select('currentRunId')
    .where('organizationId', '=', organizationId)
    .where('userId', '=', userId)
    .forUpdate()
    .executeTakeFirst();
  return row?.currentRunId === runId;
}

/** What a run leaves behind; what is not named stays. */
export interface RunEnding {
  readonly activitiesCursor?: string | null;
  readonly mailboxCursor?: string | null;
  readonly scope?: string | null;
  readonly place?: string | null;
  readonly resolvedAddress?: string | null;
  readonly lastFinishedAt: Instant;
  readonly lastSuccessAt?: Instant;
  readonly lastError: ErrorDetails | null;
  readonly counts?: Counts;
  readonly haltReason?: HaltReason | null;
  readonly failures: number;
  readonly nextRunAt: Instant | null;
  readonly isTakingBack?: boolean;
}

/** Ends a run's hold on the mailbox and remembers how it ended; false when another run took over. */
export async function releaseMailbox(
  db: Handle,
  organizationId: string,
  userId: string,
  runId: string,
  ending: RunEnding | null,
): Promise<boolean> {
  const { lastError, counts, ...rest } = ending ?? {};
  const result = await db
    .updateTable('synchronizations')
    .set({ ...rest, currentRunId: null })
    .$if(ending !== null, (query) => query.set({ lastError: asJson(lastError ?? null) }))
    .$if(counts !== undefined, (query) => query.set({ counts: asJson(counts ?? null) }))
    .where('organizationId', '=', organizationId)
    .where('userId', '=', userId)
    .where('currentRunId', '=', runId)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}
