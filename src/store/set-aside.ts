import { type SqlBool, sql } from 'kysely';
import type { Handle } from './handle.ts';
import type { Problem } from './problems.ts';
import type { Viewer } from './viewer.ts';

/** An entry that is set aside, as a viewer may see it. */
export interface SetAsideEntry extends Omit<Problem, 'subject'> {
  readonly userName: string;
  /** Null where the entry is somebody else's private one. */
  readonly subject: string | null;
}

/** Entries that are set aside for the same reason. */
export interface SetAsideReason {
  readonly code: string;
  readonly advice: string;
  readonly count: number;
  /** In how many users' calendars. */
  readonly users: number;
}

export interface SetAsideFilter {
  readonly userId?: string | undefined;
  readonly code?: string | undefined;
}

/** The condition of all queries here: of a user their own, of everybody else the company's. */
function among(organizationId: string, viewer: Viewer, { userId, code }: SetAsideFilter) {
  return sql<SqlBool>`p.organization_id = ${organizationId}::uuid
    and (${viewer.role !== 'user'} or p.user_id = ${viewer.userId}::uuid)
    and (${userId ?? null}::uuid is null or p.user_id = ${userId ?? null}::uuid)
    and (${code ?? null}::text is null or p.details ->> 'code' = ${code ?? null})`;
}

/** Entries that are set aside, those that were tried last first. */
export async function listSetAside(
  db: Handle,
  organizationId: string,
  viewer: Viewer,
  filter: SetAsideFilter & { readonly offset: number; readonly limit: number },
): Promise<readonly SetAsideEntry[]> {
  const { rows } = await sql<SetAsideEntry>`
    select p.id, p.user_id, p.side, p.entry_id, p.link_id, p.details, p.is_private, p.attempts,
      p.first_at, p.last_at, p.next_try_at, trim(u.first_name || ' ' || u.last_name) as user_name,
      case when p.is_private and p.user_id <> ${viewer.userId}::uuid then null else p.subject end as subject
    from problems p
    join users u on u.organization_id = p.organization_id and u.id = p.user_id
    where ${among(organizationId, viewer, filter)}
    order by p.last_at desc, p.id
    offset ${filter.offset} limit ${filter.limit}`.execute(db);
  return rows;
}

/** Why entries are set aside, and how many for each reason; the most frequent first. */
export async function listSetAsideReasons(
  db: Handle,
  organizationId: string,
  viewer: Viewer,
  filter: SetAsideFilter,
): Promise<readonly SetAsideReason[]> {
  const { rows } = await sql<SetAsideReason>`
    select p.details ->> 'code' as code, min(p.details ->> 'advice') as advice, count(*)::int as count,
      count(distinct p.user_id)::int as users
    from problems p
    where ${among(organizationId, viewer, filter)}
    group by p.details ->> 'code'
    order by count(*) desc, p.details ->> 'code'`.execute(db);
  return rows;
}

/** How many entries were made due, in whose calendar, and how the synchronization of that user stands. */
export interface MadeDue {
  readonly userId: string;
  readonly state: 'off' | 'on' | 'paused';
  readonly count: number;
}

/**
 * Ends the pause of entries that are set aside, so that the next run of each user tries them: one, or all with one
 * code. Only of users who synchronize; of the others it is told how many wait, and nothing is changed.
 */
export async function makeDue(
  db: Handle,
  organizationId: string,
  viewer: Viewer,
  what: SetAsideFilter & { readonly id?: string | undefined },
): Promise<readonly MadeDue[]> {
  const { rows } = await sql<MadeDue>`
    with wanted as (
      select p.id, p.user_id, coalesce(s.state, 'off') as state
      from problems p
      left join synchronizations s on s.organization_id = p.organization_id and s.user_id = p.user_id
      where ${among(organizationId, viewer, what)} and (${what.id ?? null}::uuid is null or p.id = ${what.id ?? null}::uuid)
    ), due as (
      update problems set next_try_at = last_at
      where organization_id = ${organizationId}::uuid and id in (select id from wanted where state = 'on')
    )
    select user_id, state, count(*)::int as count from wanted group by user_id, state order by user_id`.execute(
    db,
  );
  return rows;
}
