import { instantFromMillis } from '../../model/time.ts';
import { insertAuditEntries } from '../../store/audit.ts';
import { inTransaction } from '../../store/handle.ts';
import { inviteUsers } from '../../store/synchronization-invitations.ts';
import { INVITED_AT_ONCE, type InvitationAnswer, type InvitationOrder } from '../contract.ts';
import type { HttpParts } from '../parts.ts';
import { Refusal } from '../refusal.ts';
import { companyNotReady } from '../synchronization-gate.ts';
import type { Viewer } from '../viewer.ts';

const DAY = 24 * 3600_000;

/** Days within which nobody is invited twice unless it is asked for. */
const NOT_AGAIN_WITHIN = 7;

/**
 * Invites users whose synchronization is off to turn it on themselves; it stays off until they do. Refuses (409)
 * while they could not: the add-on is not active, or there is no connection. One line of the audit trail for
 * each order, about its user where it was one.
 */
export async function inviteToSwitchOn(
  parts: HttpParts,
  { organizationId, userId: by }: Viewer,
  { userIds, again }: InvitationOrder,
): Promise<InvitationAnswer> {
  const { database, mailer } = parts;
  const reason = await companyNotReady(database, organizationId);
  if (reason !== null) throw new Refusal(409, reason);
  const at = instantFromMillis(Date.now());
  const notSince = again ? null : instantFromMillis(Date.now() - NOT_AGAIN_WITHIN * DAY);
  const mailed = mailer !== null;
  const order = { at, by, userIds, notSince, withMail: mailed, limit: INVITED_AT_ONCE };
  return inTransaction(database.db, async (trx) => {
    const invited = await inviteUsers(trx, organizationId, order);
    const { length } = invited.userIds;
    const userId = length === 1 ? (invited.userIds[0] as string) : null;
    const changes = userId === null ? [{ field: 'invitedUsers', before: null, after: length }] : [];
    if (length > 0)
      await insertAuditEntries(trx, organizationId, [
        { at, actorId: by, userId, action: 'invitedToSwitchOn', changes },
      ]);
    return { invited: length, recently: invited.recently, left: invited.left, mailed };
  });
}
