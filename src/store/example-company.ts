import { createActivities } from './activities/create-activities.ts';
import { insertActivityType } from './activity-types.ts';
import { insertApiClient } from './api-tokens.ts';
import type { Database } from './database.ts';
import { exampleActivities } from './example-company/activities.ts';
import { ORGANIZATION, PEOPLE } from './example-company/people.ts';
import { TYPES } from './example-company/types.ts';
import { type Handle, inTransaction } from './handle.ts';
import { findOrganization, insertOrganization } from './organizations.ts';
import { hashPassword } from './passwords.ts';
import { insertUser } from './users.ts';

const PASSWORD = 'tahti-demo';

export interface ExampleCompany {
  readonly organizationId: string;
}

/** Every scope of the Severa-shaped API, for the demo's client. */
const SCOPES = [
  'activities:read',
  'activities:write',
  'activities:delete',
  'users:read',
  'settings:read',
  'settings:write',
  'settings:delete',
  'organization:read',
];

/**
 * Makes the company Esimerkki Oy with its people, activity types, API client and activities around the week
 * of `now` (milliseconds since the epoch), all or nothing. On a database that has it, nothing is touched.
 */
export async function seedExampleCompany({ db }: Pick<Database, 'db'>, now: number): Promise<ExampleCompany> {
  const company = { organizationId: ORGANIZATION.id };
  if (await findOrganization(db, ORGANIZATION.id)) return company;
  const hashes = { password: await hashPassword(PASSWORD), client: await hashPassword('demo-secret') };
  await inTransaction(db, async (trx) => {
    await insertOrganization(trx, ORGANIZATION);
    for (const person of Object.values(PEOPLE))
      await insertUser(trx, { ...person, ...company, passwordHash: hashes.password });
    await seedTypes(trx);
    const client = { clientId: 'demo-client', secretHash: hashes.client, scopes: SCOPES };
    await insertApiClient(trx, { ...company, ...client });
    await createActivities(trx, ORGANIZATION.id, exampleActivities(now), null);
  });
  return company;
}

async function seedTypes(trx: Handle): Promise<void> {
  for (const [sortOrder, { id, ...type }] of Object.values(TYPES).entries()) {
    const flags = { isActive: true, isDefault: sortOrder === 0, isPaidLeave: type.category === 'Absences' };
    await insertActivityType(trx, ORGANIZATION.id, { ...type, ...flags, sortOrder }, id);
  }
}
