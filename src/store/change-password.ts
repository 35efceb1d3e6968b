import type { Instant } from '../model/time.ts';
import { type Handle, inTransaction } from './handle.ts';
import { removePasswordLinks } from './password-links.ts';
import { removeSessionsOfUser } from './sessions.ts';

/**
 * Gives a user another password. Every session of theirs ends, every link that would set a password is
 * gone, and a lock is lifted: whoever knew the old password, or held a link, is outside from now on.
 */
export async function changePassword(
  db: Handle,
  organizationId: string,
  userId: string,
  passwordHash: string,
  at: Instant,
): Promise<void> {
  await inTransaction(db, async (trx) => {
    // The user's row first: a sign-in that is under way holds it, and its session must be seen and ended.
    await trx
      .updateTable('users')
      .set({ passwordHash, passwordChangedAt: at, failedSignIns: 0, lockedUntil: null })
      .where('organizationId', '=', organizationId)
      .where('id', '=', userId)
      .execute();
    await removeSessionsOfUser(trx, organizationId, userId);
    await removePasswordLinks(trx, organizationId, userId);
  });
}
