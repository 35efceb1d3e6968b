import type { Activity, ActivityRefusal } from '../../model/activity.ts';
import { firstOccurrence, seriesOf } from '../../model/occurrences.ts';
import type { Recurrence } from '../../model/recurrence.ts';
import type { Handle } from '../handle.ts';
import { deleteActivity } from './delete-activity.ts';
import { updateActivity } from './update-activity.ts';

/**
 * Gives a series what is left of it; one of which nothing is left is deleted. Guarded by the number of the
 * series as it was read. `userId`: on whose behalf, null for the company's.
 */
export async function keepOccurrences(
  db: Handle,
  series: Activity,
  recurrence: Recurrence,
  userId: string | null,
): Promise<Activity | 'deleted' | ActivityRefusal> {
  const { organizationId, id, sequence: version } = series;
  const left = seriesOf({ ...series, recurrence });
  if (left && firstOccurrence(left))
    return updateActivity(db, organizationId, { id, version, actorId: userId, change: { recurrence } });
  const outcome = await deleteActivity(db, organizationId, { id, version, userId });
  return outcome === 'stale' || outcome === 'gone' ? outcome : 'deleted';
}
