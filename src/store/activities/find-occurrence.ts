import type { Activity } from '../../model/activity.ts';
import { occurrenceById } from '../../model/activity-occurrence.ts';
import { isOccurrenceId, seriesIdsAround } from '../../model/occurrence-id.ts';
import type { Occurrence } from '../../model/occurrences.ts';
import type { Handle } from '../handle.ts';
import { activityOf, selectActivities } from './activity-rows.ts';

/** An occurrence and the series that it belongs to. */
export interface FoundOccurrence {
  readonly series: Activity;
  readonly occurrence: Occurrence;
}

/** The occurrence with an id (`model/occurrence-id.ts`), where its series and it stand. */
export async function findOccurrence(
  db: Handle,
  organizationId: string,
  id: string,
): Promise<FoundOccurrence | undefined> {
  if (!isOccurrenceId(id)) return undefined;
  const { from, to } = seriesIdsAround(id);
  const rows = await selectActivities(db, organizationId)
    .where('activities.id', '>=', from)
    .where('activities.id', '<=', to)
    .where('activities.recurrenceType', '=', 'Series')
    .execute();
  for (const series of rows.map(activityOf)) {
    const occurrence = occurrenceById(series, id);
    if (occurrence) return { series, occurrence };
  }
  return undefined;
}
