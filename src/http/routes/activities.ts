import { z } from 'zod';
import type { Activity } from '../../model/activity.ts';
import { normaliseInstant } from '../../model/time.ts';
import { createActivities } from '../../store/activities/create-activities.ts';
import { listWithOccurrences } from '../../store/activities/list-occurrences.ts';
import { setParticipantStatus } from '../../store/activities/participants.ts';
import { viewerOf } from '../access-guard.ts';
import { activityChange, newActivity } from '../activity-form.ts';
import { announce } from '../activity-news.ts';
import { requireEditable } from '../activity-rights.ts';
import {
  ActivityAnswer,
  ActivityChange,
  ActivityChangeQuery,
  ActivityDelete,
  ActivityForm,
  ActivityQuery,
  ActivityView,
  ApiError,
  StaleActivity,
} from '../contract.ts';
import { type CalendarTarget, findTarget } from '../occurrences/calendar-target.ts';
import { changeTarget } from '../occurrences/change-target.ts';
import { deleteTarget } from '../occurrences/delete-target.ts';
import { realChange } from '../occurrences/real-change.ts';
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
  answerRoute(api, parts);
}

function listRoute(api: Api, parts: HttpParts): void {
  const response = { 200: z.array(ActivityView), '4xx': ApiError };
  const schema = { summary: 'Activities in a period', querystring: ActivityQuery, response };
  api.get('/api/activities', { schema }, async (request) => {
    const viewer = viewerOf(request);
    const { db } = parts.database;
    const period = periodOf(request.query);
    const { id } = await userOf(parts.database, viewer, request.query.userId ?? viewer.userId);
    const filter = {
      ...period,
      userIds: [id],
      includeAsMember: true,
      withoutDeclined: true,
      order: 'start',
    } as const;
    const found = await listWithOccurrences(db, viewer.organizationId, filter, Date.now());
    return activityViews(parts, viewer, found);
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
    const { shown } = await targetOf(parts, viewer, request.params.id);
    return viewOf(parts, viewer, shown);
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
  const querystring = ActivityChangeQuery;
  const summary = 'Change an activity, or an occurrence of a series and as much of it as `scope` says';
  const schema = { summary, params: IdParams, querystring, body: ActivityChange, response };
  api.patch('/api/activities/:id', { schema }, async (request) => {
    const viewer = viewerOf(request);
    const { organizationId, userId: actorId } = viewer;
    const target = await targetOf(parts, viewer, request.params.id);
    const { kept, shown } = target;
    requireEditable(kept, viewer);
    const version = await versionOf(parts, viewer, shown, request.body.version);
    const told = await activityChange(parts.database, viewer, kept, request.body);
    const change = realChange(shown, told, actorId);
    const wanted = { target, scope: request.query.scope, change, version, actorId };
    const after = await changeTarget(parts.database, wanted);
    const [first] = typeof after === 'string' ? [] : after;
    if (!first || typeof after === 'string') throw await refusalOf(parts, viewer, shown.id);
    await announce(parts.engine, request.log, organizationId, kept, ...after);
    const again = target.occurrence && (await findTarget(parts.database, organizationId, shown.id));
    return viewOf(parts, viewer, again?.shown ?? first);
  });
}

function deleteRoute(api: Api, parts: HttpParts): void {
  const response = { 204: z.null(), ...guarded };
  const schema = {
    summary: 'Delete an activity of my own or an occurrence of it, or leave one in which I take part',
    params: IdParams,
    querystring: ActivityDelete,
    response,
  };
  api.delete('/api/activities/:id', { schema }, async (request, reply) => {
    const viewer = viewerOf(request);
    const { organizationId, userId } = viewer;
    const target = await targetOf(parts, viewer, request.params.id);
    const { kept, shown } = target;
    requireEditable(kept, viewer);
    const { version: seen, scope } = request.query;
    const version = seen === undefined ? null : await versionOf(parts, viewer, shown, seen);
    const outcome = await deleteTarget(parts.database, { target, scope, version, userId });
    if (outcome === 'stale') throw await refusalOf(parts, viewer, shown.id);
    await announce(parts.engine, request.log, organizationId, kept);
    return reply.code(204).send(null);
  });
}

function answerRoute(api: Api, parts: HttpParts): void {
  const summary = 'Answer whether I take part in an activity of somebody else';
  const response = { 200: ActivityView, ...guarded };
  const schema = { summary, params: IdParams, body: ActivityAnswer, response };
  api.put('/api/activities/:id/answer', { schema }, async (request) => {
    const viewer = viewerOf(request);
    const { kept } = await targetOf(parts, viewer, request.params.id);
    const participant = kept.participants.find(({ userId }) => userId === viewer.userId);
    if (kept.ownerId === viewer.userId || !participant) throw new Refusal(403, 'notAsked');
    const status = STATUSES[request.body.answer];
    const { db } = parts.database;
    const after = await setParticipantStatus(db, { activity: kept, participant }, status, viewer.userId);
    if (typeof after === 'string') throw await refusalOf(parts, viewer, kept.id);
    await announce(parts.engine, request.log, viewer.organizationId, kept, after);
    return viewOf(parts, viewer, after);
  });
}

const STATUSES = { accepted: 'Accepted', tentative: 'Tentative', declined: 'Declined' } as const;

async function targetOf({ database }: HttpParts, viewer: Viewer, id: string): Promise<CalendarTarget> {
  const found = await findTarget(database, viewer.organizationId, id);
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
  const { shown } = await targetOf(parts, viewer, id);
  return new Refusal(409, 'staleVersion', { body: { current: await viewOf(parts, viewer, shown) } });
}
