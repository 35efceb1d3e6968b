/** What people do to meetings with each other, in Outlook, from outside and on the calendar page. */
import { deleteActivity } from '../../../src/store/activities/delete-activity.ts';
import type { ExchangeItem } from '../../fixtures/exchange-server.ts';
import { addActivity, changeActivity } from './activity-deeds.ts';
import { activitiesOf } from './activity-reader.ts';
import type { Weighted } from './chance.ts';
import type { Deed } from './deed.ts';
import { changesXml, type ItemContent, itemXml } from './item-xml.ts';
import { type Meeting, MOST_GUESTS, OUTSIDER } from './meeting.ts';
import { itemId } from './owner-client.ts';
import { isLinked } from './remembered.ts';
import { tokenOf } from './thing.ts';
import type { Dweller, Town } from './town.ts';
import { someHours } from './when.ts';

type Kind = Meeting['kind'];

function someGuests(town: Town, organiser: Dweller | null): Dweller[] {
  const others = town.chance.shuffled(town.dwellers.filter((one) => one !== organiser));
  return others.slice(0, town.chance.int(1, MOST_GUESTS));
}

function begin(town: Town, kind: Kind, organiser: Dweller | null, called: readonly Dweller[]): Meeting {
  const owner = organiser ?? called[0] ?? town.someone();
  const thing = town.make(owner, kind === 'activity' ? 'activities' : 'mailbox');
  thing.isMeeting = true;
  const meeting: Meeting = {
    thing,
    kind,
    organiser,
    called,
    leftUnseen: new Set(),
    isOver: false,
    isTouched: true,
  };
  town.meetings.push(meeting);
  return meeting;
}

/** A meeting that goes on, of one of these kinds; null where there is none. */
function choose(town: Town, ...kinds: readonly Kind[]): Meeting | null {
  const going = town.meetings.filter(({ kind, isOver }) => !isOver && kinds.includes(kind));
  return going.length > 0 ? town.chance.pick(going) : null;
}

function named(town: Town, { thing }: Meeting): string {
  return `${thing.token} ${town.word()} Kokous`;
}

async function itemOf(town: Town, dweller: Dweller, { thing }: Meeting): Promise<ExchangeItem | undefined> {
  const items = await town.company.exchange.items(dweller.user.email);
  return items.find(({ subject }) => tokenOf(subject) === thing.token && !subject.startsWith('Canceled'));
}

const callInOutlook: Deed = async (town) => {
  const organiser = town.someone();
  const guests = someGuests(town, organiser);
  const meeting = begin(town, 'outlook', organiser, guests);
  const outside = town.chance.happens(25) ? [OUTSIDER.address] : [];
  const attendees = [...guests.map(({ user }) => user.email), ...outside];
  const content = {
    subject: named(town, meeting),
    time: someHours(town.chance),
    location: `Sali ${town.word()}`,
  };
  await organiser.owner.create(itemXml({ ...content, attendees }), 'SendToAllAndSaveCopy');
  town.tell(`${town.nameOf(organiser)} calls ${meeting.thing.token} in Outlook with ${attendees.join(', ')}`);
  return true;
};

const updateInOutlook: Deed = async (town) => {
  const meeting = choose(town, 'outlook');
  const organiser = meeting?.organiser;
  const item = meeting && organiser && (await itemOf(town, organiser, meeting));
  if (!meeting || !organiser || !item) return false;
  const content = town.chance.pick<ItemContent>([
    { subject: named(town, meeting) },
    { location: `Sali ${town.word()}` },
    { time: someHours(town.chance) },
  ]);
  await organiser.owner.update(itemId(item.id), changesXml(content), 'SendToAllAndSaveCopy');
  meeting.isTouched = true;
  town.tell(
    `${town.nameOf(organiser)} updates ${meeting.thing.token} in Outlook: ${JSON.stringify(content)}`,
  );
  return true;
};

const answer: Deed = async (town) => {
  const meeting = choose(town, 'outlook', 'outside');
  const guest = meeting && town.chance.pick(meeting.called);
  const item = meeting && guest && (await itemOf(town, guest, meeting));
  if (!meeting || !guest || !item) return false;
  const how = town.chance.pick(['AcceptItem', 'AcceptItem', 'TentativelyAcceptItem', 'DeclineItem']);
  const isKnown = await isLinked(town, guest, item.id);
  await guest.owner.respond(how, item.id);
  // Somebody outside is told, whose list nobody here can read.
  if (how === 'DeclineItem' && meeting.kind === 'outside' && !isKnown) meeting.leftUnseen.add(guest.at);
  meeting.isTouched = true;
  town.tell(`${town.nameOf(guest)} answers ${meeting.thing.token}: ${how}`);
  return true;
};

/** A guest takes it out of their own calendar and tells nobody. */
const removeOneself: Deed = async (town) => {
  const meeting = choose(town, 'outlook', 'outside');
  const guest = meeting && town.chance.pick(meeting.called);
  const item = meeting && guest && (await itemOf(town, guest, meeting));
  if (!meeting || !guest || !item) return false;
  const isKnown = await isLinked(town, guest, item.id);
  await guest.owner.delete(itemId(item.id));
  if (!isKnown) meeting.leftUnseen.add(guest.at);
  meeting.isTouched = true;
  town.tell(`${town.nameOf(guest)} deletes ${meeting.thing.token} from the own calendar`);
  return true;
};

const callOff: Deed = async (town) => {
  const meeting = choose(town, 'outlook');
  const organiser = meeting?.organiser;
  const item = meeting && organiser && (await itemOf(town, organiser, meeting));
  if (!meeting || !organiser || !item) return false;
  await organiser.owner.delete(itemId(item.id), 'MoveToDeletedItems', 'SendToAllAndSaveCopy');
  meeting.isOver = true;
  town.tell(`${town.nameOf(organiser)} calls ${meeting.thing.token} off`);
  return true;
};

const inviteFromOutside: Deed = async (town) => {
  const guests = someGuests(town, null);
  const meeting = begin(town, 'outside', null, guests);
  await tellGuests(town, meeting, {
    organizer: OUTSIDER,
    subject: named(town, meeting),
    ...hours(town),
    required: guests.map(({ user }) => ({ address: user.email })),
  });
  town.tell(
    `${meeting.thing.token} is called from outside with ${guests.map((one) => town.nameOf(one)).join(', ')}`,
  );
  return true;
};

const updateFromOutside: Deed = async (town) => {
  const meeting = choose(town, 'outside');
  if (!meeting) return false;
  const isCancelled = town.chance.happens(25);
  await tellGuests(
    town,
    meeting,
    isCancelled
      ? { cancel: true }
      : // Who threw the meeting away gets it as an invitation once more.
        { organizer: OUTSIDER, subject: named(town, meeting), ...hours(town) },
  );
  if (isCancelled) meeting.isOver = true;
  else meeting.isTouched = true;
  town.tell(`${meeting.thing.token} is ${isCancelled ? 'called off' : 'updated'} from outside`);
  return true;
};

async function tellGuests(town: Town, { thing, called }: Meeting, change: object): Promise<void> {
  for (const { user } of called) {
    const body = { uid: `outside-${thing.token}-${town.company.organizationId}`, ...change };
    await town.company.exchange.control('POST', `mailboxes/${user.email}/invitations`, body);
  }
}

function hours(town: Town): { start: string; end: string } {
  const { start, end } = someHours(town.chance);
  return { start, end };
}

const makeTogether: Deed = async (town) => {
  const organiser = town.someone();
  const guests = someGuests(town, organiser);
  const meeting = begin(town, 'activity', organiser, guests);
  const participants = guests.map(participant);
  const fields = {
    name: named(town, meeting),
    time: someHours(town.chance),
    location: `Sali ${town.word()}`,
  };
  await addActivity(town, organiser, { ...fields, participants });
  town.tell(
    `${town.nameOf(organiser)} makes the activity ${meeting.thing.token} with ${guests.map((one) => town.nameOf(one)).join(', ')}`,
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
  meeting.isTouched = true;
  town.tell(`${town.nameOf(organiser)} edits the activity ${meeting.thing.token}: ${JSON.stringify(change)}`);
  return true;
};

const endTogether: Deed = async (town) => {
  const meeting = choose(town, 'activity');
  const organiser = meeting?.organiser;
  const activity = meeting && organiser && (await activityOf(town, organiser, meeting));
  if (!meeting || !organiser || !activity) return false;
  const { database, organizationId } = town.company;
  await deleteActivity(database.db, organizationId, {
    id: activity.id,
    version: null,
    userId: organiser.user.id,
  });
  meeting.isOver = true;
  town.tell(`${town.nameOf(organiser)} deletes the activity ${meeting.thing.token}`);
  return true;
};

async function activityOf(town: Town, { user }: Dweller, { thing }: Meeting) {
  const listed = await activitiesOf(town, user.id);
  return listed.find(({ name, ownerId }) => tokenOf(name) === thing.token && ownerId === user.id);
}

function participant({ user }: Dweller) {
  return {
    type: 'User',
    userId: user.id,
    name: '',
    email: user.email,
    phone: '',
    mobilePhone: '',
    role: 'required',
    status: 'Invited',
  } as const;
}

export const meetingDeeds: readonly Weighted<Deed>[] = [
  { weight: 3, what: callInOutlook },
  { weight: 2, what: updateInOutlook },
  { weight: 4, what: answer },
  { weight: 1, what: removeOneself },
  { weight: 1, what: callOff },
  { weight: 1, what: inviteFromOutside },
  { weight: 1, what: updateFromOutside },
  { weight: 2, what: makeTogether },
  { weight: 2, what: editTogether },
  { weight: 1, what: endTogether },
];
