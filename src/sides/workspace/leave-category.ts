import type { Activity, ActivityContent } from '../../model/activity.ts';
import type { EntryPatch } from '../../model/calendar-entry.ts';
import { entryRecurrence } from './series.ts';
import { entryTime, isBareTodo, timeChange } from './times.ts';

/** What an activity's category decides of how it shows. */
type Shown = Partial<Pick<ActivityContent, 'busy' | 'time' | 'hasDuration' | 'recurrence'>>;

/**
 * What an activity has to be given besides, when it turns private or a to-do gets a duration. An absence and a to-do
 * without duration show as their category says; what they become says nothing of the kind, so what the calendar
 * showed until now becomes the activity's own, and nothing but what was asked for changes.
 */
export function shownUntilNow(activity: Activity, patch: EntryPatch): Shown {
  if (isBareTodo(activity) && patch.time && timeChange(activity, patch.time).hasDuration)
    return { busy: 'free' };
  if (patch.isPrivate !== true || !patch.activityType) return {};
  if (activity.category === 'Absences') return { busy: 'outOfOffice' };
  if (!isBareTodo(activity)) return {};
  return {
    busy: 'free',
    time: entryTime(activity),
    hasDuration: true,
    recurrence: entryRecurrence(activity),
  };
}
