import { sql } from 'kysely';
import type { ErrorDetails } from '../model/problem.ts';
import { noRecognition, type RecognitionCounts, type UnsureEntry } from '../model/recognition.ts';
import type { Instant } from '../model/time.ts';
import type { Handle } from './handle.ts';
import type { Move } from './moves.ts';
import type { MoveUserState } from './schema/moves.ts';

/** Which move is told of. */
export type MoveRef = Pick<Move, 'organizationId' | 'id'>;

/** How far a look has come, and what it found in all. */
export interface MoveTotals {
  readonly users: number;
  readonly waiting: number;
  readonly looked: number;
  readonly failed: number;
  /** Users with entries that a person has to look at: undecided or gone. */
  readonly unsure: number;
  readonly counts: RecognitionCounts;
}

export async function moveTotals(db: Handle, { organizationId, id }: MoveRef): Promise<MoveTotals> {
  const names = Object.keys(noRecognition());
  const sums = names.map(
    (name) => sql`${sql.lit(name)}::text, coalesce(sum((counts ->> ${name})::int), 0)::int`,
  );
  const { rows } = await sql<MoveTotals>`
    select count(*)::int as users, count(*) filter (where state = 'waiting')::int as waiting,
      count(*) filter (where state = 'looked')::int as looked,
      count(*) filter (where state = 'failed')::int as failed,
      count(*) filter (where ${isUnsure})::int as unsure, jsonb_build_object(${sql.join(sums)}) as counts
    from move_users m where organization_id = ${organizationId}::uuid and move_id = ${id}::uuid`.execute(db);
  return rows[0] as MoveTotals;
}

const isUnsure = sql`m.state = 'looked' and ((m.counts ->> 'undecided')::int > 0 or (m.counts ->> 'gone')::int > 0)`;

/** How far the mailboxes have come since the move was confirmed. */
export interface MoveArrivals {
  readonly users: number;
  /** Recognised over the new connection, in a run that succeeded. */
  readonly arrived: number;
  /** Not yet, and the latest try failed. */
  readonly inTrouble: number;
}

export async function moveArrivals(
  db: Handle,
  { organizationId, id }: MoveRef,
  confirmedAt: Instant,
): Promise<MoveArrivals> {
  const { rows } = await sql<MoveArrivals>`
    select count(*)::int as users, count(*) filter (where s.last_success_at >= ${confirmedAt})::int as arrived,
      count(*) filter (where s.last_error is not null and s.last_finished_at >= ${confirmedAt}
        and (s.last_success_at is null or s.last_success_at < ${confirmedAt}))::int as in_trouble
    from move_users u join synchronizations s
      on s.organization_id = u.organization_id and s.user_id = u.user_id
    where u.organization_id = ${organizationId}::uuid and u.move_id = ${id}::uuid and s.state = 'on'`.execute(
    db,
  );
  return rows[0] as MoveArrivals;
}

/** One user of a move. */
export interface MoveUser {
  readonly userId: string;
  readonly name: string;
  readonly email: string;
  readonly state: MoveUserState;
  readonly resolvedAddress: string | null;
  readonly counts: RecognitionCounts | null;
  readonly unsure: readonly UnsureEntry[];
  readonly error: ErrorDetails | null;
  readonly lookedAt: Instant | null;
}

export interface MoveUserFilter {
  /** Part of a name or an address. */
  readonly search?: string | undefined;
  /** `attention`: not looked at, or with entries that a person has to know of. */
  readonly show: 'all' | 'attention' | 'failed';
  readonly offset: number;
  readonly limit: number;
}

const COLUMNS = sql`m.user_id, trim(u.first_name || ' ' || u.last_name) as name, u.email, m.state,
  m.resolved_address, m.counts, m.unsure, m.error, m.looked_at`;

const FROM = sql`from move_users m join users u on u.organization_id = m.organization_id and u.id = m.user_id`;

/** A page of the users of a move, those who need somebody's eye first, and how many there are. */
export async function listMoveUsers(
  db: Handle,
  { organizationId, id }: MoveRef,
  filter: MoveUserFilter,
): Promise<{ readonly rows: readonly MoveUser[]; readonly total: number }> {
  const matches = sql`m.organization_id = ${organizationId}::uuid and m.move_id = ${id}::uuid and ${shownIn(filter)}`;
  const { rows } = await sql<MoveUser>`select ${COLUMNS} ${FROM} where ${matches}
    order by (m.state = 'failed') desc, coalesce(${isUnsure}, false) desc, u.last_name, u.first_name, u.id
    offset ${filter.offset} limit ${filter.limit}`.execute(db);
  const counted = await sql<{
    total: number;
  }>`select count(*)::int as total ${FROM} where ${matches}`.execute(db);
  return { rows, total: counted.rows[0]?.total ?? 0 };
}

function shownIn({ search, show }: MoveUserFilter) {
  const part = `%${(search ?? '').trim().replace(/[\\%_]/g, '\\$&')}%`;
  const named = sql`(u.email ilike ${part} or (u.first_name || ' ' || u.last_name) ilike ${part})`;
  if (show === 'failed') return sql`${named} and m.state = 'failed'`;
  return show === 'attention' ? sql`${named} and (m.state = 'failed' or (${isUnsure}))` : named;
}

/** One user in a move; undefined where they are not in it. */
export async function findMoveUser(
  db: Handle,
  { organizationId, id }: MoveRef,
  userId: string,
): Promise<MoveUser | undefined> {
  const { rows } = await sql<MoveUser>`select ${COLUMNS} ${FROM}
    where m.organization_id = ${organizationId}::uuid and m.move_id = ${id}::uuid
      and m.user_id = ${userId}::uuid`.execute(db);
  return rows[0];
}

/** Whether a change of the connection concerns anybody: somebody synchronizes, or did before they paused. */
export async function isInUse(db: Handle, organizationId: string): Promise<boolean> {
  const row = await db
    .selectFrom('synchronizations')
    .select('userId')
    .where('organizationId', '=', organizationId)
    .where('state', 'in', ['on', 'paused'])
    .where('lastSuccessAt', 'is not', null)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** Users who have switched on since the look and are not in it: they are recognised when their turn comes. */
export async function joinedSince(db: Handle, { organizationId, id }: MoveRef): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from synchronizations s
    where s.organization_id = ${organizationId}::uuid and s.state in ('on', 'paused') and not exists (
      select from move_users m where m.organization_id = s.organization_id and m.move_id = ${id}::uuid
        and m.user_id = s.user_id)
      and exists (select from users u where u.organization_id = s.organization_id and u.id = s.user_id
        and u.is_active)`.execute(db);
  return rows[0]?.count ?? 0;
}
