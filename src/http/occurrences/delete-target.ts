import { seriesOf } from '../../model/occurrences.ts';
import type { Recurrence } from '../../model/recurrence.ts';
import { withoutOccurrence } from '../../model/series-change.ts';
import { splitSeries } from '../../model/series-split.ts';
import { deleteActivity } from '../../store/activities/delete-activity.ts';
import { keepOccurrences } from '../../store/activities/delete-occurrence.ts';
import type { Database } from '../../store/database.ts';
import type { ActivityScope } from '../contract.ts';
import { Refusal } from '../refusal.ts';
import type { CalendarTarget } from './calendar-target.ts';

/** A deletion of what somebody saw in the calendar, and how far it goes. */
export interface TargetDeletion {
  readonly target: CalendarTarget;
  readonly scope: ActivityScope;
  /** Null deletes whatever stands there. */
  readonly version: number | null;
  readonly userId: string;
}

/**
 * Deletes one occurrence, it and those that follow, or the whole. A participant only leaves, and only the
 * whole: throws a Refusal (403) for an occurrence of somebody else's series.
 */
export async function deleteTarget(
  { db }: Database,
  { target, scope, version, userId }: TargetDeletion,
): Promise<'done' | 'stale' | 'gone'> {
  const { kept } = target;
  const left = scope === 'all' ? null : remaining(target, scope);
  if (!left) {
    const outcome = await deleteActivity(db, kept.organizationId, { id: kept.id, version, userId });
    return outcome === 'stale' || outcome === 'gone' ? outcome : 'done';
  }
  if (kept.ownerId !== userId) throw new Refusal(403, 'occurrenceNotYours');
  if (version !== null && version !== kept.sequence) return 'stale';
  const outcome = await keepOccurrences(db, kept, left, userId);
  return outcome === 'stale' || outcome === 'gone' ? outcome : 'done';
}

/** What is left of the series; null where that is nothing, or it is none. */
function remaining({ kept, occurrence }: CalendarTarget, scope: 'this' | 'following'): Recurrence | null {
  const series = seriesOf(kept);
  if (!series || !occurrence) return null;
  if (scope === 'this') return withoutOccurrence(series, occurrence.original);
  return splitSeries(series, occurrence.date)?.earlier ?? null;
}
