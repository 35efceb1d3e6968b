import { z } from 'zod';
import { findSynchronization } from '../../store/synchronizations.ts';
import { ApiError, Me, SignIn } from '../contract.ts';
import type { Api, HttpParts } from '../parts.ts';
import { beginSession, endSession } from '../sessions.ts';
import { SignInBrakes, signIn } from '../sign-in.ts';
import { meView } from '../views/me.ts';

/** Signing in and out. */
export function sessionRoutes(api: Api, parts: HttpParts): void {
  const { database, config, engine } = parts;
  const brakes = new SignInBrakes();
  const opened = { summary: 'Sign in', body: SignIn, response: { 200: Me, '4xx': ApiError } };
  api.post('/api/session', { schema: opened }, async (request, reply) => {
    const user = await signIn(database, brakes, request.body, request);
    const { csrfToken } = await beginSession(database, config, user, request, reply);
    const { organizationId, id: userId } = user;
    const synchronization = await findSynchronization(database.db, organizationId, userId);
    if (synchronization?.state === 'on') await engine.enqueue({ organizationId, userId, trigger: 'signIn' });
    return meView(parts, { organizationId, userId, csrfToken });
  });

  const closed = { summary: 'Sign out', response: { 204: z.null(), '4xx': ApiError } };
  api.delete('/api/session', { schema: closed }, async (request, reply) => {
    await endSession(database, config, request, reply);
    return reply.code(204).send(null);
  });
}
