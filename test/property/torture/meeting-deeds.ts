/** What people do to meetings with each other in Outlook, and what comes from outside. */
import type { Weighted } from './chance.ts';
import type { Deed } from './deed.ts';
import { changesXml, type ItemContent, itemXml } from './item-xml.ts';
import {
  begin,
  choose,
  invitingKinds,
  itemOf,
  type Meeting,
  named,
  OUTSIDER,
  someGuest,
  someGuests,
  touch,
} from './meeting.ts';
import { itemId } from './owner-client.ts';
import { isLinked } from './remembered.ts';
import type { Town } from './town.ts';
import { someHours } from './when.ts';

const callInOutlook: Deed = async (town) => {
  const organiser = town.someone();
  const guests = someGuests(town, organiser);
  const meeting = begin(town, 'outlook', organiser, guests, town.chance.happens(25));
  const attendees = [...meeting.everCalled];
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
  touch(town, meeting);
  town.tell(
    `${town.nameOf(organiser)} updates ${meeting.thing.token} in Outlook: ${JSON.stringify(content)}`,
  );
  return true;
};

const answer: Deed = async (town) => {
  const meeting = choose(town, ...invitingKinds(town));
  const guest = meeting && someGuest(town, meeting);
  const item = meeting && guest && (await itemOf(town, guest, meeting));
  if (!meeting || !guest || !item) return false;
  const how = town.chance.pick(['AcceptItem', 'AcceptItem', 'TentativelyAcceptItem', 'DeclineItem']);
  const isKnown = await isLinked(town, guest, item.id);
  await guest.owner.respond(how, item.id);
  // Somebody outside is told, whose list nobody here can read.
  if (how === 'DeclineItem' && meeting.kind === 'outside' && !isKnown) meeting.leftUnseen.add(guest.at);
  touch(town, meeting);
  town.tell(`${town.nameOf(guest)} answers ${meeting.thing.token}: ${how}`);
  return true;
};

/** A guest takes it out of their own calendar and tells nobody. */
const removeOneself: Deed = async (town) => {
  const meeting = choose(town, ...invitingKinds(town));
  const guest = meeting && someGuest(town, meeting);
  const item = meeting && guest && (await itemOf(town, guest, meeting));
  if (!meeting || !guest || !item) return false;
  const isKnown = await isLinked(town, guest, item.id);
  await guest.owner.delete(itemId(item.id));
  if (!isKnown) meeting.leftUnseen.add(guest.at);
  touch(town, meeting);
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
  else touch(town, meeting);
  town.tell(`${meeting.thing.token} is ${isCancelled ? 'called off' : 'updated'} from outside`);
  return true;
};

async function tellGuests(town: Town, meeting: Meeting, change: object): Promise<void> {
  const { thing, called } = meeting;
  for (const dweller of called) {
    const { user } = dweller;
    // A cancellation of what somebody no longer has changes nothing.
    if ('cancel' in change && !(await itemOf(town, dweller, meeting))) continue;
    const body = { uid: `outside-${thing.token}-${town.company.organizationId}`, ...change };
    await town.company.exchange.control('POST', `mailboxes/${user.email}/invitations`, body);
  }
}

function hours(town: Town): { start: string; end: string } {
  const { start, end } = someHours(town.chance);
  return { start, end };
}

export const meetingDeeds: readonly Weighted<Deed>[] = [
  { weight: 3, what: callInOutlook },
  { weight: 2, what: updateInOutlook },
  { weight: 4, what: answer },
  { weight: 1, what: removeOneself },
  { weight: 1, what: callOff },
  { weight: 1, what: inviteFromOutside },
  { weight: 1, what: updateFromOutside },
];
