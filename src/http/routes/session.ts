import { z } from 'zod';
import { ApiError, Me, SignIn } from '../contract.ts';
import { enter } from '../enter.ts';
import type { Api, HttpParts } from '../parts.ts';
import { endSession } from '../sessions.ts';
import { SignInBrakes, signIn } from '../sign-in.ts';

/** Signing in and out. */
export function sessionRoutes(api: Api, parts: HttpParts): void {
  const { database, config } = parts;
  const brakes = new SignInBrakes();
  const opened = { summary: 'Sign in', body: SignIn, response: { 200: Me, '4xx': ApiError } };
  api.post('/api/session', { schema: opened }, async (request, reply) => {
    const user = await signIn(database, brakes, request.body, request);
    return enter(parts, user, { request, reply, passwordHash: user.passwordHash });
  });

  const closed = { summary: 'Sign out', response: { 204: z.null(), '4xx': ApiError } };
  api.delete('/api/session', { schema: closed }, async (request, reply) => {
    await endSession(database, config, request, reply);
    return reply.code(204).send(null);
  });
}
