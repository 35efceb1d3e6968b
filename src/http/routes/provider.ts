import { z } from 'zod';
import { NO_PASSWORD } from '../../store/passwords.ts';
import { findSignInCandidate } from '../../store/sign-in.ts';
import { unlinkIdentity } from '../../store/sign-in-identities.ts';
import { viewerOf } from '../access-guard.ts';
import { ApiError, ProviderAddress } from '../contract.ts';
import { NoBody } from '../no-body.ts';
import { ProviderSignIn } from '../oidc/provider-sign-in.ts';
import type { Api, HttpParts } from '../parts.ts';
import { ownPath } from '../public-address.ts';
import { Refusal } from '../refusal.ts';
import { tellSignInChange } from '../sign-in-story.ts';

/** Signing in by an OpenID provider, and linking one's account to it. */
export function providerRoutes(api: Api, parts: HttpParts): void {
  const signIn = new ProviderSignIn(parts);

  const Redirect = z.null().describe('On to another address.');
  const Query = z.looseObject({
    back: z.string().max(2000).optional(),
    /** After a sign-in that came to nothing: perhaps as somebody else. */
    again: z.enum(['true', 'false']).default('false'),
  });
  const start = {
    summary: 'Sign in by the OpenID provider',
    querystring: Query,
    response: { 302: Redirect, '4xx': ApiError },
  };
  api.get('/api/oidc/start', { schema: start }, async (request, reply) => {
    const { back, again } = request.query;
    const wish = { back: ownPath(back), again: again === 'true' };
    return reply.redirect(await signIn.leave(request, reply, wish), 302);
  });

  const callback = {
    summary: 'Where the OpenID provider sends the browser back to',
    querystring: z.looseObject({}),
    response: { 302: Redirect, '4xx': ApiError },
  };
  api.get('/api/oidc/callback', { schema: callback }, async (request, reply) =>
    reply.redirect(await signIn.arrive(request, reply), 302),
  );

  const link = {
    summary: 'Link my account to the OpenID provider',
    body: NoBody,
    response: { 200: ProviderAddress, '4xx': ApiError },
  };
  api.post('/api/me/identity', { schema: link }, (request, reply) => signIn.leaveToLink(request, reply));

  const unlink = { summary: 'Unlink my account', response: { 204: z.null(), '4xx': ApiError } };
  api.delete('/api/me/identity', { schema: unlink }, async (request, reply) => {
    await unlinkMine(parts, viewerOf(request));
    return reply.code(204).send(null);
  });
}

/** Whoever has no password would be locked out by unlinking: they are refused (409). */
async function unlinkMine(
  { database: { db }, config }: HttpParts,
  viewer: { readonly organizationId: string; readonly userId: string },
): Promise<void> {
  if (!config.provider) throw new Refusal(404, 'noProvider');
  const user = await findSignInCandidate(db, viewer.organizationId, viewer.userId);
  if (user?.passwordHash === NO_PASSWORD) throw new Refusal(409, 'passwordFirst');
  if (await unlinkIdentity(db, viewer, config.provider.issuer))
    await tellSignInChange(db, viewer, 'identityUnlinked', viewer.userId);
}
