import { findUserOverview } from '../../store/user-overview.ts';
import type { UserRow } from '../contract.ts';
import type { HttpParts } from '../parts.ts';
import { Refusal } from '../refusal.ts';
import { userRow } from '../views/user.ts';

/** A user as the list shows them by now; refuses (404) one whom the company does not have. */
export async function rowOf(
  { database }: HttpParts,
  organizationId: string,
  userId: string,
): Promise<UserRow> {
  const user = await findUserOverview(database.db, organizationId, userId);
  if (!user) throw new Refusal(404, 'userNotFound');
  return userRow(user);
}
