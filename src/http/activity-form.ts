import { randomUUID } from 'node:crypto';
import type {
  Activity,
  ActivityChange as ModelChange,
  NewActivity,
  ParticipantContent,
} from '../model/activity.ts';
import type { ActivityCategory } from '../model/calendar-entry.ts';
import { findActivityType } from '../store/activity-types.ts';
import type { Database } from '../store/database.ts';
import { findUser, listUsers } from '../store/users.ts';
import { entryTimeOf, hasDuration } from './activity-time.ts';
import type { ActivityChange, ActivityForm, ActivityGuest } from './contract.ts';
import { newSeries, ruleFor } from './occurrences/written-rule.ts';
import { refuseField } from './refusal.ts';
import type { Viewer } from './viewer.ts';

/** A new activity of the viewer's own; throws a Refusal (400) that names the field at fault. */
export async function newActivity(
  database: Database,
  viewer: Viewer,
  form: ActivityForm,
): Promise<NewActivity> {
  const category = await categoryOf(database, viewer, form.typeId, null);
  const once = entryTimeOf(form.time);
  const { time, recurrence } = form.recurrence
    ? newSeries(once, form.recurrence, await zoneOf(database, viewer))
    : { time: once, recurrence: null };
  return {
    id: randomUUID(),
    originKey: null,
    typeId: form.typeId,
    ownerId: viewer.userId,
    name: form.subject,
    time,
    hasDuration: hasDuration(time),
    location: form.location,
    notes: form.notes,
    busy: category === 'Absences' ? null : form.busy,
    participants: [
      ...(await participantsOf(database, viewer, form.participantIds, [])),
      ...guestsOf(form.guests ?? [], []),
    ],
    ...NEW,
    recurrence,
  };
}

const NEW = {
  isClosed: false,
  isUnassigned: false,
  hasHours: false,
  customer: null,
  phase: null,
  projectTaskStatus: null,
};

/** The change of an activity that stands; what the form does not name stays as it is. */
export async function activityChange(
  database: Database,
  viewer: Viewer,
  activity: Activity,
  form: ActivityChange,
): Promise<ModelChange> {
  const { subject, typeId, time, location, notes, busy, recurrence } = form;
  if (typeId !== undefined && typeId !== activity.typeId)
    await categoryOf(database, viewer, typeId, activity.category);
  const moved = time && entryTimeOf(time);
  // What happens once and shall go on doing so is no change.
  const isRuleNew = recurrence !== undefined && (recurrence !== null || activity.recurrence !== null);
  const people = await peopleAfter(database, viewer, form, activity.participants);
  return {
    ...(subject !== undefined && { name: subject }),
    ...(typeId !== undefined && { typeId }),
    ...(moved && { time: moved, hasDuration: hasDuration(moved) }),
    ...(location !== undefined && { location }),
    ...(notes !== undefined && { notes }),
    ...(busy !== undefined && activity.category !== 'Absences' && { busy }),
    ...(people && { participants: people }),
    ...(isRuleNew && { recurrence: recurrence && ruleFor(activity, moved, recurrence) }),
  };
}

/** Who takes part from now on; undefined where the form says nothing of people. */
async function peopleAfter(
  database: Database,
  viewer: Viewer,
  { participantIds, guests }: ActivityChange,
  present: readonly ParticipantContent[],
): Promise<readonly ParticipantContent[] | undefined> {
  if (!participantIds && !guests) return undefined;
  const people = participantIds ? await participantsOf(database, viewer, participantIds, present) : present;
  if (!guests) return people;
  const isGuest = ({ userId, email }: ParticipantContent) => userId === null && email !== '';
  return [...people.filter((one) => !isGuest(one)), ...guestsOf(guests, present)];
}

/** People from outside: who is known keeps what is known of them, their answer above all. */
function guestsOf(
  guests: readonly ActivityGuest[],
  present: readonly ParticipantContent[],
): readonly ParticipantContent[] {
  const known = new Map(present.filter(({ userId }) => userId === null).map((one) => [one.email, one]));
  return guests.map(({ name, address }) => {
    const email = address.toLowerCase();
    return known.get(email) ?? { ...OUTSIDER, name: name || email, email };
  });
}

const OUTSIDER = {
  type: 'Other',
  userId: null,
  phone: '',
  mobilePhone: '',
  role: 'required',
  status: 'Unknown',
} as const;

async function zoneOf({ db }: Database, { organizationId, userId }: Viewer): Promise<string> {
  return (await findUser(db, organizationId, userId))?.timeZone ?? 'UTC';
}

/** The category of a chosen type, which must be in use and, of an activity that stands, the same. */
async function categoryOf(
  { db }: Database,
  viewer: Viewer,
  typeId: string,
  fixed: ActivityCategory | null,
): Promise<ActivityCategory> {
  const type = await findActivityType(db, viewer.organizationId, typeId);
  if (!type) throw refuseField(400, 'typeId', 'typeUnknown');
  if (fixed !== null && type.category !== fixed)
    throw refuseField(400, 'typeId', 'categoryFixed', { category: fixed });
  if (!type.isActive) throw refuseField(400, 'typeId', 'typeInactive', { type: type.names[viewer.language] });
  return type.category;
}

/**
 * The participants from now on: the chosen colleagues, those who take part already with the answers that
 * they gave, and everybody from outside, whom the form does not list.
 */
async function participantsOf(
  { db }: Database,
  viewer: Viewer,
  ids: readonly string[],
  present: readonly ParticipantContent[],
): Promise<readonly ParticipantContent[]> {
  const wanted = new Set(ids);
  const staying = present.filter(({ userId }) => userId === null || wanted.has(userId));
  for (const { userId } of staying) if (userId !== null) wanted.delete(userId);
  const users = await listUsers(db, viewer.organizationId, { ids: [...wanted], isActive: true });
  if (users.length < wanted.size) throw refuseField(400, 'participantIds', 'participantUnknown');
  return [...staying, ...users.map(invitee)];
}

/** A user who is asked to take part and has not answered. */
export function invitee(user: {
  readonly id: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
}): ParticipantContent {
  return {
    type: 'User',
    userId: user.id,
    name: `${user.firstName} ${user.lastName}`.trim(),
    email: user.email,
    phone: '',
    mobilePhone: '',
    role: 'required',
    status: 'Unknown',
  };
}
