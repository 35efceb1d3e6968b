import { type Selectable, sql } from 'kysely';
import type { Language, Role } from '../model/organization.ts';
import type { Instant } from '../model/time.ts';
import type { Handle } from './handle.ts';
import type { UsersTable } from './schema/people.ts';

export type User = Omit<
  Selectable<UsersTable>,
  'passwordHash' | 'failedSignIns' | 'lockedUntil' | 'passwordChangedAt'
>;

export const USER_COLUMNS = [
  'organizationId',
  'id',
  'email',
  'firstName',
  'lastName',
  'code',
  'role',
  'language',
  'timeZone',
  'isActive',
  'createdAt',
  'updatedAt',
  'lastSignInAt',
  'unconfirmedSince',
] as const;

export interface NewUser {
  readonly organizationId: string;
  readonly id: string;
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly code?: string;
  readonly role: Role;
  readonly passwordHash: string;
  readonly language: Language;
  readonly timeZone: string;
}

/** Adds a user; throws when the company has the address already. Addresses are kept in lower case. */
export async function insertUser(db: Handle, user: NewUser): Promise<void> {
  const row = { ...user, email: user.email.toLowerCase(), lockedUntil: null, lastSignInAt: null };
  await db.insertInto('users').values(row).execute();
}

export async function findUser(db: Handle, organizationId: string, id: string): Promise<User | undefined> {
  return db
    .selectFrom('users')
    .select(USER_COLUMNS)
    .where('organizationId', '=', organizationId)
    .where('id', '=', id)
    .executeTakeFirst();
}

/** The user of a company with this e-mail address, in any case of letters. */
export async function findUserByEmail(
  db: Handle,
  organizationId: string,
  email: string,
): Promise<User | undefined> {
  return db
    .selectFrom('users')
    .select(USER_COLUMNS)
    .where('organizationId', '=', organizationId)
    .where('email', '=', email.toLowerCase())
    .executeTakeFirst();
}

/** Active users with this address in every company. For operators' commands, never for a company's users. */
export async function findUsersByEmail(db: Handle, email: string): Promise<readonly User[]> {
  return db
    .selectFrom('users')
    .select(USER_COLUMNS)
    .where('email', '=', email.toLowerCase())
    .where('isActive', '=', true)
    .execute();
}

export interface UserFilter {
  readonly isActive?: boolean | undefined;
  readonly email?: string | undefined;
  readonly code?: string | undefined;
  /** Added or changed at or after. */
  readonly changedSince?: Instant | undefined;
  readonly ids?: readonly string[] | undefined;
  /** Only users whose id comes after: paging. */
  readonly afterId?: string | undefined;
  readonly limit?: number | undefined;
}

/** Users of a company in the order of their ids, which is stable while one pages. */
export async function listUsers(
  db: Handle,
  organizationId: string,
  filter: UserFilter = {},
): Promise<readonly User[]> {
  let query = db.selectFrom('users').select(USER_COLUMNS).where('organizationId', '=', organizationId);
  if (filter.isActive !== undefined) query = query.where('isActive', '=', filter.isActive);
  if (filter.email !== undefined) query = query.where('email', '=', filter.email.toLowerCase());
  if (filter.code !== undefined) query = query.where('code', '=', filter.code);
  if (filter.changedSince !== undefined) query = query.where('updatedAt', '>=', filter.changedSince);
  if (filter.ids) query = query.where('id', '=', sql<string>`any(${filter.ids as string[]}::uuid[])`);
  if (filter.afterId !== undefined) query = query.where('id', '>', filter.afterId);
  if (filter.limit !== undefined) query = query.limit(filter.limit);
  return query.orderBy('id').execute();
}

export async function setLanguage(
  db: Handle,
  organizationId: string,
  id: string,
  language: Language,
): Promise<void> {
  await db
    .updateTable('users')
    .set({ language, updatedAt: sql<Instant>`now()` })
    .where('organizationId', '=', organizationId)
    .where('id', '=', id)
    .execute();
}
