import type { SideEntry } from '../model/calendar-entry.ts';
import type { Link } from '../model/link.ts';
import type { MeetingView, SharedActivity } from '../model/meeting.ts';
import type { Half } from './since-base.ts';

/**
 * What this user's pair is to the activity. `owner`: both halves are the user's own. `copy`: somebody else's
 * activity, of which Tahti made an entry of the user's own. `speaker`: the invitation to a meeting that nobody
 * who synchronizes organises, and the copy that decides for the activity. `invited`: an invitation to a meeting
 * for which another mailbox decides.
 */
export type Part = 'owner' | 'copy' | 'speaker' | 'invited';

export function partOf(link: Link, activity: Half, item: Half, meetings: MeetingView): Part {
  const owns = standing(activity.told, link.activity.standing) === 'owner';
  if (standing(item.told, link.mailbox.standing) === 'owner')
    return owns || holdsMeeting(link, item.told, meetings) ? 'owner' : 'copy';
  return meetings.byActivity.get(activityId(link, activity))?.speaks === false ? 'invited' : 'speaker';
}

/** The organiser's copy of a meeting that a person made in the mailbox, not a copy that Tahti made. */
export function holdsMeeting(link: Link, item: SideEntry | null, meetings: MeetingView): boolean {
  const organiser = item ? item.organiser : link.mailbox.organiser;
  return link.origin !== 'activities' && isOwnAddress(organiser, meetings);
}

export function isOwnAddress(address: string | null | undefined, { ownAddresses }: MeetingView): boolean {
  return typeof address === 'string' && ownAddresses.has(address);
}

/** Owned by a colleague so far, though this user organises the meeting. */
export function shouldTakeOver(link: Link, activity: Half, item: Half, meetings: MeetingView): boolean {
  const isGuests = activity.told?.standing === 'guest';
  const isOwnItem = standing(item.told, link.mailbox.standing) === 'owner';
  return isGuests && isOwnItem && holdsMeeting(link, item.told, meetings);
}

export function sharedOf(link: Link, activity: Half, meetings: MeetingView): SharedActivity | undefined {
  return meetings.byActivity.get(activityId(link, activity));
}

/** Whether an activity stands for a meeting that nobody who synchronizes organises: all who were invited say what it is. */
export function isJoint(shared: SharedActivity | undefined): shared is SharedActivity {
  return shared !== undefined && !shared.hasOrganiser;
}

function activityId(link: Link, { told }: Half): string {
  return told?.id ?? link.activity.id;
}

function standing(told: SideEntry | null, remembered: 'owner' | 'guest' | undefined): 'owner' | 'guest' {
  return told?.standing ?? remembered ?? 'owner';
}
