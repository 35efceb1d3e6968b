import { sql } from 'kysely';
import type { Handle } from './handle.ts';
import type { Viewer } from './viewer.ts';

/** Says whether something is new in what a viewer may see of a log; two that are equal: nothing is. */
export interface LogPulse {
  /** Id of the newest line; 0 where there is none. */
  readonly newest: number;
  /** Changes whenever a run begins, goes on or ends. */
  readonly runs: string;
}

/** The pulse of a log: of a user their own lines and runs, of everybody else the company's. Cheap to ask. */
export async function readLogPulse(db: Handle, organizationId: string, viewer: Viewer): Promise<LogPulse> {
  const own = viewer.role === 'user' ? sql`and user_id = ${viewer.userId}::uuid` : sql``;
  const { rows } = await sql<LogPulse>`
    select coalesce((select max(id) from stories where organization_id = ${organizationId}::uuid ${own}), 0)
        as newest,
      (select count(*) || ' ' || coalesce(sum(done), 0) || ' ' || coalesce(sum(total), 0) from runs
        where organization_id = ${organizationId}::uuid and state = 'running' ${own}) || ' ' ||
      coalesce((select max(ended_at) from runs
        where organization_id = ${organizationId}::uuid and ended_at is not null ${own})::text, '')
        as runs`.execute(db);
  const [{ newest, runs } = { newest: 0, runs: '' }] = rows;
  return { newest: Number(newest), runs };
}
