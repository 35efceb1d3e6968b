import { type RawBuilder, sql } from 'kysely';
import type { Role } from '../model/organization.ts';
import { ADVICE_OF_PROBLEM, USER_PROBLEMS, type UserProblem } from '../model/user-problem.ts';
import { folded, foldedPattern, inNameOrder } from './name-order.ts';

/** How a user can stand, by which the list is filtered and counted. `off` are all who are off, `never` among them. */
export const STATES = ['on', 'paused', 'off', 'never', 'trouble', 'held', 'disabled'] as const;
export type UserStanding = (typeof STATES)[number];

export interface UserFilter {
  /** Part of the name, the user name, or an address of the mailbox. */
  readonly search?: string | undefined;
  /** Without it all users whose accounts are not disabled. */
  readonly state?: UserStanding | undefined;
  readonly role?: Role | undefined;
  readonly problem?: UserProblem | undefined;
}

/** Columns by which the list can be sorted. */
export const USER_SORTS = [
  'name',
  'email',
  'role',
  'state',
  'since',
  'lastSuccess',
  'problem',
  'invited',
] as const;
export type UserSort = (typeof USER_SORTS)[number];

export interface UserOrder {
  readonly sort?: UserSort | undefined;
  readonly order?: 'asc' | 'desc' | undefined;
}

type Sql = RawBuilder<unknown>;

const FAILED = sql`case when last_error is not null then coalesce(case ${sql.join(
  Object.entries(ADVICE_OF_PROBLEM).map(
    ([kind, advice]) =>
      sql`when last_error ->> 'advice' = any(${sql.lit(`{${advice.join(',')}}`)}::text[]) then ${sql.lit(kind)}`,
  ),
  sql` `,
)} end, 'other') end`;

/**
 * The user's address is none of the mailbox's: the server found it by the sign-in name alone, or the address was
 * changed since and the mailbox of the earlier one is synchronized still.
 */
const MISMATCHED = sql`state <> 'off' and (by_sign_in_name
  or email <> lower(mailbox_address) and email <> lower(coalesce(resolved_address, '')))`;

/**
 * Every user of a company (or one) with all that the list shows. The embedded database gathers no statistics by
 * itself, and without them whole tables would be joined row by row: the laterals, which nothing can flatten, look
 * each user's rows up by their whole key.
 */
export function people(organizationId: string, userId?: string): Sql {
  const one = userId === undefined ? sql`` : sql`and u.id = ${userId}`;
  return sql`select facts.*, array_remove(array[${FAILED}, case when ${MISMATCHED} then 'addressMismatch' end,
      case when held > 0 then 'deletionsHeld' end, case when problems > 0 then 'entriesSetAside' end], null)
      as problem_kinds
    from (
      select u.id, u.email, u.first_name, u.last_name, u.code, u.role, u.language, u.time_zone, u.is_active,
        u.last_sign_in_at, coalesce(s.state, 'off') as state, s.enabled_at is not null as was_on,
        s.enabled_at, s.last_success_at, s.last_finished_at, s.last_error, s.mailbox_address,
        s.resolved_address, coalesce(s.by_sign_in_name, false) as by_sign_in_name,
        case when s.state is null then 0 else (select count(*)::int from problems p
          where p.organization_id = u.organization_id and p.user_id = u.id) end as problems,
        case when s.state is null then 0 else (select count(*)::int from held_deletions h
          where h.organization_id = u.organization_id and h.user_id = u.id
            and not h.is_approved and not h.is_restoring) end as held,
        i.invited_at, i.invited_by, i.mail as invitation_mail, i.dismissed_at is not null as invitation_dismissed
      from users u
      left join lateral (select * from synchronizations where organization_id = u.organization_id
        and user_id = u.id offset 0) s on true
      left join lateral (select * from synchronization_invitations where organization_id = u.organization_id
        and user_id = u.id offset 0) i on true
      where u.organization_id = ${organizationId} ${one} offset 0
    ) facts`;
}

const STANDING: Readonly<Record<UserStanding, Sql>> = {
  on: sql`state = 'on'`,
  paused: sql`state = 'paused'`,
  off: sql`state = 'off'`,
  never: sql`not was_on`,
  trouble: sql`cardinality(problem_kinds) > 0`,
  held: sql`held > 0`,
  disabled: sql`true`,
};

/** The condition of a filter on the rows of `people`. */
export function matching({ search, state, role, problem }: UserFilter): Sql {
  const all: Sql[] = [state === 'disabled' ? sql`not is_active` : sql`is_active`];
  if (state !== undefined) all.push(STANDING[state]);
  if (role !== undefined) all.push(sql`role = ${role}`);
  if (problem !== undefined) all.push(sql`${problem} = any(problem_kinds)`);
  if (search) all.push(sql`${folded(SEARCHED)} like ${foldedPattern(search)}`);
  return sql.join(all, sql` and `);
}

/** Both orders of the name, so that whoever types the last name first finds them too. */
const SEARCHED = sql<string>`concat_ws(' ', first_name, last_name, first_name, email, code, mailbox_address,
  resolved_address)`;

const NAME = [inNameOrder('last_name'), inNameOrder('first_name')];

/** Those who are on before those who paused; who has trouble before who has none. */
const RANK: Readonly<Record<Exclude<UserSort, 'name'>, readonly Sql[]>> = {
  email: [sql`email collate "C"`],
  role: [sql`array_position(array['administrator', 'support', 'user'], role)`],
  state: [sql`array_position(array['on', 'paused', 'off'], state)`, sql`was_on::int`],
  since: [sql`case when state <> 'off' then enabled_at end`],
  lastSuccess: [sql`last_success_at`],
  problem: [
    sql`array_position(array[${sql.join(USER_PROBLEMS.map((kind) => sql.lit(kind)))}], problem_kinds[1])`,
  ],
  invited: [sql`invited_at`],
};

/** Who has nothing in the column comes last, whichever way it is sorted; equals by name, and always by id in the end. */
export function orderOf({ sort = 'name', order = 'asc' }: UserOrder): Sql {
  const direction = order === 'desc' ? sql`desc nulls last` : sql`asc nulls last`;
  const ranks = sort === 'name' ? NAME : RANK[sort];
  const rest = sort === 'name' ? [] : NAME;
  return sql.join([...ranks.map((rank) => sql`${rank} ${direction}`), ...rest, sql`id`]);
}
