import { sql } from 'kysely';
import type { Language, Role } from '../model/organization.ts';
import type { ErrorDetails } from '../model/problem.ts';
import type { Instant } from '../model/time.ts';
import type { UserProblem } from '../model/user-problem.ts';
import type { Handle } from './handle.ts';
import type { InvitationMail } from './schema/invitations.ts';
import type { SynchronizationState } from './schema/synchronization.ts';
import { matching, orderOf, people, STATES, type UserFilter, type UserOrder } from './user-overview-query.ts';

/** A user with how their synchronization stands, for the administrator's list. */
export interface UserOverview {
  readonly id: string;
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly role: Role;
  readonly language: Language;
  readonly timeZone: string;
  readonly isActive: boolean;
  readonly lastSignInAt: Instant | null;
  readonly state: SynchronizationState;
  /** False for those who have never switched on. */
  readonly wasOn: boolean;
  readonly enabledAt: Instant | null;
  readonly lastSuccessAt: Instant | null;
  readonly lastFinishedAt: Instant | null;
  readonly lastError: ErrorDetails | null;
  readonly mailboxAddress: string | null;
  readonly resolvedAddress: string | null;
  readonly bySignInName: boolean;
  /** Entries set aside. */
  readonly problems: number;
  /** Deletions that wait for a person. */
  readonly held: number;
  /** What is wrong, the most pressing first. */
  readonly problemKinds: readonly UserProblem[];
  readonly invitedAt: Instant | null;
  readonly invitedBy: string | null;
  readonly invitationMail: InvitationMail | null;
  readonly invitationDismissed: boolean;
}

/** How many there are: of all active users by how they stand, and of those that the filter lets through. */
export type UserCounts = Readonly<Record<(typeof STATES)[number] | 'all' | 'total', number>>;

export interface UserPageAsked extends UserFilter, UserOrder {
  readonly offset: number;
  readonly limit: number;
}

/** Of one row of `people`; who invited is looked up for the rows that are shown alone. */
const COLUMNS = sql`id, email, first_name, last_name, role, language, time_zone, is_active, last_sign_in_at, state,
  was_on, enabled_at, last_success_at, last_finished_at, last_error, mailbox_address, resolved_address,
  by_sign_in_name, problems, held, problem_kinds, invited_at, invitation_mail, invitation_dismissed`;

const inviterOf = (
  organizationId: string,
) => sql`(select trim(b.first_name || ' ' || b.last_name) from users b
  where b.organization_id = ${organizationId} and b.id = invited_by) as invited_by`;

/**
 * A page of a company's users, and how many there are, by one look at each user. Users of the same rank stand in
 * the order of their names, then ids, so that pages neither repeat nor leave out anybody.
 */
export async function listUserOverviews(
  db: Handle,
  organizationId: string,
  asked: UserPageAsked,
): Promise<{ readonly rows: readonly UserOverview[]; readonly counts: UserCounts }> {
  const { rows } = await sql<{ counts: UserCounts; place: number } & (UserOverview | { id: null })>`
    with people as materialized (${people(organizationId)}),
    counted as (select jsonb_build_object(${sql.join(countsOf(asked))}) as counts from people),
    page as (
      select ${COLUMNS}, ${inviterOf(organizationId)}, row_number() over (order by ${orderOf(asked)}) as place
      from people where ${matching(asked)} order by place offset ${asked.offset} limit ${asked.limit}
    )
    select * from counted left join page on true order by place`.execute(db);
  const found = rows.flatMap(({ counts: _counts, place: _place, ...row }) => (row.id === null ? [] : [row]));
  return { counts: (rows[0] as { counts: UserCounts }).counts, rows: found };
}

/** Names and values of the counts, one after the other. */
function countsOf(filter: UserFilter) {
  const conditions = Object.entries({
    all: matching({}),
    total: matching(filter),
    ...Object.fromEntries(STATES.map((state) => [state, matching({ state })])),
  });
  return conditions.flatMap(([name, condition]) => [
    sql.lit(name),
    sql`count(*) filter (where ${condition})::int`,
  ]);
}

/** One user of the list; undefined when the company has none of this id. */
export async function findUserOverview(
  db: Handle,
  organizationId: string,
  userId: string,
): Promise<UserOverview | undefined> {
  const { rows } = await sql<UserOverview>`select ${COLUMNS}, ${inviterOf(organizationId)}
    from (${people(organizationId, userId)}) one`.execute(db);
  return rows[0];
}
