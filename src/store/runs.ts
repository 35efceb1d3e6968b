import type { Selectable } from 'kysely';
import type { ErrorDetails } from '../model/problem.ts';
import type { Instant } from '../model/time.ts';
import type { Handle } from './handle.ts';
import { asJson } from './schema/columns.ts';
import type { RunState, RunsTable, RunTrigger } from './schema/log.ts';
import type { Counts } from './schema/synchronization.ts';

export type Run = Selectable<RunsTable>;

export interface NewRun {
  readonly organizationId: string;
  readonly id: string;
  readonly userId: string;
  readonly trigger: RunTrigger;
  readonly startedAt: Instant;
}

/** Makes the row of a run that has begun; a second call for the same run changes nothing. */
export async function insertRun(db: Handle, run: NewRun): Promise<void> {
  const row = { ...run, state: 'running', endedAt: null, counts: null, error: null } as const;
  await db
    .insertInto('runs')
    .values(row)
    .onConflict((conflict) => conflict.columns(['organizationId', 'id']).doNothing())
    .execute();
}

/** How far a run is, in steps. */
export async function showProgress(
  db: Handle,
  organizationId: string,
  runId: string,
  progress: { readonly done: number; readonly total: number; readonly phase: string },
): Promise<void> {
  await db
    .updateTable('runs')
    .set(progress)
    .where('organizationId', '=', organizationId)
    .where('id', '=', runId)
    .where('state', '=', 'running')
    .execute();
}

export interface RunEnd {
  readonly state: Exclude<RunState, 'running'>;
  readonly endedAt: Instant;
  readonly counts: Counts | null;
  readonly error: ErrorDetails | null;
}

export async function endRun(db: Handle, organizationId: string, runId: string, end: RunEnd): Promise<void> {
  await db
    .updateTable('runs')
    .set({ ...end, counts: asJson(end.counts), error: asJson(end.error) })
    .where('organizationId', '=', organizationId)
    .where('id', '=', runId)
    .execute();
}

/** What stands in the row of a run that was broken off. */
export const INTERRUPTED: ErrorDetails = {
  kind: 'retry',
  source: 'tahti',
  code: 'RUN_INTERRUPTED',
  words: 'The run ended without a result: its process was stopped or another run took over.',
  requestId: null,
  advice: 'syncInterrupted',
  retryAfter: null,
};

/** Ends the rows that a killed process left running for a mailbox; `exceptRunId` is the run that goes on. */
export async function endInterruptedRuns(
  db: Handle,
  organizationId: string,
  userId: string,
  exceptRunId: string,
  at: Instant,
): Promise<void> {
  await db
    .updateTable('runs')
    .set({ state: 'failed', endedAt: at, error: asJson(INTERRUPTED) })
    .where('organizationId', '=', organizationId)
    .where('userId', '=', userId)
    .where('state', '=', 'running')
    .where('id', '!=', exceptRunId)
    .execute();
}

/** The runs of a user that left a row, the newest first. */
export async function listRuns(
  db: Handle,
  organizationId: string,
  userId: string,
  limit: number,
): Promise<readonly Run[]> {
  return db
    .selectFrom('runs')
    .selectAll()
    .where('organizationId', '=', organizationId)
    .where('userId', '=', userId)
    .orderBy('startedAt', 'desc')
    .limit(limit)
    .execute();
}

export async function latestRun(
  db: Handle,
  organizationId: string,
  userId: string,
): Promise<Run | undefined> {
  return (await listRuns(db, organizationId, userId, 1))[0];
}
