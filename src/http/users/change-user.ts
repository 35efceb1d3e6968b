import type { FastifyRequest } from 'fastify';
import { type AuditChange, changesBetween } from '../../model/audit.ts';
import { type Instant, instantFromMillis } from '../../model/time.ts';
import { insertAuditEntries } from '../../store/audit.ts';
import { type Handle, inTransaction } from '../../store/handle.ts';
import { setUnconfirmedSince } from '../../store/mailbox-confirmations.ts';
import { removePasswordLinks } from '../../store/password-links.ts';
import { findSynchronization } from '../../store/synchronizations.ts';
import type { User } from '../../store/users.ts';
import { closeWaysIn, updateUser } from '../../store/users-accounts.ts';
import type { UserAnswer, UserPatch } from '../contract.ts';
import type { HttpParts } from '../parts.ts';
import { issueLinkFor } from '../password-by-link.ts';
import { refuseField } from '../refusal.ts';
import { tellSignInChange } from '../sign-in-story.ts';
import { requireZone } from '../time-zone.ts';
import type { Viewer } from '../viewer.ts';
import { type HeldUser, heldUserOf } from './held-user.ts';
import { rowOf } from './row-of.ts';
import { refusingTakenAddress } from './taken-address.ts';
import { turnOffKeeping } from './turn-off.ts';

/**
 * Changes a user. Refuses an unknown zone (400), an address of another user (409), and another role for the
 * company's last administrator (409), each beside its field; then nothing is changed.
 *
 * With another address every way in that the account has had ends, and its user sets a password anew by a link. Or
 * else an administrator could give somebody an address of their own, come in by a link, give the address back, and
 * turn on what only its user may.
 */
export async function changeUser(
  parts: HttpParts,
  viewer: Viewer,
  userId: string,
  patch: UserPatch,
  request: FastifyRequest,
): Promise<UserAnswer> {
  if (patch.timeZone !== undefined) requireZone('timeZone', patch.timeZone);
  const { organizationId, userId: issuedBy } = viewer;
  const { user, isSignedOut } = await refusingTakenAddress(patch.email, () =>
    inTransaction(parts.database.db, async (trx) =>
      changeHeld(trx, viewer, await heldUserOf(trx, viewer, userId), patch),
    ),
  );
  const purpose = user.lastSignInAt === null ? 'invitation' : 'reset';
  const link =
    isSignedOut && user.isActive
      ? await issueLinkFor(parts, request, { organizationId, userId: user.id, issuedBy, purpose })
      : null;
  return { user: await rowOf(parts, organizationId, user.id), link };
}

async function changeHeld(trx: Handle, viewer: Viewer, held: HeldUser, patch: UserPatch) {
  const { user } = held;
  const changes = changesOf(user, patch);
  const isChanged = (field: string) => changes.some((change) => change.field === field);
  const isSignedOut = isChanged('email') && user.id !== viewer.userId;
  if (changes.length === 0) return { user, isSignedOut };
  if (isChanged('role') && held.isLastAdministrator) throw refuseField(409, 'role', 'lastAdministrator');
  const at = instantFromMillis(Date.now());
  await updateUser(trx, viewer.organizationId, user.id, patchOf(patch));
  if (isChanged('email')) await followAddress(trx, viewer, user, isSignedOut, at);
  // Support has no mailbox of its own: nothing could be synchronized, nor turned off later.
  if (isChanged('role') && patch.role === 'support') await turnOffKeeping(trx, user, viewer.userId, at);
  const line = { at, actorId: viewer.userId, userId: user.id, action: 'userChanged', changes };
  await insertAuditEntries(trx, viewer.organizationId, [line]);
  return { user, isSignedOut };
}

function changesOf(user: User, patch: UserPatch): AuditChange[] {
  const { firstName, lastName, email, role, language, timeZone } = user;
  return changesBetween<object>({ firstName, lastName, email, role, language, timeZone }, patchOf(patch));
}

/** Only what is named: undefined would read as a value that was taken away. */
function patchOf(patch: UserPatch) {
  return Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined)) as UserPatch;
}

async function followAddress(trx: Handle, viewer: Viewer, user: User, isSignedOut: boolean, at: Instant) {
  const { organizationId, userId: actorId } = viewer;
  if (isSignedOut) await closeWaysIn(trx, organizationId, user.id, at);
  // A link that was mailed to the earlier address shows nothing about the new one.
  else await removePasswordLinks(trx, organizationId, user.id);
  await setUnconfirmedSince(trx, organizationId, user.id, at);
  // What is paused waits for the owner of the mailbox, who may not be who comes in by the new address.
  const stored = await findSynchronization(trx, organizationId, user.id);
  if (stored?.state === 'paused') await turnOffKeeping(trx, user, actorId, at);
  await tellSignInChange(trx, { organizationId, userId: user.id }, 'addressChanged', actorId);
}
