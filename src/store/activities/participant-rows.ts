import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { ActivityParticipant, ParticipantContent } from '../../model/activity.ts';
import type { Handle } from '../handle.ts';

/** The activity whose participants are written, under the number of the change. */
export interface ChangedActivity {
  readonly organizationId: string;
  readonly id: string;
  readonly ownerId: string;
  readonly sequence: number;
}

/** Who a participant is, whatever else is said of them. */
function identity(participant: ParticipantContent): string {
  if (participant.userId) return `user ${participant.userId}`;
  return participant.email ? `address ${participant.email}` : `name ${participant.name}`;
}

/** Each participant once, and never the owner, who stands beside them. */
export function distinctParticipants(
  participants: readonly ParticipantContent[],
  ownerId: string,
): readonly ParticipantContent[] {
  const known = new Map<string, ParticipantContent>();
  for (const participant of participants)
    if (participant.userId !== ownerId && !known.has(identity(participant)))
      known.set(identity(participant), participant);
  return [...known.values()];
}

export async function insertParticipants(
  trx: Handle,
  rows: readonly (ParticipantContent & { readonly organizationId: string; readonly activityId: string })[],
): Promise<void> {
  if (rows.length === 0) return;
  await trx
    .insertInto('activityParticipants')
    .values(
      rows.map((row) => ({
        organizationId: row.organizationId,
        activityId: row.activityId,
        id: randomUUID(),
        type: row.type,
        userId: row.userId,
        name: row.name,
        email: row.email.toLowerCase(),
        phone: row.phone,
        mobilePhone: row.mobilePhone,
        role: row.role,
        status: row.status,
        busy: null,
      })),
    )
    .execute();
}

/**
 * Makes the participants what they should be: those who stay keep their ids, users who go are remembered
 * as departed, so that their calendars see the activity as gone.
 */
export async function replaceParticipants(
  trx: Handle,
  activity: ChangedActivity,
  before: readonly ActivityParticipant[],
  wanted: readonly ParticipantContent[],
): Promise<void> {
  const { organizationId, id: activityId } = activity;
  const after = new Map(distinctParticipants(wanted, activity.ownerId).map((one) => [identity(one), one]));
  const gone = before.filter((participant) => !after.has(identity(participant)));
  await removeParticipantRows(trx, activity, gone);
  for (const participant of before) await updateRow(trx, organizationId, participant, after);
  const present = new Set(before.map(identity));
  const added = [...after].filter(([key]) => !present.has(key)).map(([, participant]) => participant);
  await insertParticipants(
    trx,
    added.map((participant) => ({ ...participant, organizationId, activityId })),
  );
  await forgetDepartures(trx, activity, userIds(added));
}

async function updateRow(
  trx: Handle,
  organizationId: string,
  before: ActivityParticipant,
  after: ReadonlyMap<string, ParticipantContent>,
): Promise<void> {
  const wanted = after.get(identity(before));
  if (!wanted) return;
  const { name, email, phone, mobilePhone, role, status } = wanted;
  const content = { name, email: email.toLowerCase(), phone, mobilePhone, role, status };
  if (Object.entries(content).every(([key, value]) => before[key as keyof typeof content] === value)) return;
  await trx
    .updateTable('activityParticipants')
    .set(content)
    .where('organizationId', '=', organizationId)
    .where('id', '=', before.id)
    .execute();
}

/** Takes participants away and remembers the users among them as departed. */
export async function removeParticipantRows(
  trx: Handle,
  activity: ChangedActivity,
  gone: readonly ActivityParticipant[],
): Promise<void> {
  if (gone.length === 0) return;
  await trx
    .deleteFrom('activityParticipants')
    .where('organizationId', '=', activity.organizationId)
    .where('id', '=', sql<string>`any(${gone.map((participant) => participant.id)}::uuid[])`)
    .execute();
  await recordDepartures(trx, activity, userIds(gone));
}

function userIds(participants: readonly ParticipantContent[]): readonly string[] {
  return participants.flatMap((participant) => participant.userId ?? []);
}

/** These users no longer have the activity in their calendars since this change. */
export async function recordDepartures(
  trx: Handle,
  activity: ChangedActivity,
  users: readonly string[],
): Promise<void> {
  const { organizationId, id: activityId, sequence } = activity;
  if (users.length === 0) return;
  await trx
    .insertInto('activityDepartures')
    .values(users.map((userId) => ({ organizationId, activityId, userId, sequence })))
    .onConflict((conflict) =>
      conflict.columns(['organizationId', 'userId', 'activityId']).doUpdateSet({ sequence }),
    )
    .execute();
}

/** These users have it again. */
export async function forgetDepartures(
  trx: Handle,
  activity: ChangedActivity,
  users: readonly string[],
): Promise<void> {
  if (users.length === 0) return;
  await trx
    .deleteFrom('activityDepartures')
    .where('organizationId', '=', activity.organizationId)
    .where('activityId', '=', activity.id)
    .where('userId', '=', sql<string>`any(${users as string[]}::uuid[])`)
    .execute();
}
