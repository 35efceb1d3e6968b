import { instantFromMillis } from '../model/time.ts';
import { type Handle, inTransaction } from '../store/handle.ts';
import { setUnconfirmedSince } from '../store/mailbox-confirmations.ts';
import { NO_PASSWORD } from '../store/passwords.ts';
import { findSignInCandidate, recordSignIn } from '../store/sign-in.ts';
import { findSynchronization } from '../store/synchronizations.ts';
import type { Me } from './contract.ts';
import type { HttpParts } from './parts.ts';
import { Refusal } from './refusal.ts';
import { beginSession, type Entrance } from './sessions.ts';
import { meView } from './views/me.ts';

/**
 * Lets somebody in who has proved who they are: a new session, and a run where their synchronization is on.
 * Refuses (401) when the password was changed, or the account closed, in the meantime.
 */
export async function enter(
  parts: HttpParts,
  user: { readonly organizationId: string; readonly id: string },
  entrance: Entrance,
): Promise<Me> {
  const { database, config, engine } = parts;
  const { organizationId, id: userId } = user;
  const at = instantFromMillis(Date.now());
  const { csrfToken } = await inTransaction(database.db, async (trx) => {
    if (!(await recordSignIn(trx, organizationId, userId, at, entrance.passwordHash)))
      throw new Refusal(401, 'wrongCredentials');
    if (entrance.vouchedFor) await settleOwnership(trx, user, entrance.vouchedFor);
    return beginSession(trx, config, user, entrance);
  });
  const synchronization = await findSynchronization(database.db, organizationId, userId);
  if (synchronization?.state === 'on') await engine.enqueue({ organizationId, userId, trigger: 'signIn' });
  return meView(parts, { organizationId, userId, csrfToken });
}

/**
 * Whom the provider vouches for owns the account for good where nobody else has a way into it: where it has a
 * password, which may be in other hands, only this session is theirs for certain.
 */
async function settleOwnership(
  trx: Handle,
  { organizationId, id }: { readonly organizationId: string; readonly id: string },
  vouchedFor: readonly string[],
): Promise<void> {
  const user = await findSignInCandidate(trx, organizationId, id);
  if (user?.passwordHash === NO_PASSWORD && vouchedFor.includes(user.email))
    await setUnconfirmedSince(trx, organizationId, id, null);
}
