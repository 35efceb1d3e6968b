import { z } from 'zod';
import type { ActivityParticipant } from '../../model/activity.ts';

const text = z.string().nullish();

export const ParticipantStatus = z.enum(['Unknown', 'Invited', 'Accepted', 'Tentative', 'Declined']);

/** Severa's `ActivityParticipantModel`. Name, address and activity of the participant are read only. */
export const ParticipantModel = z.strictObject({
  guid: text,
  activityGuid: z.string().min(1),
  participantGuid: z.string().min(1),
  type: z.enum(['User', 'Contact', 'Resource', 'Other']).nullish(),
  name: text,
  email: text,
  phone: z.string().max(100).nullish(),
  mobilePhone: z.string().max(100).nullish(),
  status: ParticipantStatus.nullish(),
  isActive: z.boolean().nullish(),
});
export type ParticipantModel = z.infer<typeof ParticipantModel>;

/** A participant as it is told. Somebody from outside is known by the participation alone. */
export function participantModel(activityGuid: string, participant: ActivityParticipant): ParticipantModel {
  const { id, userId, type, name, email, phone, mobilePhone, status, isActive } = participant;
  const participantGuid = userId ?? id;
  return { guid: id, activityGuid, participantGuid, type, name, email, phone, mobilePhone, status, isActive };
}
