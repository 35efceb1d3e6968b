import '@fastify/cookie';
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';

const COOKIE = 'tahti_session';

/** A new session's token: 256 random bits that only the browser keeps; the store knows its hash alone. */
export function newSessionToken(): string {
  return randomBytes(32).toString('base64url');
}

/**
 * The token that every change must carry in `x-csrf-token`. It is made from the session's own token,
 * which other websites can neither read nor guess, so that it needs no place in the store.
 */
export function csrfTokenOf(token: string): string {
  return createHash('sha256').update(`change ${token}`).digest('base64url');
}

/** Whether the header carries the session's token; compared without telling where they differ. */
export function isCsrfToken(expected: string, given: string | string[] | undefined): boolean {
  if (typeof given !== 'string' || given.length !== expected.length) return false;
  return timingSafeEqual(Buffer.from(given), Buffer.from(expected));
}

/** The token that the browser sent; null when there is none. */
export function readSessionCookie(request: FastifyRequest): string | null {
  return request.cookies[COOKIE] ?? null;
}

/** Scripts cannot read it, other websites' forms do not send it, and over HTTPS it stays on HTTPS. */
export function setSessionCookie(reply: FastifyReply, token: string, secure: boolean): void {
  reply.setCookie(COOKIE, token, cookieOptions(secure));
}

export function clearSessionCookie(reply: FastifyReply, secure: boolean): void {
  reply.clearCookie(COOKIE, cookieOptions(secure));
}

function cookieOptions(secure: boolean) {
  return { path: '/', httpOnly: true, sameSite: 'lax', secure } as const;
}
