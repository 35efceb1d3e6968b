import type { FastifyBaseLogger } from 'fastify';
import type { SyncEngine } from '../jobs/engine.ts';
import type { Activity } from '../model/activity.ts';

/** Everybody in whose calendar an activity stands: its owner and the users who take part. */
export function calendarsOf(activity: Activity): string[] {
  return [activity.ownerId, ...activity.participants.flatMap(({ userId }) => userId ?? [])];
}

/**
 * Marks the mailboxes of everybody whom a change concerns, before and after it. The change is saved by
 * then: when the queue cannot be reached, it stands, and the next sweep finds it.
 */
export async function announce(
  engine: SyncEngine,
  log: FastifyBaseLogger,
  organizationId: string,
  ...states: readonly Activity[]
): Promise<void> {
  const userIds = [...new Set(states.flatMap(calendarsOf))];
  try {
    await engine.activityChanged(organizationId, userIds);
  } catch (error) {
    log.warn(
      { err: error, organizationId },
      'a saved activity could not be announced; the sweep will find it',
    );
  }
}
