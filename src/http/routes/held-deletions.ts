import { z } from 'zod';
import { countHeldDeletions } from '../../store/held-deletions.ts';
import { type HeldOfUser as Held, listHeldByUser, listHeldEntries } from '../../store/held-overview.ts';
import { findUser } from '../../store/users.ts';
import { viewerOf } from '../access-guard.ts';
import { ApiError, HeldOfUser, HeldPage, HeldPageQuery, HeldQuery } from '../contract.ts';
import { isUuid } from '../identifiers.ts';
import { logScope, recordLook } from '../log-scope.ts';
import type { Api, HttpParts } from '../parts.ts';
import { Refusal } from '../refusal.ts';
import { UserParams } from '../synchronized-user.ts';
import type { Viewer } from '../viewer.ts';

/** Deletions that wait for a person: in whose calendars, how many, and which. Deciding is a step of its user's. */
export function heldDeletionRoutes(api: Api, parts: HttpParts): void {
  const { db } = parts.database;
  const list = {
    summary: 'Deletions that wait for a person',
    querystring: HeldQuery,
    response: { 200: z.array(HeldOfUser), '4xx': ApiError },
  };
  api.get('/api/held-deletions', { schema: list }, async (request) => {
    const { companyId, userId } = request.query;
    const viewer = viewerOf(request);
    const scope = await logScope(parts, viewer, companyId);
    const held = await listHeldByUser(db, scope.organizationId, scope.viewer, userId);
    await recordLook(parts, viewer, scope, userId);
    return held.map((one) => heldView(one, viewer));
  });

  const names = {
    summary: 'The entries whose deletion waits in one user’s calendars',
    params: UserParams,
    querystring: HeldPageQuery,
    response: { 200: HeldPage, '4xx': ApiError },
  };
  api.get('/api/held-deletions/:userId', { schema: names }, async (request) => {
    const { companyId, page, pageSize } = request.query;
    const viewer = viewerOf(request);
    const scope = await logScope(parts, viewer, companyId);
    const { organizationId } = scope;
    const { userId } = request.params;
    const user = isUuid(userId) ? await findUser(db, organizationId, userId) : undefined;
    if (!user) throw new Refusal(404, 'userNotFound');
    const of = { userId: user.id, offset: (page - 1) * pageSize, limit: pageSize };
    const entries = await listHeldEntries(db, organizationId, scope.viewer, of);
    await recordLook(parts, viewer, scope, user.id);
    return { entries: [...entries], total: await countHeldDeletions(db, organizationId, user.id) };
  });
}

function heldView({ until, ...held }: Held, viewer: Viewer): HeldOfUser {
  const mayDecide = held.userId === viewer.userId || viewer.role === 'administrator';
  return { ...held, heldUntil: until, mayDecide };
}
