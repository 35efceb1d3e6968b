import { z } from 'zod';
import type { Activity } from '../../model/activity.ts';
import { findActivity } from '../../store/activities/find-activities.ts';
import { listActivities } from '../../store/activities/list-activities.ts';
import { isUuid } from '../identifiers.ts';
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
    const found = filter ? await listActivities(database.db, organizationId, filter) : [];
    const { rows, nextPageToken } = cutPage(found, request.query.rowCount);
    if (nextPageToken !== null) reply.header('NextPageToken', nextPageToken);
    return activityModels(database, organizationId, rows);
  });

  const one = { summary: 'An activity', params: GuidParams, response: { 200: ActivityAnswer } };
  api.get('/v1/activities/:guid', { schema: one, config }, async (request) => {
    const { organizationId } = callerOf(request);
    const activity = await activityByGuid(database, organizationId, request.params.guid);
    return answerOf(database, organizationId, activity);
  });
}

function requireForwardPeriod({ startDateTime, endDateTime }: ActivityFilters): void {
  if (startDateTime && endDateTime && endDateTime < startDateTime)
    throw badFilter('endDateTime', 'endDateTime is before startDateTime.');
}

/** The activity with a guid; throws SeveraError (404), also for those of other organizations. */
export async function activityByGuid(
  { db }: HttpParts['database'],
  organizationId: string,
  guid: string,
  parameter = 'guid',
): Promise<Activity> {
  const found = isUuid(guid) ? await findActivity(db, organizationId, guid) : undefined;
  if (found) return found;
  throw notFound('Activity', parameter, guid);
}

/** One activity's model. */
export async function answerOf(database: HttpParts['database'], organizationId: string, activity: Activity) {
  const [model] = await activityModels(database, organizationId, [activity]);
  if (model) return model;
  throw notFound('Activity', 'guid', activity.id);
}
