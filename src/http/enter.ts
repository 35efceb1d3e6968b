import type { FastifyReply, FastifyRequest } from 'fastify';
import { instantFromMillis } from '../model/time.ts';
import { inTransaction } from '../store/handle.ts';
import { recordSignIn } from '../store/sign-in.ts';
import { findSynchronization } from '../store/synchronizations.ts';
import type { Me } from './contract.ts';
import type { HttpParts } from './parts.ts';
import { Refusal } from './refusal.ts';
import { beginSession } from './sessions.ts';
import { meView } from './views/me.ts';

export interface Entrance {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  /** The hash that the person's password fitted; left out where they came in by another way. */
  readonly passwordHash?: string;
}

/**
 * Lets somebody in who has proved who they are: a new session, and a run where their synchronization is on.
 * Refuses (401) when the password was changed, or the account closed, in the meantime.
 */
export async function enter(
  parts: HttpParts,
  user: { readonly organizationId: string; readonly id: string },
  { request, reply, passwordHash }: Entrance,
): Promise<Me> {
  const { database, config, engine } = parts;
  const { organizationId, id: userId } = user;
  const at = instantFromMillis(Date.now());
  const { csrfToken } = await inTransaction(database.db, async (trx) => {
    if (!(await recordSignIn(trx, organizationId, userId, at, passwordHash)))
      throw new Refusal(401, 'wrongCredentials');
    return beginSession(trx, config, user, request, reply);
  });
  const synchronization = await findSynchronization(database.db, organizationId, userId);
  if (synchronization?.state === 'on') await engine.enqueue({ organizationId, userId, trigger: 'signIn' });
  return meView(parts, { organizationId, userId, csrfToken });
}
