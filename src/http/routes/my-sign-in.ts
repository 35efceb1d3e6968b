import { NO_PASSWORD } from '../../store/passwords.ts';
import { findSignInCandidate } from '../../store/sign-in.ts';
import { findIdentityOf } from '../../store/sign-in-identities.ts';
import { viewerOf } from '../access-guard.ts';
import { ApiError, Me, MySignIn, PasswordChange } from '../contract.ts';
import type { Api, HttpParts } from '../parts.ts';
import { PasswordChanges } from '../password-changes.ts';
import { Refusal } from '../refusal.ts';

/** My profile > Password and sign-in. */
export function mySignInRoutes(api: Api, parts: HttpParts): void {
  const { database, config } = parts;
  const changes = new PasswordChanges(parts);

  const mine = { summary: 'How I sign in', response: { 200: MySignIn, '4xx': ApiError } };
  api.get('/api/me/sign-in', { schema: mine }, async (request) => {
    const viewer = viewerOf(request);
    const user = await findSignInCandidate(database.db, viewer.organizationId, viewer.userId);
    if (!user) throw new Refusal(401, 'signInRequired');
    const { provider } = config;
    const identity = provider && (await findIdentityOf(database.db, viewer, provider.issuer));
    return {
      passwordChangedAt: user.passwordChangedAt,
      hasPassword: user.passwordHash !== NO_PASSWORD,
      provider: provider ? { name: provider.name, linkedAt: identity?.linkedAt ?? null } : null,
    };
  });

  const change = {
    summary: 'Change my password',
    body: PasswordChange,
    response: { 200: Me, '4xx': ApiError },
  };
  api.put('/api/me/password', { schema: change }, (request, reply) =>
    changes.change(viewerOf(request), request.body, request, reply),
  );
}
