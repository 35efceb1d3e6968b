import { z } from 'zod';
import { listActivityTypes } from '../../store/activity-types.ts';
import { findUser, listUsers } from '../../store/users.ts';
import { isUuid } from '../identifiers.ts';
import type { Api, HttpParts } from '../parts.ts';
import { GuidParams } from './activity-routes.ts';
import { callerOf } from './caller.ts';
import { cutPage, PageQuery, readPageToken } from './paging.ts';
import { flag, guid, instant, many } from './query-values.ts';
import { notFound } from './severa-error.ts';
import { UserModel, userModel } from './user-model.ts';

const UserFilters = z.strictObject({
  ...PageQuery,
  isActive: flag.optional(),
  email: z.string().max(320).optional(),
  code: z.string().max(100).optional(),
  businessUnitGuids: many(guid),
  keywordGuids: many(guid),
  supervisorUserGuids: many(guid),
  changedSince: instant.optional(),
});

/** `GET users` and `GET users/{guid}`. */
export function userRoutes(api: Api, { database: { db } }: HttpParts): void {
  const config = { scope: 'users:read' } as const;
  const list = { summary: 'Users', querystring: UserFilters, response: { 200: z.array(UserModel) } };
  api.get('/v1/users', { schema: list, config }, async (request, reply) => {
    const { organizationId } = callerOf(request);
    const { isActive, email, code, changedSince, pageToken, rowCount } = request.query;
    const afterId = readPageToken(pageToken) ?? undefined;
    // An empty text is Severa's own default and limits nothing.
    const filter = { isActive, email: email || undefined, code: code || undefined, changedSince, afterId };
    const found = asksForNothing(request.query)
      ? []
      : await listUsers(db, organizationId, { ...filter, limit: rowCount + 1 });
    const { rows, nextPageToken } = cutPage(found, rowCount);
    if (nextPageToken !== null) reply.header('NextPageToken', nextPageToken);
    const types = await listActivityTypes(db, organizationId);
    return rows.map((user) => userModel(user, types));
  });

  const one = { summary: 'A user', params: GuidParams, response: { 200: UserModel } };
  api.get('/v1/users/:guid', { schema: one, config }, async (request) => {
    const { organizationId } = callerOf(request);
    const { guid: id } = request.params;
    const user = isUuid(id) ? await findUser(db, organizationId, id) : undefined;
    if (!user) throw notFound('User', 'guid', id);
    return userModel(user, await listActivityTypes(db, organizationId));
  });
}

/** The workspace has no business units, keywords or supervisors: nobody belongs to one that is named. */
function asksForNothing(query: z.output<typeof UserFilters>): boolean {
  const { businessUnitGuids, keywordGuids, supervisorUserGuids } = query;
  return [businessUnitGuids, keywordGuids, supervisorUserGuids].some((list) => list !== undefined);
}
