import type {
  Activity,
  ActivityRefusal,
  ParticipantContent,
  ParticipantStatus,
} from '../../model/activity.ts';
import { type Handle, inTransaction } from '../handle.ts';
import { takeActivitySequence } from '../organizations.ts';
import { findActivity } from './find-activities.ts';
import { updateActivity } from './update-activity.ts';

/** A user who is to take part. */
export interface Joiner {
  readonly userId: string;
  readonly name: string;
  readonly email: string;
}

/**
 * Lets a user take part in a standing activity with this answer. Who is listed by their address only becomes
 * the user; who takes part already or owns it is not listed twice.
 */
export async function joinActivity(
  db: Handle,
  organizationId: string,
  { userId, name, email }: Joiner,
  id: string,
  status: ParticipantStatus,
): Promise<Activity | ActivityRefusal> {
  return inTransaction(db, async (trx) => {
    // The lock comes before the look: who joins at the same time takes nobody off the list.
    await takeActivitySequence(trx, organizationId);
    const activity = await findActivity(trx, organizationId, id);
    if (!activity) return 'gone';
    if (activity.ownerId === userId) return activity;
    const known = activity.participants.find((one) => one.userId === userId || one.email === email);
    if (known?.userId === userId && known.status === status) return activity;
    const { phone = '', mobilePhone = '', role = 'required' as const } = known ?? {};
    const joined: ParticipantContent = {
      type: 'User',
      userId,
      name,
      email,
      phone,
      mobilePhone,
      role,
      status,
    };
    const others = activity.participants.filter((one) => one !== known);
    const change = { participants: [...others, joined] };
    return updateActivity(trx, organizationId, { id, version: activity.sequence, actorId: userId, change });
  });
}
