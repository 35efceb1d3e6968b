import type { FastifyRequest } from 'fastify';
import { accessOf } from './access.ts';
import { Refusal } from './refusal.ts';
import { isCsrfToken } from './session-cookie.ts';

const CHANGES_NOTHING: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Keeps other websites from acting in a person's name. A change by somebody who is signed in carries
 * their session's token. What is open to anyone (signing in, a link that sets a password) has no session
 * yet, or not the one that counts: it must not come from another website, which
 * browsers tell, and its JSON body is one that no foreign form can send without being asked first.
 */
export function refuseForgery(request: FastifyRequest): void {
  if (CHANGES_NOTHING.has(request.method)) return;
  if (request.headers['sec-fetch-site'] === 'cross-site') throw new Refusal(403, 'crossSite');
  const { viewer } = request;
  const isOpen = accessOf(request.method, request.routeOptions.url ?? '')?.kind === 'anyone';
  if (viewer === null || isOpen) return;
  if (!isCsrfToken(viewer.csrfToken, request.headers['x-csrf-token'])) throw new Refusal(403, 'forgeryToken');
}
