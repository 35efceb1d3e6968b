import { randomUUID } from 'node:crypto';
import {
  type Activity,
  type ActivityChange,
  LONGEST_LOCATION,
  type NewActivity,
} from '../../model/activity.ts';
import type { CalendarEntry, EntryPatch } from '../../model/calendar-entry.ts';
import type { ActivityUpdate, KnownPerson } from './activity-repository.ts';
import { participantContents, withOwnAnswer } from './people.ts';
import { plainRecurrence, seriesChange } from './series.ts';
import { plainLocation, plainName, plainText } from './texts.ts';

/** The users behind the addresses of a write. */
export type People = ReadonlyMap<string, KnownPerson>;

/** The activity that an entry becomes; `typeId` is the entry's own type. */
export function newActivityOf(
  key: string,
  entry: CalendarEntry,
  typeId: string,
  ownerId: string,
  people: People,
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
    participants: participantContents(entry.participants, [], people),
  };
}

/**
 * What a patch changes in the activity that stands there. Fields that activities do not hold are passed
 * over; privacy follows the category of the type, and turns with it for the owner alone.
 */
export function updateOf(
  activity: Activity,
  version: number,
  patch: EntryPatch,
  userId: string,
  people: People,
): ActivityUpdate {
  const isOwner = activity.ownerId === userId;
  const change: ActivityChange = {
    ...(patch.subject !== undefined && { name: plainName(patch.subject) }),
    ...seriesChange(activity, patch),
    ...(patch.location !== undefined && { location: plainLocation(patch.location, LONGEST_LOCATION) }),
    ...(patch.text !== undefined && { notes: plainText(patch.text) }),
    ...(patch.activityType && (isOwner || patch.isPrivate === undefined) && { typeId: patch.activityType }),
    ...(patch.busy && isOwner && { busy: patch.busy }),
    ...(patch.participants && {
      participants: isOwner
        ? participantContents(patch.participants, activity.participants, people)
        : withOwnAnswer(activity, userId, patch.participants),
    }),
  };
  const turnsPrivacy = isOwner && patch.isPrivate !== undefined;
  const guestBusy = isOwner ? undefined : patch.busy;
  return { id: activity.id, version, change, guestBusy, ...(turnsPrivacy && { turnsPrivacy }) };
}
