import { randomUUID } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Activity } from '../../model/activity.ts';
import { seriesOf } from '../../model/occurrences.ts';
import { withoutOccurrence } from '../../model/series-change.ts';
import { createActivities } from '../../store/activities/create-activities.ts';
import { deleteActivity } from '../../store/activities/delete-activity.ts';
import { keepOccurrences } from '../../store/activities/delete-occurrence.ts';
import { updateActivity } from '../../store/activities/update-activity.ts';
import { announce } from '../activity-news.ts';
import type { Api, HttpParts } from '../parts.ts';
import { readActivity } from './activity-in.ts';
import { readPatch } from './activity-patch.ts';
import { activityByGuid, answerOf, GuidParams, targetByGuid } from './activity-routes.ts';
import { ActivityAnswer, ActivityModel } from './activity-schema.ts';
import { callerOf } from './caller.ts';
import { PatchDocument, type PatchOperation } from './json-patch.ts';
import { occurrencePatch } from './occurrence-patch.ts';
import { notFound, SeveraError } from './severa-error.ts';

/** A patch is made again on what stands there now, this many times, when somebody else was quicker. */
const ATTEMPTS = 5;

/** `POST activities`, `PATCH` and `DELETE activities/{guid}`, `DELETE activities/{guid}/exceptions`. */
export function activityWriteRoutes(api: Api, parts: HttpParts): void {
  createRoute(api, parts);
  patchRoute(api, parts);
  deleteRoutes(api, parts);
}

function createRoute(api: Api, { database, engine }: HttpParts): void {
  const schema = { summary: 'Make an activity', body: ActivityModel, response: { 201: ActivityAnswer } };
  const config = { scope: 'activities:write' } as const;
  api.post('/v1/activities', { schema, config }, async (request, reply) => {
    const { organizationId } = callerOf(request);
    const content = await readActivity(database, organizationId, request.body);
    const activity = { ...content, id: randomUUID(), originKey: null, participants: [] };
    const [made] = await createActivities(database.db, organizationId, [activity], null);
    if (!made) throw notFound('Activity', 'guid', activity.id);
    await announce(engine, request.log, organizationId, made);
    return reply.code(201).send(await answerOf(database, organizationId, made));
  });
}

function patchRoute(api: Api, parts: HttpParts): void {
  const { database, engine } = parts;
  const response = { 200: z.array(ActivityAnswer) };
  const schema = { summary: 'Change an activity', params: GuidParams, body: PatchDocument, response };
  const config = { scope: 'activities:write' } as const;
  api.patch('/v1/activities/:guid', { schema, config }, async (request) => {
    const { organizationId } = callerOf(request);
    const { guid } = request.params;
    const { before, after } = await patch(parts, organizationId, guid, request.body);
    await announce(engine, request.log, organizationId, before, after);
    const { shown } = await targetByGuid(database, organizationId, guid);
    return [await answerOf(database, organizationId, shown)];
  });
}

async function patch(
  { database }: HttpParts,
  organizationId: string,
  guid: string,
  operations: readonly PatchOperation[],
): Promise<{ before: Activity; after: Activity }> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const { kept: before, shown, occurrence } = await targetByGuid(database, organizationId, guid);
    const told = await answerOf(database, organizationId, shown);
    const read = await readPatch(database, shown, told, operations);
    const change = occurrence ? occurrencePatch(before, occurrence, read) : read;
    const edit = { id: before.id, version: before.sequence, actorId: null, change };
    const after = await updateActivity(database.db, organizationId, edit);
    if (after === 'gone') throw notFound('Activity', 'guid', guid);
    if (after !== 'stale') return { before, after };
  }
  throw beingChanged();
}

function beingChanged(): SeveraError {
  const message = 'The activity is being changed by others at the moment. Try again.';
  return new SeveraError(409, 'InvalidOperation', [{ message }]);
}

function deleteRoutes(api: Api, parts: HttpParts): void {
  const { engine } = parts;
  const config = { scope: 'activities:delete' } as const;
  const response = { 204: z.null() };
  const whole = { summary: 'Delete an activity', params: GuidParams, response };
  api.delete('/v1/activities/:guid', { schema: whole, config }, async (request, reply) => {
    const { organizationId } = callerOf(request);
    const before = await remove(parts, organizationId, request.params.guid);
    await announce(engine, request.log, organizationId, before);
    return reply.code(204).send(null);
  });

  const exceptions = { summary: 'Reset the exceptions of a series', params: GuidParams, response };
  api.delete('/v1/activities/:guid/exceptions', { schema: exceptions, config }, async (request, reply) => {
    await resetExceptions(parts, request, request.params.guid);
    return reply.code(204).send(null);
  });
}

/** Deletes an activity, or one occurrence of it alone; answers what stood there before. */
async function remove({ database }: HttpParts, organizationId: string, guid: string): Promise<Activity> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const { kept, occurrence } = await targetByGuid(database, organizationId, guid);
    const series = seriesOf(kept);
    const left = series && occurrence && withoutOccurrence(series, occurrence.original);
    const deletion = { id: kept.id, version: null, userId: null };
    const outcome = left
      ? await keepOccurrences(database.db, kept, left, null)
      : await deleteActivity(database.db, organizationId, deletion);
    if (outcome === 'gone') throw notFound('Activity', 'guid', guid);
    if (outcome !== 'stale') return kept;
  }
  throw beingChanged();
}

/** Every occurrence follows the rule again; 404 for an activity that does not recur. */
async function resetExceptions(
  { database, engine }: HttpParts,
  request: FastifyRequest,
  guid: string,
): Promise<void> {
  const { organizationId } = callerOf(request);
  const before = await activityByGuid(database, organizationId, guid);
  if (before.recurrence === null) throw notFound('Recurring activity', 'guid', guid);
  const recurrence = { ...before.recurrence, deleted: [], exceptions: [] };
  const edit = { id: before.id, version: null, actorId: null, change: { recurrence } };
  const after = await updateActivity(database.db, organizationId, edit);
  if (typeof after === 'string') throw notFound('Activity', 'guid', guid);
  await announce(engine, request.log, organizationId, before, after);
}
