import { sql } from 'kysely';
import type { Role } from '../model/organization.ts';
import type { ErrorDetails } from '../model/problem.ts';
import type { Instant } from '../model/time.ts';
import type { Handle } from './handle.ts';
import type { SynchronizationState } from './schema/synchronization.ts';

/** A user with how their synchronization stands, for the administrator's list. */
export interface UserOverview {
  readonly id: string;
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly role: Role;
  readonly state: SynchronizationState;
  readonly enabledAt: Instant | null;
  readonly lastSuccessAt: Instant | null;
  readonly lastFinishedAt: Instant | null;
  readonly lastError: ErrorDetails | null;
  readonly problems: number;
}

export interface UserOverviewFilter {
  /** Part of the name or the address. */
  readonly search?: string | undefined;
  readonly state?: SynchronizationState | undefined;
  readonly offset: number;
  readonly limit: number;
}

/** Active users by last name, and how many there are in all. */
export async function listUserOverviews(
  db: Handle,
  organizationId: string,
  filter: UserOverviewFilter,
): Promise<{ readonly rows: readonly UserOverview[]; readonly total: number }> {
  let query = db
    .selectFrom('users as u')
    .leftJoin('synchronizations as s', (join) =>
      join.onRef('s.organizationId', '=', 'u.organizationId').onRef('s.userId', '=', 'u.id'),
    )
    .where('u.organizationId', '=', organizationId)
    .where('u.isActive', '=', true);
  if (filter.search) {
    const pattern = `%${filter.search.replace(/[\\%_]/g, '\\$&')}%`;
    const name = sql<string>`u.first_name || ' ' || u.last_name`;
    query = query.where((eb) => eb.or([eb('u.email', 'ilike', pattern), eb(name, 'ilike', pattern)]));
  }
  const state = sql<SynchronizationState>`coalesce(s.state, 'off')`;
  if (filter.state) query = query.where(state, '=', filter.state);
  const { total } = await query
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const problems = sql<number>`(select count(*) from problems p
    where p.organization_id = u.organization_id and p.user_id = u.id)`;
  const rows = await query
    .select(['u.id', 'u.email', 'u.firstName', 'u.lastName', 'u.role', state.as('state')])
    .select(['s.enabledAt', 's.lastSuccessAt', 's.lastFinishedAt', 's.lastError', problems.as('problems')])
    .orderBy('u.lastName')
    .orderBy('u.firstName')
    .orderBy('u.id')
    .offset(filter.offset)
    .limit(filter.limit)
    .execute();
  return { rows, total };
}
