import { sql } from 'kysely';
import type { Language, Role } from '../model/organization.ts';
import type { Instant } from '../model/time.ts';
import { changePassword } from './change-password.ts';
import type { Handle } from './handle.ts';
import { NO_PASSWORD } from './passwords.ts';
import type { User } from './users.ts';
import { USER_COLUMNS } from './users.ts';

/** What an administrator can change of a user. */
export interface UserChange {
  readonly email?: string;
  readonly firstName?: string;
  readonly lastName?: string;
  readonly role?: Exclude<Role, 'operator'>;
  readonly language?: Language;
  readonly timeZone?: string;
  readonly isActive?: boolean;
}

/**
 * A user, held until the transaction ends, so that two who change them at once do it one after the other. Their
 * company's administrators are held first and in one order: nobody can take the last of them away meanwhile.
 */
export async function holdUser(
  trx: Handle,
  organizationId: string,
  userId: string,
): Promise<{ readonly user: User; readonly administrators: readonly string[] } | undefined> {
  const administrators = await trx
    .selectFrom('users')
    .select('id')
    .where('organizationId', '=', organizationId)
    .where('role', '=', 'administrator')
    .where('isActive', '=', true)
    .orderBy('id')
    .forUpdate()
    .execute();
  const user = await trx
    .selectFrom('users')
    .select(USER_COLUMNS)
    .where('organizationId', '=', organizationId)
    .where('id', '=', userId)
    .forUpdate()
    .executeTakeFirst();
  return user && { user, administrators: administrators.map(({ id }) => id) };
}

/** Changes a user; throws when the company has the address already. Addresses are kept in lower case. */
export async function updateUser(
  trx: Handle,
  organizationId: string,
  userId: string,
  change: UserChange,
): Promise<void> {
  const email = change.email?.toLowerCase();
  await trx
    .updateTable('users')
    .set({ ...change, ...(email === undefined ? {} : { email }), updatedAt: sql<Instant>`now()` })
    .where('organizationId', '=', organizationId)
    .where('id', '=', userId)
    .execute();
}

/**
 * Ends every way in that the account has had: password, links, sessions, and what it was linked to at a provider.
 * Only a new link, or the provider's word for the address of now, opens it again.
 */
export async function closeWaysIn(
  trx: Handle,
  organizationId: string,
  userId: string,
  at: Instant,
): Promise<void> {
  await changePassword(trx, organizationId, userId, NO_PASSWORD, at);
  await trx
    .deleteFrom('signInIdentities')
    .where('organizationId', '=', organizationId)
    .where('userId', '=', userId)
    .execute();
}
