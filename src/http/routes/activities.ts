import { z } from 'zod';
import type { Activity } from '../../model/activity.ts';
import { normaliseInstant } from '../../model/time.ts';
import { createActivities } from '../../store/activities/create-activities.ts';
import { deleteActivity } from '../../store/activities/delete-activity.ts';
import { findActivity } from '../../store/activities/find-activities.ts';
import { listActivities } from '../../store/activities/list-activities.ts';
import { updateActivity } from '../../store/activities/update-activity.ts';
import { viewerOf } from '../access-guard.ts';
import { activityChange, newActivity } from '../activity-form.ts';
import { announce } from '../activity-news.ts';
import { requireEditable } from '../activity-rights.ts';
import {
  ActivityChange,
  ActivityDelete,
  ActivityForm,
  ActivityQuery,
  ActivityView,
  ApiError,
  StaleActivity,
} from '../contract.ts';
import { isUuid } from '../identifiers.ts';
import type { Api, HttpParts } from '../parts.ts';
import { Refusal, refuseField } from '../refusal.ts';
import { userOf } from '../synchronized-user.ts';
import type { Viewer } from '../viewer.ts';
import { activityViews } from '../views/activity.ts';

const IdParams = z.object({ id: z.string() });
const one = { 200: ActivityView, '4xx': ApiError };
const guarded = { 409: StaleActivity.or(ApiError), '4xx': ApiError };

/** The calendar: one's own activities, and a colleague's as far as they may be seen. */
export function activityRoutes(api: Api, parts: HttpParts): void {
  listRoute(api, parts);
  readRoute(api, parts);
  createRoute(api, parts);
  changeRoute(api, parts);
  deleteRoute(api, parts);
}

function listRoute(api: Api, parts: HttpParts): void {
  const response = { 200: z.array(ActivityView), '4xx': ApiError };
  const schema = { summary: 'Activities in a period', querystring: ActivityQuery, response };
  api.get('/api/activities', { schema }, async (request) => {
    const viewer = viewerOf(request);
    const { db } = parts.database;
    const period = periodOf(request.query);
    const { id } = await userOf(parts.database, viewer, request.query.userId ?? viewer.userId);
    const filter = { ...period, userIds: [id], includeAsMember: true, order: 'start' } as const;
    return activityViews(parts, viewer, await listActivities(db, viewer.organizationId, filter));
  });
}

const LONGEST_PERIOD_DAYS = 400;

function periodOf(query: ActivityQuery): { from: string; to: string } {
  const from = normaliseInstant(query.from);
  const to = normaliseInstant(query.to);
  if (to < from) throw refuseField(400, 'to', 'periodReversed');
  const days = (Date.parse(to) - Date.parse(from)) / 86_400_000;
  if (days > LONGEST_PERIOD_DAYS)
    throw refuseField(400, 'to', 'periodTooLong', { days: LONGEST_PERIOD_DAYS });
  return { from, to };
}

function readRoute(api: Api, parts: HttpParts): void {
  const schema = { summary: 'One activity', params: IdParams, response: one };
  api.get('/api/activities/:id', { schema }, async (request) => {
    const viewer = viewerOf(request);
    return viewOf(parts, viewer, await activityOf(parts, viewer, request.params.id));
  });
}

function createRoute(api: Api, parts: HttpParts): void {
  const response = { 201: ActivityView, '4xx': ApiError };
  const schema = { summary: 'Make an activity of my own', body: ActivityForm, response };
  api.post('/api/activities', { schema }, async (request, reply) => {
    const viewer = viewerOf(request);
    const { organizationId, userId } = viewer;
    const activity = await newActivity(parts.database, viewer, request.body);
    const [made] = await createActivities(parts.database.db, organizationId, [activity], userId);
    if (!made) throw new Refusal(404, 'activityNotFound');
    await announce(parts.engine, request.log, organizationId, made);
    return reply.code(201).send(await viewOf(parts, viewer, made));
  });
}

function changeRoute(api: Api, parts: HttpParts): void {
  const response = { 200: ActivityView, ...guarded };
  const schema = { summary: 'Change an activity', params: IdParams, body: ActivityChange, response };
  api.patch('/api/activities/:id', { schema }, async (request) => {
    const viewer = viewerOf(request);
    const { organizationId, userId: actorId } = viewer;
    const before = await activityOf(parts, viewer, request.params.id);
    requireEditable(before, viewer);
    const version = await versionOf(parts, viewer, before, request.body.version);
    const change = await activityChange(parts.database, viewer, before, request.body);
    const edit = { id: before.id, version, actorId, change };
    const after = await updateActivity(parts.database.db, organizationId, edit);
    if (typeof after === 'string') throw await refusalOf(parts, viewer, before.id);
    await announce(parts.engine, request.log, organizationId, before, after);
    return viewOf(parts, viewer, after);
  });
}

function deleteRoute(api: Api, parts: HttpParts): void {
  const response = { 204: z.null(), ...guarded };
  const schema = {
    summary: 'Delete an activity of my own, or leave one in which I take part',
    params: IdParams,
    querystring: ActivityDelete,
    response,
  };
  api.delete('/api/activities/:id', { schema }, async (request, reply) => {
    const viewer = viewerOf(request);
    const { organizationId, userId } = viewer;
    const before = await activityOf(parts, viewer, request.params.id);
    requireEditable(before, viewer);
    const seen = request.query.version;
    const version = seen === undefined ? null : await versionOf(parts, viewer, before, seen);
    const deletion = { id: before.id, version, userId };
    const outcome = await deleteActivity(parts.database.db, organizationId, deletion);
    if (outcome === 'stale') throw await refusalOf(parts, viewer, before.id);
    await announce(parts.engine, request.log, organizationId, before);
    return reply.code(204).send(null);
  });
}

async function activityOf({ database }: HttpParts, viewer: Viewer, id: string): Promise<Activity> {
  const found = isUuid(id) ? await findActivity(database.db, viewer.organizationId, id) : undefined;
  if (found) return found;
  throw new Refusal(404, 'activityNotFound');
}

async function viewOf(parts: HttpParts, viewer: Viewer, activity: Activity): Promise<ActivityView> {
  const [view] = await activityViews(parts, viewer, [activity]);
  if (view) return view;
  throw new Refusal(404, 'activityNotFound');
}

/** The version that the page has seen; words that are no version of ours are as old as can be. */
async function versionOf(parts: HttpParts, viewer: Viewer, before: Activity, text: string): Promise<number> {
  if (/^\d{1,15}$/.test(text)) return Number(text);
  throw await refusalOf(parts, viewer, before.id);
}

/** 409 with the activity as it stands now, or 404 when it has gone in the meantime. */
async function refusalOf(parts: HttpParts, viewer: Viewer, id: string): Promise<Refusal> {
  const current = await activityOf(parts, viewer, id);
  return new Refusal(409, 'staleVersion', { body: { current: await viewOf(parts, viewer, current) } });
}
