import { randomUUID } from 'node:crypto';
import type { Language } from '../model/organization.ts';
import { insertActivityType } from './activity-types.ts';
import { TYPES } from './example-company/types.ts';
import { type Handle, inTransaction } from './handle.ts';
import { insertOrganization } from './organizations.ts';
import { insertUser } from './users.ts';

export interface NewCompany {
  readonly name: string;
  /** IANA zone. */
  readonly timeZone: string;
  readonly administrator: {
    readonly email: string;
    readonly firstName: string;
    readonly lastName: string;
    readonly language: Language;
    readonly passwordHash: string;
  };
}

/**
 * Adds a company with the usual activity types and its first administrator, whole or not at all. The
 * synchronization is off for everyone, and nothing here can turn it on. Answers the new ids.
 */
export async function insertCompany(
  db: Handle,
  company: NewCompany,
): Promise<{ readonly organizationId: string; readonly userId: string }> {
  const organizationId = randomUUID();
  const userId = randomUUID();
  const { name, timeZone, administrator } = company;
  await inTransaction(db, async (trx) => {
    await insertOrganization(trx, { id: organizationId, name: name.trim(), timeZone });
    await insertTypes(trx, organizationId);
    const role = 'administrator';
    await insertUser(trx, { organizationId, id: userId, ...administrator, role, timeZone });
  });
  return { organizationId, userId };
}

/** The same types as the example company's, under ids of their own; the first is the default. */
async function insertTypes(db: Handle, organizationId: string): Promise<void> {
  for (const [sortOrder, { id: _, ...type }] of Object.values(TYPES).entries()) {
    const flags = { isActive: true, isDefault: sortOrder === 0, isPaidLeave: type.category === 'Absences' };
    await insertActivityType(db, organizationId, { ...type, ...flags, sortOrder });
  }
}
