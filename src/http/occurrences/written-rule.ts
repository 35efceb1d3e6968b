import type { Activity, ActivityChange } from '../../model/activity.ts';
import { isEmptyRule, type Series, seriesOf } from '../../model/occurrences.ts';
import type { Recurrence } from '../../model/recurrence.ts';
import { carriedOver, timeByRule } from '../../model/series-change.ts';
import type { EntryTime, ZoneId } from '../../model/time.ts';
import { dateAt } from '../../model/zoned-date.ts';
import type { ActivityRecurrence } from '../contract.ts';
import { refuseField } from '../refusal.ts';

/** A new series by a written rule: it begins on the first day of the rule. `zone`: of all-day ones, the owner's. */
export function newSeries(time: EntryTime, written: ActivityRecurrence, zone: ZoneId): Series {
  return beginning({ time, recurrence: ruleOf(written, time, zone) });
}

/** A written rule for an activity that stands: a series goes on from its own first day. */
export function ruleFor(
  activity: Activity,
  moved: EntryTime | undefined,
  written: ActivityRecurrence,
): Recurrence {
  const rule = ruleOf(written, moved ?? activity.time, activity.ownerZone);
  return activity.recurrence ? { ...rule, start: activity.recurrence.start } : rule;
}

/**
 * The change of an activity by another rule, or by none: then it happens once, at the time that was written or on
 * the first day that it had. What was deleted and changed in a series stays where the new rule falls on its day.
 */
export function changedRule(kept: Activity, change: ActivityChange): ActivityChange {
  const before = seriesOf(kept);
  const time = change.time ?? (before ? timeByRule(before) : kept.time);
  if (!change.recurrence) return { ...change, time, recurrence: null };
  const zone = time.kind === 'timed' ? time.zone : change.recurrence.zone;
  const after = beginning({ time, recurrence: { ...change.recurrence, zone } });
  return { ...change, time: after.time, recurrence: before ? carriedOver(before, after) : after.recurrence };
}

function ruleOf({ pattern, range }: ActivityRecurrence, time: EntryTime, ownerZone: ZoneId): Recurrence {
  const zone = time.kind === 'timed' ? time.zone : ownerZone;
  const start = time.kind === 'allDay' ? time.start : dateAt(time.start, zone);
  return { pattern, range, start, zone, deleted: [], exceptions: [] };
}

function beginning(series: Series): Series {
  if (isEmptyRule(series.recurrence)) throw refuseField(400, 'recurrence', 'recurrenceEmpty');
  return { time: timeByRule(series), recurrence: series.recurrence };
}
