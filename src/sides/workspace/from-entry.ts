import { randomUUID } from 'node:crypto';
import {
  type Activity,
  type ActivityChange,
  LONGEST_LOCATION,
  type NewActivity,
} from '../../model/activity.ts';
import type { CalendarEntry, EntryPatch } from '../../model/calendar-entry.ts';
import type { ActivityUpdate, Attendant, KnownPerson } from './activity-repository.ts';
import { shownUntilNow } from './leave-category.ts';
import { formerOwner, guestsContents, participantContents, userAsParticipant } from './people.ts';
import { plainRecurrence, seriesChange } from './series.ts';
import { plainLocation, plainName, plainText } from './texts.ts';

/** The users behind the addresses of a write. */
export type People = ReadonlyMap<string, KnownPerson>;

/**
 * The activity that an entry becomes; `typeId` is the entry's own type. `guest`: the user who makes it for its
 * owner, and takes part in it with the entry's own answer.
 */
export function newActivityOf(
  key: string,
  entry: CalendarEntry,
  typeId: string,
  ownerId: string,
  people: People,
  guest: Attendant | null = null,
): NewActivity {
  return {
    id: randomUUID(),
    originKey: key,
    typeId,
    ownerId,
    name: plainName(entry.subject),
    time: entry.time,
    hasDuration: true,
    location: plainLocation(entry.location, LONGEST_LOCATION),
    notes: plainText(entry.text),
    isClosed: false,
    isUnassigned: false,
    hasHours: false,
    busy: entry.busy,
    customer: null,
    phase: null,
    projectTaskStatus: null,
    recurrence: plainRecurrence(entry.recurrence),
    participants: [
      ...participantContents(entry.participants, [], people),
      ...(guest ? [userAsParticipant(guest, entry.ownAnswer ?? 'none')] : []),
    ],
  };
}

/**
 * What a patch changes in the activity that stands there. Fields that activities do not hold are passed
 * over; privacy follows the category of the type, and turns with it for the owner alone. `ownerId`: who owns it
 * from now on; who did until now takes part.
 */
export function updateOf(
  activity: Activity,
  version: number,
  patch: EntryPatch,
  userId: string,
  people: People,
  ownerId: string = activity.ownerId,
): ActivityUpdate {
  const isOwner = activity.ownerId === userId;
  const shown = isOwner ? shownUntilNow(activity, patch) : {};
  const change: ActivityChange = {
    ...shown,
    ...(patch.subject !== undefined && { name: plainName(patch.subject) }),
    ...seriesChange({ ...activity, ...shown }, patch),
    ...(patch.location !== undefined && { location: plainLocation(patch.location, LONGEST_LOCATION) }),
    ...(patch.text !== undefined && { notes: plainText(patch.text) }),
    ...(patch.activityType && (isOwner || patch.isPrivate === undefined) && { typeId: patch.activityType }),
    ...(patch.busy && isOwner && { busy: patch.busy }),
    ...participantsChange(activity, patch, userId, people, ownerId),
  };
  const turnsPrivacy = isOwner && patch.isPrivate !== undefined;
  const guestBusy = isOwner ? undefined : patch.busy;
  return { id: activity.id, version, change, guestBusy, ...(turnsPrivacy && { turnsPrivacy }) };
}

function participantsChange(
  activity: Activity,
  patch: EntryPatch,
  userId: string,
  people: People,
  ownerId: string,
): Pick<ActivityChange, 'participants' | 'ownerId'> {
  const turnsOver = ownerId !== activity.ownerId;
  if (!patch.participants && !patch.ownAnswer && !turnsOver) return {};
  const participants =
    activity.ownerId === userId
      ? ownersContents(activity, patch.participants, people)
      : guestsContents(activity, userId, patch.participants, patch.ownAnswer, people);
  if (!turnsOver) return { participants };
  const others = participants.filter((participant) => participant.userId !== ownerId);
  return { ownerId, participants: [...others, formerOwner(activity, 'accepted')] };
}

function ownersContents(activity: Activity, wanted: EntryPatch['participants'], people: People) {
  return wanted ? participantContents(wanted, activity.participants, people) : activity.participants;
}

/** What hands an activity over to another user: who leaves it stays on its list as having declined. */
export function handOver(activity: Activity, heirId: string): ActivityChange {
  const others = activity.participants.filter((participant) => participant.userId !== heirId);
  return { ownerId: heirId, participants: [...others, formerOwner(activity, 'declined')] };
}
