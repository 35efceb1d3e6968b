/** What people do to meetings with each other on the calendar page. */
import type { ParticipantContent } from '../../../src/model/activity.ts';
import { activitiesOf } from './activity-reader.ts';
import type { Weighted } from './chance.ts';
import type { Deed } from './deed.ts';
import { begin, choose, type Meeting, named, OUTSIDER, someGuest, someGuests, touch } from './meeting.ts';
import { addActivity, changeActivity, removeActivity } from './page.ts';
import { tokenOf } from './thing.ts';
import type { Dweller, Town } from './town.ts';
import { someHours } from './when.ts';

const makeTogether: Deed = async (town) => {
  const organiser = town.someone();
  const guests = someGuests(town, organiser);
  const meeting = begin(town, 'activity', organiser, guests, town.chance.happens(25));
  const participants = [...meeting.everCalled].map((address) => participant(town, address));
  const fields = {
    name: named(town, meeting),
    time: someHours(town.chance),
    location: `Sali ${town.word()}`,
  };
  await addActivity(town, organiser, { ...fields, participants });
  town.tell(
    `${town.nameOf(organiser)} makes the activity ${meeting.thing.token} with ${[...meeting.everCalled].join(', ')}`,
  );
  return true;
};

const editTogether: Deed = async (town) => {
  const meeting = choose(town, 'activity', 'outlook');
  const organiser = meeting?.organiser;
  const activity = meeting && organiser && (await activityOf(town, organiser, meeting));
  if (!meeting || !organiser || !activity) return false;
  const change = town.chance.pick([
    { name: named(town, meeting) },
    { location: `Sali ${town.word()}` },
    { time: someHours(town.chance) },
  ]);
  await changeActivity(town, organiser, activity.id, change);
  touch(town, meeting);
  town.tell(`${town.nameOf(organiser)} edits the activity ${meeting.thing.token}: ${JSON.stringify(change)}`);
  return true;
};

const endTogether: Deed = async (town) => {
  const meeting = choose(town, 'activity');
  const organiser = meeting?.organiser;
  const activity = meeting && organiser && (await activityOf(town, organiser, meeting));
  if (!meeting || !organiser || !activity) return false;
  await removeActivity(town, organiser, activity);
  meeting.isOver = true;
  town.tell(`${town.nameOf(organiser)} deletes the activity ${meeting.thing.token}`);
  return true;
};

async function activityOf(town: Town, { user }: Dweller, { thing }: Meeting) {
  const listed = await activitiesOf(town, user.id);
  return listed.find(({ name, ownerId }) => tokenOf(name) === thing.token && ownerId === user.id);
}

function participant(town: Town, email: string): ParticipantContent {
  const one = town.dwellers.find(({ user }) => user.email === email);
  const [type, userId, name] = one
    ? (['User', one.user.id, ''] as const)
    : (['Contact', null, OUTSIDER.name] as const);
  return { type, userId, name, email, phone: '', mobilePhone: '', role: 'required', status: 'Invited' };
}

/** Its organiser calls one more of the town, or leaves one out from now on. */
const changePeople: Deed = async (town) => {
  const meeting = choose(town, 'activity');
  const organiser = meeting?.organiser;
  const activity = meeting && organiser && (await activityOf(town, organiser, meeting));
  if (!meeting || !organiser || !activity) return false;
  const one = town.chance.pick(town.dwellers.filter((dweller) => dweller !== organiser));
  const { email } = one.user;
  const others = activity.participants.filter(({ userId }) => userId !== one.user.id);
  const isCalled = others.length === activity.participants.length;
  if (!isCalled && others.length === 0) return false;
  const participants = isCalled ? [...others, participant(town, email)] : others;
  await changeActivity(town, organiser, activity.id, { participants });
  touch(town, meeting);
  meeting.called = [...meeting.called.filter((each) => each !== one), ...(isCalled ? [one] : [])];
  if (isCalled) meeting.everCalled.add(email);
  else meeting.removed.add(email);
  town.tell(
    `${town.nameOf(organiser)} ${isCalled ? 'calls' : 'leaves out'} ${email} in the activity ${meeting.thing.token}`,
  );
  return true;
};

/** A guest answers on the calendar page. */
const answerTogether: Deed = async (town) => {
  const meeting = choose(town, 'activity', 'outlook', 'outside');
  const guest = meeting && someGuest(town, meeting);
  if (!meeting || !guest) return false;
  const listed = await activitiesOf(town, guest.user.id);
  const activity = listed.find(
    ({ name, ownerId }) => tokenOf(name) === meeting.thing.token && ownerId !== guest.user.id,
  );
  const own = activity?.participants.find(({ userId }) => userId === guest.user.id);
  if (!activity || !own || own.status === 'Declined') return false;
  const status = town.chance.pick(['Accepted', 'Accepted', 'Tentative', 'Declined'] as const);
  const participants = activity.participants.map((one) => (one === own ? { ...one, status } : one));
  await changeActivity(town, guest, activity.id, { participants });
  touch(town, meeting);
  meeting.answers.set(guest.user.email, (meeting.answers.get(guest.user.email) ?? 0) + 1);
  town.tell(`${town.nameOf(guest)} answers ${meeting.thing.token} on the page: ${status}`);
  return true;
};

export const togetherDeeds: readonly Weighted<Deed>[] = [
  { weight: 2, what: makeTogether },
  { weight: 2, what: editTogether },
  { weight: 1, what: endTogether },
  { weight: 1, what: changePeople },
  { weight: 1, what: answerTogether },
];
