import type { FastifyInstance, FastifyRequest } from 'fastify';
import { type Access, accessOf } from './access.ts';
import { refuseForgery } from './forgery-guard.ts';
import { Refusal } from './refusal.ts';
import type { Viewer } from './viewer.ts';

export interface AccessGuardOptions {
  /** Who is behind the request, by its session; null when nobody is signed in. */
  readonly readViewer: (request: FastifyRequest) => Promise<Viewer | null>;
  /**
   * Somebody asked for what only another user may do for themselves. Refuses (404) when the user is
   * none of the viewer's company, else writes the attempt down; the guard then answers 403.
   */
  readonly recordAttempt: (viewer: Viewer, userId: string, request: FastifyRequest) => Promise<void>;
}

/**
 * Checks every request under `/api` against the table of access before its body is even read. A route
 * that the table does not name stops the server from starting.
 */
export function guardAccess(server: FastifyInstance, options: AccessGuardOptions): void {
  server.decorateRequest('viewer', null);
  server.addHook('onRoute', (route) => {
    if (!route.url.startsWith('/api')) return;
    for (const method of [route.method].flat())
      if (method !== 'HEAD' && accessOf(method, route.url) === undefined)
        throw new Error(`${method} ${route.url} does not stand in the table of access`);
  });
  server.addHook('onRequest', async (request) => {
    const access = accessOf(request.method.replace('HEAD', 'GET'), request.routeOptions.url ?? '');
    if (access === undefined) return;
    request.viewer = await options.readViewer(request);
    refuseForgery(request);
    if (access.kind === 'anyone') return;
    if (request.viewer === null) throw new Refusal(401, 'signInRequired');
    await checkRole(access, request.viewer, request, options);
  });
}

async function checkRole(
  access: Access,
  viewer: Viewer,
  request: FastifyRequest,
  options: AccessGuardOptions,
): Promise<void> {
  if (access.kind === 'roles' && !access.roles.includes(viewer.role)) throw new Refusal(403, 'forbidden');
  if (access.kind !== 'oneself') return;
  // An operator belongs to no company: there is nobody whose synchronization could be theirs.
  if (viewer.role === 'operator') throw new Refusal(403, 'forbidden');
  const { userId = '' } = request.params as { userId?: string };
  // UUIDs are the same in capitals.
  if (userId.toLowerCase() === viewer.userId || access.orRoles.includes(viewer.role)) return;
  if (access.orRoles.length > 0) throw new Refusal(403, 'forbidden');
  await options.recordAttempt(viewer, userId, request);
  throw new Refusal(403, 'onlyYourself');
}

/** The viewer of a route that the table does not leave open to anyone. */
export function viewerOf(request: FastifyRequest): Viewer {
  if (request.viewer === null) throw new Refusal(401, 'signInRequired');
  return request.viewer;
}
