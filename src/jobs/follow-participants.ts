import { calendarsOfActivities } from '../store/activities/calendars-of-activities.ts';
import type { Handle } from '../store/handle.ts';
import { type MailboxRef, switchedOnAmong } from '../store/synchronizations.ts';
import type { RunQueue } from './queue.ts';

/**
 * Activities that one user's run wrote stand in other participants' calendars, too: their mailboxes follow.
 * The user whose run wrote is left out, or two mailboxes would start each other without an end.
 */
export async function followParticipants(
  db: Handle,
  queue: Pick<RunQueue, 'enqueue'>,
  { organizationId, userId }: MailboxRef,
  activityIds: readonly string[],
): Promise<void> {
  const everybody = await calendarsOfActivities(db, organizationId, activityIds);
  const others = everybody.filter((id) => id !== userId);
  for (const id of await switchedOnAmong(db, organizationId, others))
    await queue.enqueue({ organizationId, userId: id, trigger: 'activitySaved' });
}
