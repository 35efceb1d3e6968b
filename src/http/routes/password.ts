import { z } from 'zod';
import { viewerOf } from '../access-guard.ts';
import {
  ApiError,
  ForgottenPassword,
  IssuedLink,
  LinkInfo,
  LinkToken,
  Me,
  PasswordByLink,
} from '../contract.ts';
import { ForgottenPasswords } from '../forgotten-passwords.ts';
import { NoBody } from '../no-body.ts';
import type { Api, HttpParts } from '../parts.ts';
import { issueLinkFor, linkOf, setPasswordByLink } from '../password-by-link.ts';

/** Setting a password by a one-time link: asked for by the person, or issued by an administrator. */
export function passwordRoutes(api: Api, parts: HttpParts): void {
  const forgotten = new ForgottenPasswords(parts);
  const forgot = {
    summary: 'Mail a link to whoever forgot their password',
    body: ForgottenPassword,
    response: { 204: z.null(), '4xx': ApiError },
  };
  api.post('/api/password/forgot', { schema: forgot }, async (request, reply) => {
    forgotten.askedFor(request.body.email, request);
    return reply.code(204).send(null);
  });

  const look = {
    summary: 'For whom a link is',
    body: LinkToken,
    response: { 200: LinkInfo, '4xx': ApiError },
  };
  api.post('/api/password/link', { schema: look }, async (request) => {
    const link = await linkOf(parts, request.body.token);
    const { email, firstName, lastName, organizationName: organization, purpose, expiresAt } = link;
    return { email, name: `${firstName} ${lastName}`.trim(), organization, purpose, expiresAt };
  });

  const set = {
    summary: 'Set a password by a link and sign in',
    body: PasswordByLink,
    response: { 200: Me, '4xx': ApiError },
  };
  api.post('/api/password/set', { schema: set }, (request, reply) =>
    setPasswordByLink(parts, request.body, request, reply),
  );

  const issue = {
    summary: 'Issue a link for a user to set their password',
    params: z.object({ userId: z.string() }),
    body: NoBody,
    response: { 200: IssuedLink, '4xx': ApiError },
  };
  api.post('/api/users/:userId/password-link', { schema: issue }, async (request) => {
    const { organizationId, userId: issuedBy } = viewerOf(request);
    const about = { organizationId, userId: request.params.userId, issuedBy };
    return issueLinkFor(parts, request, { ...about, purpose: 'reset' });
  });
}
