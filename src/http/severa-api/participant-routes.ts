import { z } from 'zod';
import {
  addParticipant,
  findParticipation,
  type Participation,
  removeParticipant,
  setParticipantStatus,
} from '../../store/activities/participants.ts';
import { findUser } from '../../store/users.ts';
import { invitee } from '../activity-form.ts';
import { announce } from '../activity-news.ts';
import { isUuid } from '../identifiers.ts';
import type { Api, HttpParts } from '../parts.ts';
import { activityByGuid, GuidParams } from './activity-routes.ts';
import { callerOf } from './caller.ts';
import { PatchDocument } from './json-patch.ts';
import { readConfirmation } from './participant-confirmation.ts';
import { ParticipantModel, participantModel } from './participant-schema.ts';
import { badProperty, notFound, SeveraError } from './severa-error.ts';

const ActivityParams = z.object({ activityGuid: z.string() });
const BothParams = z.object({ activityGuid: z.string(), activityParticipantGuid: z.string() });

/** Everything under `activityparticipants`. */
export function participantRoutes(api: Api, parts: HttpParts): void {
  readRoutes(api, parts);
  addRoute(api, parts);
  confirmRoute(api, parts);
  removeRoute(api, parts);
}

function readRoutes(api: Api, { database }: HttpParts): void {
  const config = { scope: 'activities:read' } as const;
  const response = { 200: z.array(ParticipantModel) };
  const all = { summary: 'Participants of an activity', params: ActivityParams, response };
  const path = '/v1/activities/:activityGuid/activityparticipants';
  api.get(path, { schema: all, config }, async (request) => {
    const { organizationId } = callerOf(request);
    const { activityGuid } = request.params;
    const activity = await activityByGuid(database, organizationId, activityGuid, 'activityGuid');
    return activity.participants.map((participant) => participantModel(activity.id, participant));
  });

  const one = { summary: 'A participant', params: GuidParams, response: { 200: ParticipantModel } };
  api.get('/v1/activityparticipants/:guid', { schema: one, config }, async (request) => {
    const found = await participationOf(database, callerOf(request).organizationId, request.params.guid);
    return participantModel(found.activity.id, found.participant);
  });
}

function addRoute(api: Api, { database, engine }: HttpParts): void {
  const response = { 201: ParticipantModel };
  const schema = { summary: 'Add a participant', body: ParticipantModel, response };
  const config = { scope: 'activities:write' } as const;
  api.post('/v1/activityparticipants', { schema, config }, async (request, reply) => {
    const { organizationId } = callerOf(request);
    const { activityGuid, participantGuid, type, phone, mobilePhone, status } = request.body;
    const activity = await activityByGuid(database, organizationId, activityGuid, 'activityGuid');
    const user = isUuid(participantGuid)
      ? await findUser(database.db, organizationId, participantGuid)
      : undefined;
    if ((type ?? 'User') !== 'User' || !user?.isActive)
      throw badProperty('participantGuid', `User ${participantGuid} was not found; only users can be added.`);
    if (user.id === activity.ownerId)
      throw badProperty('participantGuid', 'The owner of an activity takes part in it already.');
    const details = { phone: phone ?? '', mobilePhone: mobilePhone ?? '', status: status ?? 'Unknown' };
    const after = await addParticipant(database.db, activity, { ...invitee(user), ...details }, null);
    if (typeof after === 'string') throw changedMeanwhile();
    await announce(engine, request.log, organizationId, activity, after);
    const added = after.participants.find((one) => one.userId === user.id);
    if (!added) throw changedMeanwhile();
    return reply.code(201).send(participantModel(after.id, added));
  });
}

function confirmRoute(api: Api, { database, engine }: HttpParts): void {
  const response = { 200: z.array(ParticipantModel) };
  const schema = { summary: 'Change the confirmation', params: GuidParams, body: PatchDocument, response };
  const config = { scope: 'activities:write' } as const;
  api.patch('/v1/activityparticipants/:guid', { schema, config }, async (request) => {
    const { organizationId } = callerOf(request);
    const found = await participationOf(database, organizationId, request.params.guid);
    const status = readConfirmation(found.participant, request.body);
    const after = await setParticipantStatus(database.db, found, status, null);
    if (typeof after === 'string') throw changedMeanwhile();
    await announce(engine, request.log, organizationId, found.activity, after);
    return [participantModel(after.id, { ...found.participant, status })];
  });
}

function removeRoute(api: Api, { database, engine }: HttpParts): void {
  const schema = { summary: 'Remove a participant', params: BothParams, response: { 204: z.null() } };
  const config = { scope: 'activities:delete' } as const;
  const path = '/v1/activities/:activityGuid/activityparticipants/:activityParticipantGuid';
  api.delete(path, { schema, config }, async (request, reply) => {
    const { organizationId } = callerOf(request);
    const { activityGuid, activityParticipantGuid: guid } = request.params;
    const found = await participationOf(database, organizationId, guid, 'activityParticipantGuid');
    if (found.activity.id !== activityGuid.toLowerCase())
      throw notFound('Participant', 'activityParticipantGuid', guid);
    const after = await removeParticipant(database.db, found, null);
    if (typeof after === 'string') throw changedMeanwhile();
    await announce(engine, request.log, organizationId, found.activity, after);
    return reply.code(204).send(null);
  });
}

async function participationOf(
  { db }: HttpParts['database'],
  organizationId: string,
  guid: string,
  parameter = 'guid',
): Promise<Participation> {
  const found = isUuid(guid) ? await findParticipation(db, organizationId, guid) : undefined;
  if (found) return found;
  throw notFound('Participant', parameter, guid);
}

function changedMeanwhile(): SeveraError {
  const message = 'The activity was changed or deleted by somebody else in the meantime. Try again.';
  return new SeveraError(409, 'InvalidOperation', [{ message }]);
}
