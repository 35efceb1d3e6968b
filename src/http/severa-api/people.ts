import type { Database } from '../../store/database.ts';
import { listUsers, type User } from '../../store/users.ts';

/** Users of a company by id, as the models name them. */
export type People = ReadonlyMap<string, User>;

/** The users with these ids; nulls and ids of nobody are left out. */
export async function peopleOf(
  { db }: Database,
  organizationId: string,
  ids: readonly (string | null)[],
): Promise<People> {
  const known = [...new Set(ids.flatMap((id) => id ?? []))];
  if (known.length === 0) return new Map();
  const users = await listUsers(db, organizationId, { ids: known });
  return new Map(users.map((user) => [user.id, user]));
}

export function fullName(user: Pick<User, 'firstName' | 'lastName'>): string {
  return `${user.firstName} ${user.lastName}`.trim();
}

/** `createdBy` and `lastUpdatedBy`; null where the synchronizer or an integration did it. */
export function userReference(people: People, id: string | null) {
  const user = id === null ? undefined : people.get(id);
  if (!user) return null;
  const { firstName, lastName, code } = user;
  return { guid: user.id, name: fullName(user), firstName, lastName, code };
}
