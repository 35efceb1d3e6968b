import { sql } from 'kysely';
import type { Organization } from '../model/organization.ts';
import type { Instant } from '../model/time.ts';
import { type Handle, inTransaction } from './handle.ts';

/** A support person by account: ids are the accounts' companies' own. */
export interface SupportPerson {
  readonly homeId: string;
  readonly userId: string;
}

/** A support person as an operator sees them, with the companies besides their own that they look after. */
export interface SupportOverview extends SupportPerson {
  readonly name: string;
  readonly email: string;
  readonly homeName: string;
  readonly companies: readonly { readonly id: string; readonly name: string }[];
}

/** All active support people of the installation, by name. For operators alone. */
export async function listSupportPeople(db: Handle): Promise<readonly SupportOverview[]> {
  return db
    .selectFrom('users as u')
    .innerJoin('organizations as o', 'o.id', 'u.organizationId')
    .select(['u.organizationId as homeId', 'u.id as userId', 'u.email', 'o.name as homeName'])
    .select(sql<string>`trim(u.first_name || ' ' || u.last_name)`.as('name'))
    .select(
      sql<
        SupportOverview['companies']
      >`coalesce((select json_agg(json_build_object('id', c.id, 'name', c.name)
        order by c.name) from support_assignments a join organizations c on c.id = a.organization_id
        where a.home_id = u.organization_id and a.user_id = u.id and a.ended_at is null), '[]')`.as(
        'companies',
      ),
    )
    .where('u.role', '=', 'support')
    .where('u.isActive', '=', true)
    .orderBy('name')
    .orderBy('u.id')
    .execute();
}

/** The companies besides their own that a support person looks after, by name. */
export async function assignedCompanies(db: Handle, person: SupportPerson): Promise<readonly Organization[]> {
  return db
    .selectFrom('supportAssignments as a')
    .innerJoin('organizations as o', 'o.id', 'a.organizationId')
    .select(['o.id', 'o.name', 'o.timeZone'])
    .where('a.homeId', '=', person.homeId)
    .where('a.userId', '=', person.userId)
    .where('a.endedAt', 'is', null)
    .orderBy('o.name')
    .execute();
}

/** Whether a support person looks after this company, besides their own. */
export async function isAssigned(db: Handle, person: SupportPerson, companyId: string): Promise<boolean> {
  const found = await db
    .selectFrom('supportAssignments')
    .select('assignedAt')
    .where('organizationId', '=', companyId)
    .where('homeId', '=', person.homeId)
    .where('userId', '=', person.userId)
    .where('endedAt', 'is', null)
    .executeTakeFirst();
  return found !== undefined;
}

/** What a change of assignments came to: ids of companies. */
export interface AssignmentChange {
  readonly begun: readonly string[];
  readonly ended: readonly string[];
}

/**
 * Makes these companies, and no others, the ones that a support person looks after besides their own. Companies
 * that stand there already keep the time of their assignment.
 */
export async function assignCompanies(
  db: Handle,
  { homeId, userId }: SupportPerson,
  companyIds: readonly string[],
  by: string,
  at: Instant,
): Promise<AssignmentChange> {
  return inTransaction(db, async (trx) => {
    const before = new Set((await assignedCompanies(trx, { homeId, userId })).map(({ id }) => id));
    const after = new Set(companyIds);
    const begun = [...after].filter((id) => !before.has(id));
    const ended = [...before].filter((id) => !after.has(id));
    for (const organizationId of begun)
      await trx
        .insertInto('supportAssignments')
        .values({ organizationId, homeId, userId, assignedBy: by, assignedAt: at, endedAt: null })
        .onConflict((conflict) =>
          conflict
            .columns(['organizationId', 'homeId', 'userId'])
            .doUpdateSet({ assignedBy: by, assignedAt: at, endedAt: null }),
        )
        .execute();
    if (ended.length > 0)
      await trx
        .updateTable('supportAssignments')
        .set({ endedAt: at })
        .where('homeId', '=', homeId)
        .where('userId', '=', userId)
        .where('organizationId', 'in', ended)
        .execute();
    return { begun, ended };
  });
}
