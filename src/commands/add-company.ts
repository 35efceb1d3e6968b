import { randomBytes } from 'node:crypto';
import type { Config } from '../config.ts';
import type { Handle } from '../store/handle.ts';
import { insertCompany } from '../store/new-company.ts';
import { findOrganizationByName } from '../store/organizations.ts';
import { hashPassword } from '../store/passwords.ts';
import { findUsersByEmail } from '../store/users.ts';
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
  const { administrator: email, timeZone } = company;
  const name = company.name.trim();
  const firstName = email.split('@')[0] ?? email;
  const administrator = { email, firstName, lastName: '', language: 'en', passwordHash } as const;
  await insertCompany(database.db, { name, timeZone, administrator });
  console.log(JSON.stringify({ company: name, administrator: email, password }));
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
  if (await findOrganizationByName(db, name))
    throw new CommandError(`There is a company named "${name.trim()}" already.`);
  if ((await findUsersByEmail(db, administrator)).length > 0)
    throw new CommandError(`The address ${administrator} belongs to a user already.`);
}
