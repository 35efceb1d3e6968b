import { sql } from 'kysely';
import type { Instant } from '../model/time.ts';
import type { Handle } from './handle.ts';
import type { Run } from './runs.ts';
import type { RunState } from './schema/log.ts';
import type { Viewer } from './viewer.ts';

/** A run as the log shows it. */
export interface RunOfLog extends Run {
  /** First and last name of the user whose calendar it was. */
  readonly userName: string;
}

export interface RunFilter {
  readonly userId?: string | undefined;
  readonly state?: RunState | undefined;
  /** Inclusive. */
  readonly from?: Instant | undefined;
  /** Exclusive. */
  readonly to?: Instant | undefined;
  /** Only runs older than this one: paging. */
  readonly before?: { readonly startedAt: Instant; readonly id: string } | undefined;
  readonly limit: number;
}

/** The runs that left a row, the newest first: of a user their own, of everybody else the company's. */
export async function listRunsOfLog(
  db: Handle,
  organizationId: string,
  viewer: Viewer,
  filter: RunFilter,
): Promise<readonly RunOfLog[]> {
  const { userId, state, from, to, before, limit } = filter;
  return db
    .selectFrom('runs')
    .innerJoin('users', (join) =>
      join.onRef('users.organizationId', '=', 'runs.organizationId').onRef('users.id', '=', 'runs.userId'),
    )
    .selectAll('runs')
    .select(sql<string>`trim(users.first_name || ' ' || users.last_name)`.as('userName'))
    .where('runs.organizationId', '=', organizationId)
    .$if(viewer.role === 'user', (query) => query.where('runs.userId', '=', viewer.userId))
    .$if(userId !== undefined, (query) => query.where('runs.userId', '=', userId as string))
    .$if(state !== undefined, (query) => query.where('runs.state', '=', state as RunState))
    .$if(from !== undefined, (query) => query.where('runs.startedAt', '>=', from as Instant))
    .$if(to !== undefined, (query) => query.where('runs.startedAt', '<', to as Instant))
    .$if(before !== undefined, (query) =>
      query.where(
        sql<boolean>`(runs.started_at, runs.id) < (${before?.startedAt}::timestamptz, ${before?.id}::uuid)`,
      ),
    )
    .orderBy('runs.startedAt', 'desc')
    .orderBy('runs.id', 'desc')
    .limit(limit)
    .execute();
}
