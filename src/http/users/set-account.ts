import { instantFromMillis } from '../../model/time.ts';
import { insertAuditEntries } from '../../store/audit.ts';
import { inTransaction } from '../../store/handle.ts';
import { removePasswordLinks } from '../../store/password-links.ts';
import { removeSessionsOfUser } from '../../store/sessions.ts';
import { updateUser } from '../../store/users-accounts.ts';
import type { UserRow } from '../contract.ts';
import type { HttpParts } from '../parts.ts';
import { Refusal } from '../refusal.ts';
import type { Viewer } from '../viewer.ts';
import { heldUserOf } from './held-user.ts';
import { rowOf } from './row-of.ts';
import { turnOffKeeping } from './turn-off.ts';

/**
 * Disables or enables an account. Whoever is disabled is signed out at once, comes in by no password, link or
 * provider, and their synchronization is off; enabling turns nothing on. Refuses (409) oneself and the company's
 * last administrator.
 */
export async function setAccount(
  parts: HttpParts,
  viewer: Viewer,
  userId: string,
  active: boolean,
): Promise<UserRow> {
  const { organizationId, userId: actorId } = viewer;
  const at = instantFromMillis(Date.now());
  const id = await inTransaction(parts.database.db, async (trx) => {
    const { user, isLastAdministrator } = await heldUserOf(trx, viewer, userId);
    if (user.isActive === active) return user.id;
    if (isLastAdministrator) throw new Refusal(409, 'lastAdministrator');
    if (user.id === actorId) throw new Refusal(409, 'notYourself');
    await updateUser(trx, organizationId, user.id, { isActive: active });
    if (!active) {
      await removeSessionsOfUser(trx, organizationId, user.id);
      await removePasswordLinks(trx, organizationId, user.id);
      await turnOffKeeping(trx, user, actorId, at);
    }
    const action = active ? 'userEnabled' : 'userDisabled';
    await insertAuditEntries(trx, organizationId, [{ at, actorId, userId: user.id, action }]);
    return user.id;
  });
  return rowOf(parts, organizationId, id);
}
