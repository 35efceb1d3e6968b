import { sql } from 'kysely';
import type { Organization } from '../model/organization.ts';
import type { Handle } from './handle.ts';

export async function insertOrganization(db: Handle, organization: Organization): Promise<void> {
  const { id, name, timeZone } = organization;
  await db.insertInto('organizations').values({ id, name, timeZone }).execute();
}

export async function findOrganization(db: Handle, id: string): Promise<Organization | undefined> {
  return db
    .selectFrom('organizations')
    .select(['id', 'name', 'timeZone'])
    .where('id', '=', id)
    .executeTakeFirst();
}

/** The company of this name, in any case of letters. */
export async function findOrganizationByName(db: Handle, name: string): Promise<Organization | undefined> {
  return db
    .selectFrom('organizations')
    .select(['id', 'name', 'timeZone'])
    .where('kind', '=', 'company')
    .where(sql<string>`lower(name)`, '=', name.trim().toLowerCase())
    .executeTakeFirst();
}

/** Every company of this installation, by name. For operators' commands, never for a company's users. */
export async function listOrganizations(db: Handle): Promise<readonly Organization[]> {
  return db
    .selectFrom('organizations')
    .select(['id', 'name', 'timeZone'])
    .where('kind', '=', 'company')
    .orderBy('name')
    .execute();
}

/**
 * Takes the next `count` numbers for changes of activities and answers the first. Locks the organization's
 * row until the transaction ends, so that numbers become visible in their order: whoever has seen one has
 * seen, or will never see, all below. Call it before reading what is to be changed.
 */
export async function takeActivitySequence(trx: Handle, organizationId: string, count = 1): Promise<number> {
  const { activitySequence } = await trx
    .updateTable('organizations')
    .set((eb) => ({ activitySequence: eb('activitySequence', '+', count) }))
    .where('id', '=', organizationId)
    .returning('activitySequence')
    .executeTakeFirstOrThrow();
  return activitySequence - count + 1;
}
