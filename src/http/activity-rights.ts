import type { Activity } from '../model/activity.ts';
import type { BusyStatus } from '../model/calendar-entry.ts';
import type { ActivityView } from './contract.ts';
import { Refusal } from './refusal.ts';
import type { Viewer } from './viewer.ts';

/** Whether the viewer owns the activity or takes part in it: only they may edit it. */
export function isTheirs(activity: Activity, viewer: Viewer): boolean {
  const takesPart = activity.participants.some((participant) => participant.userId === viewer.userId);
  return activity.ownerId === viewer.userId || takesPart;
}

/**
 * What a colleague sees in place of the content: of Personal and Absence activities only that somebody
 * has one then. Administrators are no exception.
 */
export function hiddenAs(activity: Activity, viewer: Viewer): ActivityView['hidden'] {
  if (isTheirs(activity, viewer)) return null;
  if (activity.category === 'Personal') return 'personal';
  return activity.category === 'Absences' ? 'absence' : null;
}

/**
 * How an activity is shown in the calendar of somebody: as its kind says (an absence, a to-do without
 * duration), else as they set it.
 */
export function busyOf(activity: Activity, userId: string): BusyStatus {
  if (activity.category === 'Absences') return 'outOfOffice';
  if (activity.category === 'SalesEvent' && !activity.hasDuration) return 'free';
  const own = activity.participants.find((participant) => participant.userId === userId)?.busy;
  return own ?? activity.busy ?? (activity.hasDuration ? 'busy' : 'free');
}

/** Refuses changes by others (403). */
export function requireEditable(activity: Activity, viewer: Viewer): void {
  if (!isTheirs(activity, viewer)) throw new Refusal(403, 'notYours');
}
