import { z } from 'zod';
import type { Activity } from '../../model/activity.ts';
import { listWithOccurrences } from '../../store/activities/list-occurrences.ts';
import { type CalendarTarget, findTarget } from '../occurrences/calendar-target.ts';
import type { Api, HttpParts } from '../parts.ts';
import { ActivityFilters } from './activity-filters.ts';
import { activityModels } from './activity-out.ts';
import { activityFilterOf } from './activity-query.ts';
import { ActivityAnswer } from './activity-schema.ts';
import { callerOf } from './caller.ts';
import { cutPage } from './paging.ts';
import { badFilter, notFound } from './severa-error.ts';

export const GuidParams = z.object({ guid: z.string() });

/** `GET activities` and `GET activities/{guid}`. */
export function activityReadRoutes(api: Api, { database }: HttpParts): void {
  const config = { scope: 'activities:read' } as const;
  const list = {
    summary: 'Activities of the organization',
    querystring: ActivityFilters,
    response: { 200: z.array(ActivityAnswer) },
  };
  api.get('/v1/activities', { schema: list, config }, async (request, reply) => {
    const { organizationId } = callerOf(request);
    const filter = activityFilterOf(request.query);
    requireForwardPeriod(request.query);
    const { db } = database;
    const found = filter ? await listWithOccurrences(db, organizationId, filter, Date.now()) : [];
    const { rows, nextPageToken } = cutPage(found, request.query.rowCount);
    if (nextPageToken !== null) reply.header('NextPageToken', nextPageToken);
    return activityModels(database, organizationId, rows);
  });

  const one = { summary: 'An activity', params: GuidParams, response: { 200: ActivityAnswer } };
  api.get('/v1/activities/:guid', { schema: one, config }, async (request) => {
    const { organizationId } = callerOf(request);
    const { shown } = await targetByGuid(database, organizationId, request.params.guid);
    return answerOf(database, organizationId, shown);
  });
}

function requireForwardPeriod({ startDateTime, endDateTime }: ActivityFilters): void {
  if (startDateTime && endDateTime && endDateTime < startDateTime)
    throw badFilter('endDateTime', 'endDateTime is before startDateTime.');
}

/** The activity or occurrence with a guid; throws SeveraError (404), also for those of other organizations. */
export async function targetByGuid(
  database: HttpParts['database'],
  organizationId: string,
  guid: string,
  parameter = 'guid',
): Promise<CalendarTarget> {
  const found = await findTarget(database, organizationId, guid);
  if (found) return found;
  throw notFound('Activity', parameter, guid);
}

/** The activity with a guid, of an occurrence its series; throws SeveraError (404). */
export async function activityByGuid(
  database: HttpParts['database'],
  organizationId: string,
  guid: string,
  parameter = 'guid',
): Promise<Activity> {
  return (await targetByGuid(database, organizationId, guid, parameter)).kept;
}

/** One activity's model. */
export async function answerOf(database: HttpParts['database'], organizationId: string, activity: Activity) {
  const [model] = await activityModels(database, organizationId, [activity]);
  if (model) return model;
  throw notFound('Activity', 'guid', activity.id);
}
