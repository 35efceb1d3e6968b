import type { Activity } from '../../model/activity.ts';
import { LONGEST_LOCATION } from '../../model/activity.ts';
import type { BusyStatus, CalendarEntry, SideEntry } from '../../model/calendar-entry.ts';
import { entryParticipants, ownAnswer } from './people.ts';
import { entryRecurrence } from './series.ts';
import { plainLocation, plainName, plainText } from './texts.ts';
import { entryTime, isBareTodo } from './times.ts';

/** Whose calendar is told, and what may cross from it. */
export interface Perspective {
  readonly userId: string;
  /** The activity types that the administrator chose to go out. */
  readonly outgoingTypeIds: ReadonlySet<string>;
}

/** An activity as the user's calendar has it. */
export function sideEntryOf(activity: Activity, perspective: Perspective): SideEntry {
  const isOwner = activity.ownerId === perspective.userId;
  return {
    id: activity.id,
    version: String(activity.sequence),
    uid: null,
    // The key was made for one mailbox; in a participant's it would find somebody else's entry.
    key: isOwner ? activity.originKey : null,
    organiser: isOwner ? null : activity.ownerEmail,
    markedUid: null,
    entry: entryOf(activity, perspective.userId),
    modified: activity.updatedAt,
    standing: isOwner ? 'owner' : 'guest',
    isCancelled: false,
    category: activity.category,
    // Project tasks never cross, whatever was chosen.
    mayCross: activity.category !== 'Task' && perspective.outgoingTypeIds.has(activity.typeId),
  };
}

function entryOf(activity: Activity, userId: string): CalendarEntry {
  return {
    subject: plainName(activity.name),
    time: entryTime(activity),
    location: plainLocation(activity.location, LONGEST_LOCATION),
    text: plainText(activity.notes),
    html: null,
    isPrivate: activity.category === 'Personal',
    busy: busyOf(activity, userId),
    activityType: activity.typeId,
    categories: [],
    reminder: null,
    participants: entryParticipants(activity, userId),
    ownAnswer: ownAnswer(activity, userId),
    recurrence: entryRecurrence(activity),
  };
}

/**
 * An absence is out of office and a to-do without duration is free, whatever anybody set; otherwise a
 * participant's own setting goes before the owner's.
 */
function busyOf(activity: Activity, userId: string): BusyStatus {
  if (activity.category === 'Absences') return 'outOfOffice';
  if (isBareTodo(activity)) return 'free';
  const own = activity.participants.find((participant) => participant.userId === userId)?.busy;
  return own ?? activity.busy ?? 'busy';
}
