import { sql } from 'kysely';
import type { SideName } from '../model/link.ts';
import type { HaltReason } from '../model/plan.ts';
import type { EntryTime, Instant } from '../model/time.ts';
import type { Handle } from './handle.ts';
import type { HeldDecision } from './held-deletions.ts';
import type { Viewer } from './viewer.ts';

/** What waits for a person in one user's calendars, in numbers. */
export interface HeldOfUser {
  readonly userId: string;
  readonly userName: string;
  readonly state: 'off' | 'on' | 'paused';
  readonly fromActivities: number;
  readonly fromMailbox: number;
  /** Of all of them, how many nobody has decided on. */
  readonly undecided: number;
  readonly since: Instant;
  /** When the latest came to wait: a decision about what is shown reaches to here. */
  readonly until: Instant;
  readonly reason: HaltReason | null;
  /** The latest decision; null while there is none. */
  readonly decidedAt: Instant | null;
  readonly decidedBy: string | null;
  readonly decision: HeldDecision | null;
}

/** The deletions that wait, user by user, those that have waited longest first: one's own, or the company's. */
export async function listHeldByUser(
  db: Handle,
  organizationId: string,
  viewer: Viewer,
  userId?: string,
): Promise<readonly HeldOfUser[]> {
  const only = viewer.role === 'user' ? viewer.userId : userId;
  const { rows } = await sql<HeldOfUser>`
    select h.user_id, trim(u.first_name || ' ' || u.last_name) as user_name, coalesce(s.state, 'off') as state,
      count(*) filter (where h.side = 'activities')::int as from_activities,
      count(*) filter (where h.side = 'mailbox')::int as from_mailbox,
      count(*) filter (where not h.is_approved and not h.is_restoring)::int as undecided,
      min(h.held_at) as since, max(h.held_at) as until, s.halt_reason as reason,
      max(h.decided_at) as decided_at,
      (select trim(d.first_name || ' ' || d.last_name) from users d where d.organization_id = h.organization_id
        and d.id = (array_agg(h.decided_by order by h.decided_at desc nulls last))[1]) as decided_by,
      case when bool_or(h.is_approved) then 'approve' when bool_or(h.is_restoring) then 'restore' end as decision
    from held_deletions h
    join users u on u.organization_id = h.organization_id and u.id = h.user_id
    left join synchronizations s on s.organization_id = h.organization_id and s.user_id = h.user_id
    where h.organization_id = ${organizationId}::uuid
      and (${only ?? null}::uuid is null or h.user_id = ${only ?? null}::uuid)
    group by h.organization_id, h.user_id, u.first_name, u.last_name, s.state, s.halt_reason
    order by min(h.held_at), h.user_id`.execute(db);
  return rows;
}

/** One deletion that waits, as it is shown. */
export interface HeldEntry {
  readonly linkId: string;
  /** Where the entry would be deleted. */
  readonly side: SideName;
  /** Null where the entry is somebody else's private one. */
  readonly subject: string | null;
  readonly isPrivate: boolean;
  readonly time: EntryTime | null;
  readonly heldAt: Instant;
  readonly decision: HeldDecision | null;
}

/** The entries whose deletion waits in one user's calendars, in the order of time in which they take place. */
export async function listHeldEntries(
  db: Handle,
  organizationId: string,
  viewer: Viewer,
  of: { readonly userId: string; readonly offset: number; readonly limit: number },
): Promise<readonly HeldEntry[]> {
  const { rows } = await sql<HeldEntry>`
    select h.link_id, h.side, h.is_private, h.held_at, l.base -> 'time' as time,
      case when h.is_private and h.user_id <> ${viewer.userId}::uuid then null else h.subject end as subject,
      case when h.is_approved then 'approve' when h.is_restoring then 'restore' end as decision
    from held_deletions h
    left join lateral (select case when h.side = 'activities' then activity_base else mailbox_base end as base
      from links where organization_id = h.organization_id and id = h.link_id) l on true
    where h.organization_id = ${organizationId}::uuid and h.user_id = ${of.userId}::uuid
    order by l.base -> 'time' ->> 'start', h.link_id
    offset ${of.offset} limit ${of.limit}`.execute(db);
  return rows;
}
