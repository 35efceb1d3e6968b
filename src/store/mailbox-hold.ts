import type { HaltReason } from '../model/plan.ts';
import type { ErrorDetails } from '../model/problem.ts';
import type { Instant } from '../model/time.ts';
import { CALENDAR_SYNCHRONIZATION } from './add-ons.ts';
import { type Handle, inTransaction } from './handle.ts';
import { asJson } from './schema/columns.ts';
import type { AwaitedEntry, Counts } from './schema/synchronization.ts';
import type { Synchronization } from './synchronizations.ts';

/** The run on whose behalf something is recorded. */
export interface RunRef {
  readonly organizationId: string;
  readonly userId: string;
  readonly runId: string;
}

/**
 * Takes the right to write for a mailbox from any earlier run. Undefined when there is nothing to run: switched
 * off, paused, the user deactivated or the company's add-on switched off, and nothing to take back.
 */
export function takeMailbox(
  db: Handle,
  organizationId: string,
  userId: string,
  runId: string,
  at: Instant,
): Promise<Synchronization | undefined> {
  return inTransaction(db, async (trx) => {
    const mayBegin = await isWanted(trx, organizationId, userId);
    return trx
      .updateTable('synchronizations')
      .set({ currentRunId: runId, lastStartedAt: at, nextRunAt: null })
      .where('organizationId', '=', organizationId)
      .where('userId', '=', userId)
      .where((eb) => eb.or([...(mayBegin ? [eb('state', '=', 'on')] : []), eb('isTakingBack', '=', true)]))
      .returningAll()
      .executeTakeFirst();
  });
}

/**
 * Whether the company and the user are to be synchronized at all. The add-on's row is locked: whoever
 * switches it off at this moment waits, and stops the run that began here.
 */
async function isWanted(trx: Handle, organizationId: string, userId: string): Promise<boolean> {
  const addOn = await trx
    .selectFrom('addOns')
    .select('isActive')
    .where('organizationId', '=', organizationId)
    .where('name', '=', CALENDAR_SYNCHRONIZATION)
    .forShare()
    .executeTakeFirst();
  const user = await trx
    .selectFrom('users')
    .select('isActive')
    .where('organizationId', '=', organizationId)
    .where('id', '=', userId)
    .executeTakeFirst();
  return addOn?.isActive !== false && user?.isActive === true;
}

/** Takes the mailboxes of a company from the runs under way, but for those that take back what was made. */
export async function stopRuns(db: Handle, organizationId: string): Promise<void> {
  await db
    .updateTable('synchronizations')
    .set({ currentRunId: null })
    .where('organizationId', '=', organizationId)
    .where('isTakingBack', '=', false)
    .execute();
}

/** Whether a run still may write for the mailbox, as it is at this moment: nothing is locked, nobody waited for. */
export async function stillHoldsMailbox(
  db: Handle,
  organizationId: string,
  userId: string,
  runId: string,
): Promise<boolean> {
  const row = await db
    .selectFrom('synchronizations')
    .select('currentRunId')
    .where('organizationId', '=', organizationId)
    .where('userId', '=', userId)
    .executeTakeFirst();
  return row?.currentRunId === runId;
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
  readonly bySignInName?: boolean;
  readonly lastFinishedAt: Instant;
  readonly lastSuccessAt?: Instant;
  readonly lastError: ErrorDetails | null;
  readonly counts?: Counts;
  readonly haltReason?: HaltReason | null;
  readonly failures: number;
  readonly nextRunAt: Instant | null;
  readonly isTakingBack?: boolean;
  readonly awaited?: readonly AwaitedEntry[];
}

/** Ends a run's hold on the mailbox and remembers how it ended; false when another run took over. */
export async function releaseMailbox(
  db: Handle,
  organizationId: string,
  userId: string,
  runId: string,
  ending: RunEnding | null,
): Promise<boolean> {
  const { lastError, counts, awaited, ...rest } = ending ?? {};
  const result = await db
    .updateTable('synchronizations')
    .set({ ...rest, currentRunId: null })
    .$if(ending !== null, (query) => query.set({ lastError: asJson(lastError ?? null) }))
    .$if(awaited !== undefined, (query) => query.set({ awaited: JSON.stringify(awaited ?? []) }))
    .$if(counts !== undefined, (query) => query.set({ counts: asJson(counts ?? null) }))
    .where('organizationId', '=', organizationId)
    .where('userId', '=', userId)
    .where('currentRunId', '=', runId)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}
