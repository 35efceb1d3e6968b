import { z } from 'zod';
import {
  type ActivityType,
  deleteActivityType,
  findActivityType,
  insertActivityType,
  listActivityTypes,
  updateActivityType,
} from '../../store/activity-types.ts';
import { ActivityCategory } from '../contract.ts';
import { isUuid } from '../identifiers.ts';
import type { Api, HttpParts } from '../parts.ts';
import { GuidParams } from './activity-routes.ts';
import { ActivityTypeModel, activityTypeModel, readNewType, readTypePatch } from './activity-type-model.ts';
import { callerOf } from './caller.ts';
import { PatchDocument } from './json-patch.ts';
import { cutPage, PageQuery, readPageToken } from './paging.ts';
import { flag, instant, many } from './query-values.ts';
import { notFound, SeveraError } from './severa-error.ts';

const ActivityTypeFilters = z.strictObject({
  ...PageQuery,
  active: flag.optional(),
  category: many(ActivityCategory),
  changedSince: instant.optional(),
});

/** Everything under `activitytypes`. */
export function activityTypeRoutes(api: Api, parts: HttpParts): void {
  readRoutes(api, parts);
  writeRoutes(api, parts);
  deleteRoute(api, parts);
}

function readRoutes(api: Api, { database: { db } }: HttpParts): void {
  const config = { scope: 'settings:read' } as const;
  const response = { 200: z.array(ActivityTypeModel) };
  const list = { summary: 'Activity types', querystring: ActivityTypeFilters, response };
  api.get('/v1/activitytypes', { schema: list, config }, async (request, reply) => {
    const { active, category, changedSince, pageToken, rowCount } = request.query;
    const filter = { isActive: active, changedSince };
    const all = await listActivityTypes(db, callerOf(request).organizationId, filter);
    const after = readPageToken(pageToken) ?? '';
    const wanted = all.filter((type) => type.id > after && (category?.includes(type.category) ?? true));
    const page = cutPage(wanted.toSorted(byId), rowCount);
    if (page.nextPageToken !== null) reply.header('NextPageToken', page.nextPageToken);
    return page.rows.map(activityTypeModel);
  });

  const one = { summary: 'An activity type', params: GuidParams, response: { 200: ActivityTypeModel } };
  api.get('/v1/activitytypes/:guid', { schema: one, config }, async (request) =>
    activityTypeModel(await typeByGuid(db, callerOf(request).organizationId, request.params.guid)),
  );
}

function byId(one: ActivityType, other: ActivityType): number {
  return one.id < other.id ? -1 : 1;
}

function writeRoutes(api: Api, { database: { db } }: HttpParts): void {
  const config = { scope: 'settings:write' } as const;
  const response = { 201: ActivityTypeModel };
  const made = { summary: 'Add an activity type', body: ActivityTypeModel, response };
  api.post('/v1/activitytypes', { schema: made, config }, async (request, reply) => {
    const { organizationId } = callerOf(request);
    const present = await listActivityTypes(db, organizationId);
    const form = readNewType(request.body, present);
    return reply.code(201).send(activityTypeModel(await insertActivityType(db, organizationId, form)));
  });

  const changed = {
    summary: 'Change an activity type',
    params: GuidParams,
    body: PatchDocument,
    response: { 200: z.array(ActivityTypeModel) },
  };
  api.patch('/v1/activitytypes/:guid', { schema: changed, config }, async (request) => {
    const { organizationId } = callerOf(request);
    const before = await typeByGuid(db, organizationId, request.params.guid);
    const change = readTypePatch(before, request.body);
    const after = await updateActivityType(db, organizationId, before.id, change);
    if (!after) throw notFound('Activity type', 'guid', before.id);
    return [activityTypeModel(after)];
  });
}

function deleteRoute(api: Api, { database: { db } }: HttpParts): void {
  const config = { scope: 'settings:delete' } as const;
  const schema = { summary: 'Delete an activity type', params: GuidParams, response: { 204: z.null() } };
  api.delete('/v1/activitytypes/:guid', { schema, config }, async (request, reply) => {
    const { organizationId } = callerOf(request);
    const { id } = await typeByGuid(db, organizationId, request.params.guid);
    const outcome = await deleteActivityType(db, organizationId, id);
    if (outcome === 'missing') throw notFound('Activity type', 'guid', id);
    if (outcome !== 'deleted') throw stillUsed(outcome);
    return reply.code(204).send(null);
  });
}

function stillUsed(where: 'inUse' | 'inSettings'): SeveraError {
  const user = where === 'inUse' ? 'activities' : 'the calendar synchronization';
  const message = `The activity type is used by ${user}. Set isActive to false instead.`;
  return new SeveraError(400, 'InvalidOperation', [{ message }]);
}

async function typeByGuid(
  db: HttpParts['database']['db'],
  organizationId: string,
  guid: string,
): Promise<ActivityType> {
  const type = isUuid(guid) ? await findActivityType(db, organizationId, guid) : undefined;
  if (type) return type;
  throw notFound('Activity type', 'guid', guid);
}
