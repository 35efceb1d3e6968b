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

const COLUMNS = sql`id, email, first_name, last_name, role, language, time_zone, is_active, last_sign_in_at, state,
  was_on, enabled_at, last_success_at, last_finished_at, last_error, mailbox_address, resolved_address,
  by_sign_in_name, problems, held, problem_kinds, invited_at, invited_by, invitation_mail, invitation_dismissed`;

/** A page of a company's users, and how many there are. Users of the same rank stand in the order of their names, then ids. */
export async function listUserOverviews(
  db: Handle,
  organizationId: string,
  asked: UserPageAsked,
): Promise<{ readonly rows: readonly UserOverview[]; readonly counts: UserCounts }> {
  const { rows } = await sql<UserOverview>`with people as (${people(organizationId)})
    select ${COLUMNS} from people where ${matching(asked)} order by ${orderOf(asked)}
    offset ${asked.offset} limit ${asked.limit}`.execute(db);
  return { rows, counts: await countUsers(db, organizationId, asked) };
}

/** One user of the list; undefined when the company has none of this id. */
export async function findUserOverview(
  db: Handle,
  organizationId: string,
  userId: string,
): Promise<UserOverview | undefined> {
  const { rows } = await sql<UserOverview>`select ${COLUMNS}
    from (${people(organizationId, userId)}) one`.execute(db);
  return rows[0];
}

async function countUsers(db: Handle, organizationId: string, filter: UserFilter): Promise<UserCounts> {
  const counted = STATES.map(
    (state) => sql`count(*) filter (where ${matching({ state })})::int as ${sql.ref(state)}`,
  );
  const { rows } = await sql<UserCounts>`with people as (${people(organizationId)})
    select count(*) filter (where ${matching({})})::int as "all",
      count(*) filter (where ${matching(filter)})::int as total, ${sql.join(counted)}
    from people`.execute(db);
  return rows[0] as UserCounts;
}
