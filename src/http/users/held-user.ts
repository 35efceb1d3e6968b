import type { Handle } from '../../store/handle.ts';
import type { User } from '../../store/users.ts';
import { holdUser } from '../../store/users-accounts.ts';
import { isUuid } from '../identifiers.ts';
import { Refusal } from '../refusal.ts';
import type { Viewer } from '../viewer.ts';

/** A user who is held until the transaction ends, and whether they are the company's last administrator. */
export interface HeldUser {
  readonly user: User;
  readonly isLastAdministrator: boolean;
}

/**
 * Holds a user of the viewer's company. Refuses (404) anybody else, and (403) a viewer who was an administrator
 * when the request came in and is none any more.
 */
export async function heldUserOf(trx: Handle, viewer: Viewer, userId: string): Promise<HeldUser> {
  const held = isUuid(userId) ? await holdUser(trx, viewer.organizationId, userId) : undefined;
  if (!held) throw new Refusal(404, 'userNotFound');
  const { user, administrators } = held;
  if (!administrators.includes(viewer.userId)) throw new Refusal(403, 'forbidden');
  return { user, isLastAdministrator: administrators.length === 1 && administrators[0] === user.id };
}
