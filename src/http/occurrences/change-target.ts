import type { Activity, ActivityChange } from '../../model/activity.ts';
import { exceptionFieldsOf, notOfAnOccurrence } from '../../model/activity-occurrence.ts';
import { seriesOf } from '../../model/occurrences.ts';
import { withChangedOccurrence } from '../../model/series-change.ts';
import { splitSeries } from '../../model/series-split.ts';
import { splitActivity } from '../../store/activities/split-series.ts';
import { updateActivity } from '../../store/activities/update-activity.ts';
import type { Database } from '../../store/database.ts';
import type { ActivityScope } from '../contract.ts';
import { refuseField } from '../refusal.ts';
import type { CalendarTarget } from './calendar-target.ts';
import { wholeSeriesChange } from './series-time.ts';

/** A change of what somebody saw in the calendar, and how far it goes. */
export interface TargetChange {
  readonly target: CalendarTarget;
  readonly scope: ActivityScope;
  readonly change: ActivityChange;
  readonly version: number;
  readonly actorId: string;
}

/**
 * Makes a change: to one occurrence (an exception of its series), to it and those that follow (the series is
 * cut in two), or to all. Answers the activities as they are kept now, the one that was looked at first; a
 * string where it changed meanwhile or is gone. Throws a Refusal (400) for what an occurrence or a series
 * cannot have.
 */
export async function changeTarget(
  { db }: Database,
  { target, scope, change, version, actorId }: TargetChange,
): Promise<readonly Activity[] | 'stale' | 'gone'> {
  const { kept, shown } = target;
  if (version !== kept.sequence) return 'stale';
  if (change.recurrence !== undefined && scope !== 'all' && target.occurrence)
    throw refuseField(400, 'recurrence', 'recurrenceOfAll');
  const later = scope === 'following' && laterPart(target);
  if (later) {
    const whole = wholeSeriesChange({ ...kept, ...later.later }, shown.time, change);
    const parts = await splitActivity(db, kept, later, whole, actorId);
    return typeof parts === 'string' ? parts : [parts.later, parts.earlier];
  }
  const isOne = scope === 'this' && target.occurrence !== null;
  const wanted = isOne ? oneOccurrenceChange(target, change) : wholeSeriesChange(kept, shown.time, change);
  const after = await updateActivity(db, kept.organizationId, {
    id: kept.id,
    version,
    actorId,
    change: wanted,
  });
  return typeof after === 'string' ? after : [after];
}

function laterPart({ kept, occurrence }: CalendarTarget) {
  const series = seriesOf(kept);
  return series && occurrence && splitSeries(series, occurrence.date);
}

function oneOccurrenceChange({ kept, occurrence }: CalendarTarget, change: ActivityChange): ActivityChange {
  const series = seriesOf(kept);
  if (!series || !occurrence) return change;
  const foreign = notOfAnOccurrence(change);
  if (foreign) throw refuseField(400, FORM_FIELDS[foreign] ?? foreign, 'occurrenceFixed');
  return { recurrence: withChangedOccurrence(series, occurrence.original, exceptionFieldsOf(change)) };
}

/** What the form calls the fields that are the series' own. */
const FORM_FIELDS: Partial<Record<keyof ActivityChange, string>> = { participants: 'participantIds' };
