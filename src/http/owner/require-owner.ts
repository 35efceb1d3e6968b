import type { Handle } from '../../store/handle.ts';
import { holdOwnership } from '../../store/mailbox-confirmations.ts';
import type { User } from '../../store/users.ts';
import { Refusal } from '../refusal.ts';
import type { Viewer } from '../viewer.ts';

/**
 * Whether the viewer has still to show that the mailbox is theirs before they turn its synchronization on. They have
 * not where the account was never in doubt, and where the OpenID provider vouched for this very address when this
 * session began.
 */
export function isInDoubt(
  viewer: Viewer,
  { email, unconfirmedSince }: Pick<User, 'email' | 'unconfirmedSince'>,
): boolean {
  return unconfirmedSince !== null && !viewer.vouchedFor.includes(email);
}

/**
 * Refuses (403) whatever reads or opens a mailbox on behalf of an account that may be in other hands than the
 * mailbox. Within the transaction of the change, so that neither the account nor its address changes meanwhile;
 * answers the address.
 */
export async function requireOwner(
  trx: Handle,
  viewer: Viewer,
  { organizationId, id }: Pick<User, 'organizationId' | 'id'>,
): Promise<string> {
  const held = await holdOwnership(trx, organizationId, id);
  if (!held) throw new Refusal(404, 'userNotFound');
  if (isInDoubt(viewer, held)) throw new Refusal(403, 'confirmationNeeded');
  return held.email;
}
