import { sql } from 'kysely';
import type { ErrorDetails } from '../../model/problem.ts';
import type { Instant } from '../../model/time.ts';
import type { Handle } from '../handle.ts';

/** A mailbox that needs a look: its last run failed, entries of it are set aside, or deletions wait. */
export interface TroubledMailbox {
  readonly userId: string;
  readonly name: string;
  readonly email: string;
  /** When it began to fail; null where its runs succeed. */
  readonly failingSince: Instant | null;
  readonly failures: number;
  readonly nextRunAt: Instant | null;
  readonly lastSuccessAt: Instant | null;
  readonly lastError: ErrorDetails | null;
  readonly setAside: number;
  readonly held: number;
}

/** The first of the failed runs since the last success; their rows may be gone after the log's time. */
export const FAILING_SINCE = sql<Instant | null>`case when s.last_error is not null then coalesce(
  (select min(r.started_at) from runs r where r.organization_id = s.organization_id and r.user_id = s.user_id
    and r.state = 'failed' and r.started_at > coalesce(s.last_success_at, '-infinity')),
  s.last_success_at, s.last_finished_at) end`;

/** Mailboxes in trouble, those first that have failed for longest, and how many there are in all. */
export async function listTroubledMailboxes(
  db: Handle,
  organizationId: string,
  { offset, limit }: { readonly offset: number; readonly limit: number },
): Promise<{ readonly rows: readonly TroubledMailbox[]; readonly total: number }> {
  const { rows } = await sql<TroubledMailbox & { total: number }>`
    with waiting as (
      select user_id, sum(aside)::int as set_aside, sum(held)::int as held from (
        select user_id, count(*) as aside, 0 as held from problems
          where organization_id = ${organizationId} group by user_id
        union all
        select user_id, 0, count(*) from held_deletions where organization_id = ${organizationId}
          and not is_approved and not is_restoring group by user_id
      ) each_kind group by user_id
    )
    select u.id as user_id, trim(u.first_name || ' ' || u.last_name) as name, u.email,
      ${FAILING_SINCE} as failing_since, s.failures, s.next_run_at, s.last_success_at, s.last_error,
      coalesce(w.set_aside, 0) as set_aside, coalesce(w.held, 0) as held, count(*) over ()::int as total
    from synchronizations s
    join users u on u.organization_id = s.organization_id and u.id = s.user_id and u.is_active
    left join waiting w on w.user_id = s.user_id
    where s.organization_id = ${organizationId} and s.state <> 'off'
      and (s.last_error is not null or w.user_id is not null)
    order by failing_since nulls last, u.last_name, u.first_name, u.id
    offset ${offset} limit ${limit}`.execute(db);
  return { rows: rows.map(({ total: _total, ...row }) => row), total: rows[0]?.total ?? 0 };
}
