import type { Activity, ActivityContent } from '../../model/activity.ts';
import type { EntryPatch } from '../../model/calendar-entry.ts';
import { entryRecurrence } from './series.ts';
import { entryTime, isBareTodo } from './times.ts';

/** What an activity's category decides of how it shows. */
type Shown = Partial<Pick<ActivityContent, 'busy' | 'time' | 'hasDuration' | 'recurrence'>>;

/**
 * What an activity that turns private has to be given besides. An absence and a to-do without duration show as their
 * category says; Personal says nothing of the kind, so what the calendar showed until now becomes the activity's own,
 * and nothing but its privacy changes.
 */
export function shownUntilNow(activity: Activity, patch: EntryPatch): Shown {
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
