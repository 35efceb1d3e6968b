import type {
  Activity,
  ActivityParticipant,
  ActivityRefusal,
  ParticipantContent,
  ParticipantStatus,
} from '../../model/activity.ts';
import type { Handle } from '../handle.ts';
import { findActivity } from './find-activities.ts';
import { updateActivity } from './update-activity.ts';

/** A participant with the activity in which they take part. */
export interface Participation {
  readonly activity: Activity;
  readonly participant: ActivityParticipant;
}

export async function findParticipation(
  db: Handle,
  organizationId: string,
  participantId: string,
): Promise<Participation | undefined> {
  const row = await db
    .selectFrom('activityParticipants')
    .select('activityId')
    .where('organizationId', '=', organizationId)
    .where('id', '=', participantId)
    .executeTakeFirst();
  const activity = row && (await findActivity(db, organizationId, row.activityId));
  const participant = activity?.participants.find((one) => one.id === participantId);
  return activity && participant && { activity, participant };
}

/** Adds a participant to what stands there; one who takes part already, or owns it, changes nothing. */
export async function addParticipant(
  db: Handle,
  activity: Activity,
  participant: ParticipantContent,
  actorId: string | null,
): Promise<Activity | ActivityRefusal> {
  return edit(db, activity, [...activity.participants, participant], actorId);
}

/** A participant's answer. */
export async function setParticipantStatus(
  db: Handle,
  { activity, participant }: Participation,
  status: ParticipantStatus,
  actorId: string | null,
): Promise<Activity | ActivityRefusal> {
  const participants = activity.participants.map((one) =>
    one.id === participant.id ? { ...one, status } : one,
  );
  return edit(db, activity, participants, actorId);
}

/** Takes a participant out; their calendar sees the activity as gone. */
export async function removeParticipant(
  db: Handle,
  { activity, participant }: Participation,
  actorId: string | null,
): Promise<Activity | ActivityRefusal> {
  const participants = activity.participants.filter((one) => one.id !== participant.id);
  return edit(db, activity, participants, actorId);
}

/** Guarded by the version that was read: two people who add somebody at once must not undo each other. */
function edit(
  db: Handle,
  activity: Activity,
  participants: readonly ParticipantContent[],
  actorId: string | null,
): Promise<Activity | ActivityRefusal> {
  const { organizationId, id, sequence: version } = activity;
  return updateActivity(db, organizationId, { id, version, actorId, change: { participants } });
}
