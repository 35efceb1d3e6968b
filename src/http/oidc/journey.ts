import type { FastifyReply, FastifyRequest } from 'fastify';
import { instantFromMillis } from '../../model/time.ts';
import { findSession, removeSession, saveSession } from '../../store/sessions.ts';
import type { IdentityOwner } from '../../store/sign-in-identities.ts';
import type { HttpParts } from '../parts.ts';
import { newSessionToken } from '../session-cookie.ts';
import { isOverTls } from '../sessions.ts';
import { ProviderFailure } from './failure.ts';
import type { Checks } from './provider.ts';

/** A browser that is at the provider: what its way back is held to, and where it goes then. */
export interface Journey {
  readonly checks: Checks;
  /** The place on this page to come back to. */
  readonly back: string;
  /** Whose account is to be linked; null for a sign-in. */
  readonly link: IdentityOwner | null;
}

const COOKIE = 'tahti_journey';

/** Milliseconds: long enough to find one's second factor. */
const LASTS = 10 * 60_000;

/** Keeps a journey under a token of its own, which this browser alone brings back. */
export async function startJourney(
  { database, config }: HttpParts,
  journey: Journey,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> {
  const token = newSessionToken();
  await saveSession(database.db, {
    token,
    organizationId: null,
    userId: null,
    data: { journey },
    expiresAt: instantFromMillis(Date.now() + LASTS),
  });
  const options = cookieOptions(isOverTls(config, request));
  reply.setCookie(COOKIE, token, { ...options, maxAge: LASTS / 1000 });
}

/** The journey of the browser that came back; each is good once. Throws ProviderFailure (`expired`). */
export async function endJourney(
  { database, config }: HttpParts,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<Journey> {
  const token = request.cookies[COOKIE];
  reply.clearCookie(COOKIE, cookieOptions(isOverTls(config, request)));
  const now = instantFromMillis(Date.now());
  const session = token === undefined ? undefined : await findSession(database.db, token, now);
  const journey = session?.data.journey as Journey | undefined;
  if (token === undefined || journey === undefined) throw new ProviderFailure('expired');
  await removeSession(database.db, token);
  return journey;
}

/** Lax: the provider's redirect is a navigation from another site, and must bring the cookie. */
function cookieOptions(secure: boolean) {
  return { path: '/api/oidc', httpOnly: true, sameSite: 'lax', secure } as const;
}
