import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { userParticipant } from '../fixtures/activity-samples.ts';
import { freshDatabase, type TestDatabase } from '../fixtures/database.ts';
import type { SeededUser } from '../fixtures/database-seed.ts';
import { anHour, contact, MeetingCompany, statuses } from '../fixtures/meeting-company.ts';
import type { MeetingPeople } from '../fixtures/meeting-people.ts';

const ROOM = 'koivu@esimerkki.example';

let database: TestDatabase;
let world: MeetingCompany;
let people: MeetingPeople;
let onni: SeededUser;
let helmi: SeededUser;
let aino: SeededUser;

beforeAll(async () => {
  database = await freshDatabase();
});

afterAll(() => database.close());

beforeEach(async () => {
  world = await MeetingCompany.open(database);
  people = world.people;
  ({ onni, helmi, aino } = world.company.seeded);
});

afterEach(() => world.close());

function mailbox(user: SeededUser, change: object): Promise<unknown> {
  return world.company.exchange.control('POST', `mailboxes/${user.email}`, change);
}

async function listed(user: SeededUser, subject: string): Promise<string[]> {
  return (await people.item(user, subject)).required.map(({ address }) => address);
}

describe('who takes part', () => {
  it('by a secondary address is one person, and is not put on the organiser’s list again', async () => {
    await mailbox(helmi, { secondaryAddresses: ['helmi@toinen.example'] });
    await world.switchOn(onni, helmi);
    await people.call(onni, 'Steering', ['helmi@toinen.example']);
    const before = await world.mailsSoFar();
    const list = await listed(onni, 'Steering');
    await world.settle(onni, helmi);
    await world.onlyActivity(onni, helmi);
    expect(await listed(onni, 'Steering')).toEqual(list);
    expect(await world.company.itemSubjects(helmi)).toEqual(['Steering']);
    expect(await world.mailed(before)).toEqual([]);
    await world.expectRest(onni, helmi);
  });

  it('in an organiser’s mailbox under another address than in Tahti is known as the organiser', async () => {
    const address = 'onni@toinen.example';
    await world.company.exchange.control('POST', 'mailboxes', { primaryAddress: address, password: 'x' });
    await world.company.switchOn(onni, address);
    await world.switchOn(helmi);
    await people.call({ ...onni, email: address }, 'Steering', [helmi.email]);
    await world.settle(helmi, onni);
    expect((await world.onlyActivity(onni, helmi)).ownerId).toBe(onni.id);
    expect(await world.company.itemSubjects(helmi)).toEqual(['Steering']);
    expect((await world.company.exchange.items(address)).length).toBe(1);
    await world.expectRest(onni, helmi);
  });

  it('because a list was invited joins the one activity, and nobody’s list changes', async () => {
    await world.switchOn(helmi, aino);
    await people.inviteFromOutside([helmi, aino], {
      uid: 'to-a-list',
      organizer: { name: 'Pat', address: 'pat@else.example' },
      subject: 'Pitch',
      start: anHour(48).start,
      end: anHour(48).end,
      required: [{ address: 'everybody@esimerkki.example' }],
    });
    await world.settle(aino, helmi);
    const { participants } = await world.onlyActivity(helmi, aino);
    expect(participants.map(({ email }) => email)).toContain('everybody@esimerkki.example');
    for (const user of [helmi, aino]) expect(await world.company.itemSubjects(user)).toEqual(['Pitch']);
    await world.expectRest(helmi, aino);
  });

  it('as a room is listed as one, and does not keep the meeting from being one activity', async () => {
    await world.company.exchange.control('POST', 'mailboxes', {
      primaryAddress: ROOM,
      automaticBooking: true,
    });
    await world.switchOn(onni, helmi);
    const room = `<t:Resources><t:Attendee><t:Mailbox><t:EmailAddress>${ROOM}</t:EmailAddress></t:Mailbox></t:Attendee></t:Resources>`;
    await people.call(onni, 'Steering', [helmi.email], 48, room);
    await world.settle(helmi, onni);
    const activity = await world.onlyActivity(onni, helmi);
    expect(activity.participants.find(({ email }) => email === ROOM)).toMatchObject({ role: 'resource' });
    expect(statuses(activity)).toEqual({ [helmi.email]: 'Invited', [ROOM]: 'Accepted' });
    await world.expectRest(onni, helmi);
  });

  it('in an outsider’s meeting no more leaves its activity to a colleague, with customer and notes', async () => {
    await world.switchOn(helmi, aino);
    const pitch = {
      uid: 'outside-9',
      organizer: { name: 'Pat', address: 'pat@else.example' },
      subject: 'Pitch',
      start: anHour(48).start,
      end: anHour(48).end,
      required: [{ address: helmi.email }, { address: aino.email }],
    };
    await people.inviteFromOutside([helmi, aino], pitch);
    await world.settle(helmi, aino);
    const { id } = await world.onlyActivity(helmi, aino);
    const customer = { guid: 'c1', name: 'Kuusikko', number: 7 };
    await world.company.changeActivity(id, { customer });
    await people.inviteFromOutside([helmi], { uid: 'outside-9', cancel: true });
    await world.settle(helmi, aino);
    expect(await world.seen(helmi)).toEqual([]);
    expect(await world.onlyActivity(aino)).toMatchObject({ id, customer, ownerId: aino.id });
    await people.inviteFromOutside([aino], { uid: 'outside-9', cancel: true });
    await world.settle(aino, helmi);
    expect(await world.standing()).toEqual([]);
    await world.expectRest(helmi, aino);
  });

  it('again after the organiser had taken them off the list, has a copy of ours', async () => {
    await world.switchOn(onni, helmi, aino);
    await people.call(onni, 'Steering', [helmi.email, aino.email]);
    await world.settle(onni, helmi, aino);
    await people.invite(onni, 'Steering', [aino.email]);
    await world.settle(onni, helmi, aino);
    for (const item of await world.company.exchange.items(helmi.email))
      await world.company.exchange.delete(helmi.email, item);
    const { id, participants } = await world.onlyActivity(onni, aino);
    const before = await world.mailsSoFar();
    await world.company.changeActivity(id, { participants: [...participants, userParticipant(helmi)] });
    await world.settle(onni, helmi, aino);
    expect(await world.company.itemSubjects(helmi)).toEqual(['Steering']);
    expect(await world.mailed(before)).toEqual([]);
    await world.expectRest(onni, helmi, aino);
  });

  it('without an address or outside the company stays in the activity, whatever happens in Outlook', async () => {
    await world.switchOn(onni);
    const nameless = { ...contact('', 'A guest'), type: 'Other' as const };
    const room = { ...contact(ROOM, 'Koivu'), type: 'Resource' as const, role: 'resource' as const };
    await world.company.addActivity(onni, 'Workshop', 24, 'CalendarEntry', {
      participants: [nameless, contact('pat@else.example'), room],
    });
    await world.settle(onni);
    await people.change(
      onni,
      'Workshop',
      'calendar:Location',
      '<t:Location>Mänty</t:Location>',
      'SendToNone',
    );
    await world.settle(onni);
    const { participants, location } = await world.onlyActivity(onni);
    expect(location).toBe('Mänty');
    expect(participants.map(({ name, type }) => [name, type])).toEqual(
      expect.arrayContaining([
        ['A guest', 'Other'],
        ['Pat', 'Contact'],
        ['Koivu', 'Resource'],
      ]),
    );
    expect(await world.mailed()).toEqual([]);
    await world.expectRest(onni);
  });

  it('goes on when the activity is handed to them, on both sides', async () => {
    await world.switchOn(onni, helmi);
    const { id } = await world.company.addActivity(onni, 'Workshop', 24, 'CalendarEntry', {
      participants: [userParticipant(helmi)],
    });
    await world.settle(onni, helmi);
    await world.company.changeActivity(id, { ownerId: helmi.id, participants: [userParticipant(onni)] });
    await world.settle(onni, helmi);
    for (const user of [onni, helmi]) expect(await world.company.itemSubjects(user)).toEqual(['Workshop']);
    expect((await world.onlyActivity(onni, helmi)).ownerId).toBe(helmi.id);
    expect(await world.mailed()).toEqual([]);
    await world.expectRest(onni, helmi);
  });
});

describe('a private meeting', () => {
  it('of its organiser’s tells no colleague’s words in an activity that others read', async () => {
    await world.switchOn(onni, helmi);
    await people.call(onni, 'Review', [helmi.email], 48, '');
    await people.change(
      onni,
      'Review',
      'item:Sensitivity',
      '<t:Sensitivity>Private</t:Sensitivity>',
      'SendToNone',
    );
    await world.settle(helmi, onni);
    const { category } = await world.onlyActivity(onni, helmi);
    expect(category).toBe('Personal');
    await world.expectRest(onni, helmi);
  });

  it('in an attendee’s own copy is their own affair', async () => {
    await world.switchOn(onni, helmi);
    await people.call(onni, 'Review', [helmi.email]);
    await world.settle(onni, helmi);
    await people.change(
      helmi,
      'Review',
      'item:Sensitivity',
      '<t:Sensitivity>Private</t:Sensitivity>',
      'SendToNone',
    );
    await world.settle(helmi, onni);
    expect((await world.onlyActivity(onni, helmi)).category).toBe('CalendarEntry');
    expect((await people.item(helmi, 'Review')).sensitivity).toBe('Private');
    expect((await people.item(onni, 'Review')).sensitivity).toBe('Normal');
    await world.expectRest(onni, helmi);
  });
});
