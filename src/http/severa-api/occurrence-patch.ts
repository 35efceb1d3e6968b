import type { Activity, ActivityChange } from '../../model/activity.ts';
import { exceptionFieldsOf, notOfAnOccurrence } from '../../model/activity-occurrence.ts';
import { type Occurrence, seriesOf } from '../../model/occurrences.ts';
import { withChangedOccurrence } from '../../model/series-change.ts';
import { badProperty } from './severa-error.ts';

/** Severa's names of what belongs to a whole series. */
const NAMES: Partial<Record<keyof ActivityChange, string>> = {
  typeId: 'activityType',
  ownerId: 'ownerUser',
};

/**
 * A change of one occurrence as a change of its series: the occurrence becomes an exception. Throws SeveraError
 * (400) for what only the whole series has.
 */
export function occurrencePatch(
  series: Activity,
  { original }: Occurrence,
  change: ActivityChange,
): ActivityChange {
  const whole = seriesOf(series);
  if (!whole) return change;
  const foreign = notOfAnOccurrence(change);
  if (foreign) {
    const name = NAMES[foreign] ?? foreign;
    throw badProperty(name, `${name} belongs to the whole series: change activity ${series.id} instead.`);
  }
  const fields = exceptionFieldsOf(change);
  // An empty patch changes nothing, and an occurrence that differs in nothing is no exception.
  if (Object.keys(fields).length === 0) return {};
  return { recurrence: withChangedOccurrence(whole, original, fields) };
}
