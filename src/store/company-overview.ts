import { sql } from 'kysely';
import type { Instant } from '../model/time.ts';
import type { Handle } from './handle.ts';

/** A company as an operator sees it: how many people, and how they are; nothing out of their calendars. */
export interface CompanyOverview {
  readonly id: string;
  readonly name: string;
  readonly timeZone: string;
  readonly createdAt: Instant;
  readonly users: number;
  readonly switchedOn: number;
  /** Of those who are switched on, how many met trouble in their last run. */
  readonly inTrouble: number;
  /** The first administrator, by whom the company was begun; null when there is none (any more). */
  readonly administrator: {
    readonly id: string;
    readonly email: string;
    readonly name: string;
  } | null;
  /** True once any administrator of the company has signed in. */
  readonly isTakenOver: boolean;
}

export interface CompanyFilter {
  /** Part of the company's name or of an administrator's address. */
  readonly search?: string | undefined;
  readonly offset: number;
  readonly limit: number;
}

/** Companies by name, and how many there are in all. For operators alone. */
export async function listCompanyOverviews(
  db: Handle,
  { search, offset, limit }: CompanyFilter,
): Promise<{ readonly rows: readonly CompanyOverview[]; readonly total: number }> {
  let query = db.selectFrom('organizations as o').where('o.kind', '=', 'company');
  if (search) {
    const pattern = `%${search.replace(/[\\%_]/g, '\\$&')}%`;
    const byAddress = sql<boolean>`exists (select 1 from users u where u.organization_id = o.id
      and u.role = 'administrator' and u.email ilike ${pattern})`;
    query = query.where((eb) => eb.or([eb('o.name', 'ilike', pattern), byAddress]));
  }
  const { total } = await query
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const rows = await query
    .select(COLUMNS)
    .orderBy('o.name')
    .orderBy('o.id')
    .offset(offset)
    .limit(limit)
    .execute();
  return { rows, total: Number(total) };
}

/** One company; undefined when there is none of this id, or it is where the operators live. */
export async function findCompanyOverview(db: Handle, id: string): Promise<CompanyOverview | undefined> {
  return db
    .selectFrom('organizations as o')
    .select(COLUMNS)
    .where('o.kind', '=', 'company')
    .where('o.id', '=', id)
    .executeTakeFirst();
}

const synchronizations = (condition: ReturnType<typeof sql>) =>
  sql<number>`(select count(*) from synchronizations s where s.organization_id = o.id and ${condition})`;

const COLUMNS = [
  'o.id',
  'o.name',
  'o.timeZone',
  'o.createdAt',
  sql<number>`(select count(*) from users u where u.organization_id = o.id and u.is_active)`.as('users'),
  synchronizations(sql`s.state <> 'off'`).as('switchedOn'),
  synchronizations(sql`s.state <> 'off' and s.last_error is not null`).as('inTrouble'),
  sql<CompanyOverview['administrator']>`(select json_build_object('id', u.id, 'email', u.email,
    'name', trim(u.first_name || ' ' || u.last_name)) from users u
    where u.organization_id = o.id and u.role = 'administrator' and u.is_active
    order by u.created_at, u.id limit 1)`.as('administrator'),
  sql<boolean>`exists (select 1 from users u where u.organization_id = o.id
    and u.role = 'administrator' and u.last_sign_in_at is not null)`.as('isTakenOver'),
] as const;
