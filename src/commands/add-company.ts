import { randomBytes, randomUUID } from 'node:crypto';
import type { Config } from '../config.ts';
import type { Organization } from '../model/organization.ts';
import { insertActivityType } from '../store/activity-types.ts';
import { TYPES } from '../store/example-company/types.ts';
import { type Handle, inTransaction } from '../store/handle.ts';
import { insertOrganization, listOrganizations } from '../store/organizations.ts';
import { hashPassword } from '../store/passwords.ts';
import { findUsersByEmail, insertUser } from '../store/users.ts';
import { CommandError } from './command-error.ts';
import { openFoundation } from './foundation.ts';
import { createLog } from './log.ts';

export interface NewCompany {
  readonly name: string;
  readonly administrator: string;
  readonly timeZone: string;
}

/**
 * `tahti add-company`: a company with the usual activity types and its first administrator, whose password
 * is printed once and stored only as a hash.
 */
export async function addCompany(config: Config, company: NewCompany): Promise<void> {
  checkForm(company);
  await using parts = new AsyncDisposableStack();
  const { database } = await openFoundation(config, createLog('error'), parts);
  await refuseIfThere(database.db, company);
  const password = randomBytes(12).toString('base64url');
  const passwordHash = await hashPassword(password);
  const organization = { id: randomUUID(), name: company.name.trim(), timeZone: company.timeZone };
  await inTransaction(database.db, async (trx) => {
    await insertOrganization(trx, organization);
    await insertTypes(trx, organization.id);
    await insertAdministrator(trx, organization, company.administrator, passwordHash);
  });
  console.log(JSON.stringify({ company: organization.name, administrator: company.administrator, password }));
}

function checkForm({ name, administrator, timeZone }: NewCompany): void {
  if (name.trim() === '') throw new CommandError('The company needs a name (--name).');
  if (!/^[^@\s]+@[^@\s]+$/.test(administrator))
    throw new CommandError(`"${administrator}" is not an e-mail address (--administrator).`);
  try {
    new Intl.DateTimeFormat('en', { timeZone });
  } catch {
    throw new CommandError(`"${timeZone}" is not a time zone; an example is Europe/Helsinki (--time-zone).`);
  }
}

async function refuseIfThere(db: Handle, { name, administrator }: NewCompany): Promise<void> {
  if ((await listOrganizations(db)).some((one) => one.name === name.trim()))
    throw new CommandError(`There is a company named "${name.trim()}" already.`);
  if ((await findUsersByEmail(db, administrator)).length > 0)
    throw new CommandError(`The address ${administrator} belongs to a user already.`);
}

/** The same types as the example company's, under ids of their own; the first is the default. */
async function insertTypes(db: Handle, organizationId: string): Promise<void> {
  for (const [sortOrder, { id: _, ...type }] of Object.values(TYPES).entries()) {
    const flags = { isActive: true, isDefault: sortOrder === 0, isPaidLeave: type.category === 'Absences' };
    await insertActivityType(db, organizationId, { ...type, ...flags, sortOrder });
  }
}

function insertAdministrator(
  db: Handle,
  organization: Organization,
  email: string,
  passwordHash: string,
): Promise<void> {
  return insertUser(db, {
    organizationId: organization.id,
    id: randomUUID(),
    email,
    firstName: email.split('@')[0] ?? email,
    lastName: '',
    role: 'administrator',
    passwordHash,
    language: 'en',
    timeZone: organization.timeZone,
  });
}
