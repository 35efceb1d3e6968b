import type { Activity, ActivityChange } from '../../model/activity.ts';
import { type Series, seriesOf } from '../../model/occurrences.ts';
import { carriedOver, timeByRule } from '../../model/series-change.ts';
import type { EntryTime, PlainDate } from '../../model/time.ts';
import { dateAt } from '../../model/zoned-date.ts';
import { refuseField } from '../refusal.ts';
import { changedRule } from './written-rule.ts';

/**
 * The change of a whole series by one that was made to what somebody saw of it: another hour or length holds for
 * all occurrences, whose days are the rule's. Throws a Refusal (400) where the day was changed.
 */
export function wholeSeriesChange(
  series: Activity,
  shown: EntryTime,
  change: ActivityChange,
): ActivityChange {
  if (change.recurrence !== undefined) return changedRule(series, change);
  const before = seriesOf(series);
  if (!before || !change.time) return change;
  const { zone } = before.recurrence;
  if (dateIn(change.time, zone) !== dateIn(shown, zone))
    throw refuseField(400, 'time.start', 'seriesDayFixed');
  return { ...change, ...atTimeOfDay(before, change.time) };
}

/** A series at another time of day; what was deleted and changed in it stays on its dates. */
function atTimeOfDay(before: Series, time: EntryTime): ActivityChange {
  const zone = time.kind === 'timed' ? time.zone : before.recurrence.zone;
  const rule = { ...before.recurrence, zone, deleted: [], exceptions: [] };
  const after = { time: timeByRule({ time, recurrence: rule }), recurrence: rule };
  return { time: after.time, recurrence: carriedOver(before, after) };
}

function dateIn(time: EntryTime, zone: string): PlainDate {
  return time.kind === 'allDay' ? time.start : dateAt(time.start, zone);
}
