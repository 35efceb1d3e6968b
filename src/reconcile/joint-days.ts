/** Days of a series that stand in some invitations only. */
import type { Link } from '../model/link.ts';
import type { MeetingView } from '../model/meeting.ts';
import { seriesOf } from '../model/occurrences.ts';
import type { Recurrence } from '../model/recurrence.ts';
import type { PlainDate } from '../model/time.ts';
import { byInvited, bySpeaker, deletedDays, differInDays, jointSeriesOf } from './joint-series.ts';
import { isJoint, sharedOf } from './part.ts';
import { isGuest } from './patches.ts';
import type { Half } from './since-base.ts';

/**
 * Whether the activity has days which all invitations together say it does not have, or lacks some that they have.
 * Two runs that each saw a day go while the other's invitation still had it settle it so, whoever looks last.
 */
export function lacksJointDays(link: Link, activity: Half, item: Half, meetings: MeetingView): boolean {
  if (!isGuest(item.told, link.mailbox.standing)) return false;
  const shared = sharedOf(link, activity, meetings);
  if (!isJoint(shared) || shared.otherCopies.length === 0) return false;
  const [ours, theirs] = [activity.told?.entry ?? link.activity.base, item.told?.entry ?? link.mailbox.base];
  const joint = jointSeriesOf(ours, theirs, shared.otherCopies);
  if (!joint) return false;
  const recurrence = shared.speaks ? bySpeaker(joint) : byInvited(joint);
  return differInDays(joint.activity, { ...joint.activity, recurrence });
}

/**
 * Dates that went from this user's invitation to a series since it was last seen, while the activity (with this
 * recurrence from now on) keeps them.
 */
export function daysLeftAlone(link: Link, { told }: Half, kept: Recurrence | null): readonly PlainDate[] {
  if (!isGuest(told, link.mailbox.standing)) return [];
  const [before, now] = [seriesOf(link.mailbox.base), told && seriesOf(told.entry)];
  if (!before || !now || !kept) return [];
  const gone = deletedDays({ time: now.time, recurrence: kept });
  const known = deletedDays(before);
  return [...deletedDays(now)].filter((date) => !known.has(date) && !gone.has(date)).sort();
}
