import type { FastifyReply, FastifyRequest } from 'fastify';
import { instantFromMillis } from '../model/time.ts';
import type { Database } from '../store/database.ts';
import type { Handle } from '../store/handle.ts';
import { extendSession, findSession, removeSession, saveSession } from '../store/sessions.ts';
import { findUser } from '../store/users.ts';
import type { HttpConfig } from './http-config.ts';
import {
  clearSessionCookie,
  csrfTokenOf,
  newSessionToken,
  readSessionCookie,
  setSessionCookie,
} from './session-cookie.ts';
import type { Viewer } from './viewer.ts';

const TWELVE_HOURS = 12 * 3600_000;

/** A session's end is moved at most this often (milliseconds), so that reading does not mean writing. */
const EXTENDED_EVERY = 5 * 60_000;

function lifetime(config: HttpConfig): number {
  return config.sessionMillis ?? TWELVE_HOURS;
}

/** Who is behind a request: null without a session, and when its user is gone or no longer active. */
export async function readViewer(
  { db }: Database,
  config: HttpConfig,
  request: FastifyRequest,
): Promise<Viewer | null> {
  const token = readSessionCookie(request);
  if (token === null) return null;
  const now = Date.now();
  const session = await findSession(db, token, instantFromMillis(now));
  if (!session?.organizationId || !session.userId) return null;
  const user = await findUser(db, session.organizationId, session.userId);
  if (!user?.isActive) return null;
  const end = now + lifetime(config);
  if (end - Date.parse(session.expiresAt) > EXTENDED_EVERY)
    await extendSession(db, token, instantFromMillis(end));
  return {
    userId: user.id,
    organizationId: user.organizationId,
    role: user.role,
    language: user.language,
    csrfToken: csrfTokenOf(token),
    vouchedFor: (session.data.vouchedFor as string[] | undefined) ?? [],
  };
}

/** How somebody comes in. */
export interface Entrance {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  /** The hash that the person's password fitted; left out where they came in by another way. */
  readonly passwordHash?: string;
  /** Addresses for which the OpenID provider vouched, in lower case. */
  readonly vouchedFor?: readonly string[];
}

/**
 * Whether the session of a long request still holds, for the same person in the same role. Listening is no sign of
 * life of the person: the session's end is not moved.
 */
export async function isStillIn({ db }: Database, request: FastifyRequest, viewer: Viewer): Promise<boolean> {
  const token = readSessionCookie(request);
  if (token === null) return false;
  const session = await findSession(db, token, instantFromMillis(Date.now()));
  if (session?.organizationId !== viewer.organizationId || session.userId !== viewer.userId) return false;
  const user = await findUser(db, viewer.organizationId, viewer.userId);
  return user?.isActive === true && user.role === viewer.role;
}

/**
 * Begins a session for somebody who has just signed in. The token is always a new one, and the one that
 * the browser came with ends: a token that somebody planted there must not become theirs.
 */
export async function beginSession(
  db: Handle,
  config: HttpConfig,
  user: { readonly organizationId: string; readonly id: string },
  { request, reply, vouchedFor = [] }: Entrance,
): Promise<{ readonly csrfToken: string }> {
  const earlier = readSessionCookie(request);
  if (earlier !== null) await removeSession(db, earlier);
  const token = newSessionToken();
  const expiresAt = instantFromMillis(Date.now() + lifetime(config));
  await saveSession(db, {
    token,
    organizationId: user.organizationId,
    userId: user.id,
    data: vouchedFor.length > 0 ? { vouchedFor } : {},
    expiresAt,
  });
  setSessionCookie(reply, token, isOverTls(config, request));
  return { csrfToken: csrfTokenOf(token) };
}

/** Whether the browser reaches this server over TLS: then its cookies are for TLS alone. */
export function isOverTls(config: HttpConfig, request: FastifyRequest): boolean {
  return config.secureCookies === true || request.protocol === 'https';
}

/** Ends the session of the request's browser. */
export async function endSession(
  { db }: Database,
  config: HttpConfig,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> {
  const token = readSessionCookie(request);
  if (token !== null) await removeSession(db, token);
  clearSessionCookie(reply, isOverTls(config, request));
}
