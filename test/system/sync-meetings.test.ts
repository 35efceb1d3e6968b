import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Activity } from '../../src/model/activity.ts';
import { setPaused } from '../../src/store/synchronizations.ts';
import { userParticipant } from '../fixtures/activity-samples.ts';
import { Company } from '../fixtures/company.ts';
import { freshDatabase, type TestDatabase } from '../fixtures/database.ts';
import type { SeededUser } from '../fixtures/database-seed.ts';
import { MeetingPeople } from '../fixtures/meeting-people.ts';

let database: TestDatabase;
let company: Company;
let people: MeetingPeople;
let aino: SeededUser;
let onni: SeededUser;
let helmi: SeededUser;

beforeAll(async () => {
  database = await freshDatabase();
});

afterAll(() => database.close());

beforeEach(async () => {
  company = await Company.open(database);
  people = new MeetingPeople(company.exchange);
  ({ aino, onni, helmi } = company.seeded);
});

afterEach(() => company.close());

async function switchOn(...users: SeededUser[]): Promise<void> {
  for (const user of users) await company.switchOn(user);
}

/** Runs until each of them has nothing left to do; the log of mails is looked at by the test. */
async function settle(...users: SeededUser[]): Promise<void> {
  for (let round = 0; round < 3; round++) for (const user of users) await company.runWell(user);
}

/** The one activity that these users see; fails where they see another number, or different ones. */
async function onlyActivity(...users: SeededUser[]): Promise<Activity> {
  const seen = await Promise.all(users.map((user) => company.activities(user)));
  expect(seen.map((list) => list.length)).toEqual(users.map(() => 1));
  const [first] = seen.flat();
  if (!first) throw new Error('nobody sees an activity');
  expect(new Set(seen.flat().map(({ id }) => id))).toEqual(new Set([first.id]));
  return first;
}

function statuses({ participants }: Activity): Record<string, string> {
  return Object.fromEntries(participants.map(({ email, status }) => [email, status]));
}

describe('a meeting in several mailboxes is one activity', () => {
  it('owned by its organiser when the organiser’s mailbox is read first', async () => {
    await switchOn(onni, helmi);
    await people.call(onni, 'Steering', [helmi.email]);
    await settle(onni, helmi);
    const activity = await onlyActivity(onni, helmi);
    expect(activity.ownerId).toBe(onni.id);
    expect(statuses(activity)).toEqual({ [helmi.email]: 'Invited' });
    expect(await company.itemSubjects(onni)).toEqual(['Steering']);
    expect(await company.itemSubjects(helmi)).toEqual(['Steering']);
  });

  it('owned by its organiser when an attendee’s mailbox is read first', async () => {
    await switchOn(onni, helmi);
    await people.call(onni, 'Steering', [helmi.email]);
    await settle(helmi, onni);
    const activity = await onlyActivity(onni, helmi);
    expect(activity.ownerId).toBe(onni.id);
    expect(statuses(activity)).toEqual({ [helmi.email]: 'Invited' });
    expect(await company.itemSubjects(onni)).toEqual(['Steering']);
    expect(await company.itemSubjects(helmi)).toEqual(['Steering']);
  });

  it('taken over by its organiser who switches on after the attendees', async () => {
    await people.call(onni, 'Steering', [helmi.email, aino.email]);
    await switchOn(helmi, aino);
    await settle(helmi, aino);
    const before = await onlyActivity(helmi, aino);
    expect(before.ownerId).toBe(helmi.id);
    await switchOn(onni);
    await settle(onni, helmi, aino);
    const activity = await onlyActivity(onni, helmi, aino);
    expect(activity.id).toBe(before.id);
    expect(activity.ownerId).toBe(onni.id);
    expect(statuses(activity)).toEqual({ [helmi.email]: 'Invited', [aino.email]: 'Invited' });
  });

  it('when two attendees’ mailboxes are read at once', async () => {
    await people.call(onni, 'Steering', [helmi.email, aino.email]);
    await switchOn(helmi, aino);
    await Promise.all([company.run(helmi), company.run(aino)]);
    await settle(helmi, aino);
    await onlyActivity(helmi, aino);
  });

  it('when an outsider organises it, and each attendee’s answer is their own', async () => {
    await switchOn(helmi, aino);
    await people.inviteFromOutside([helmi, aino], {
      uid: 'outside-1',
      organizer: { name: 'Pat', address: 'pat@else.example' },
      subject: 'Pitch',
      start: new Date(Date.now() + 48 * 3600_000).toISOString(),
      end: new Date(Date.now() + 49 * 3600_000).toISOString(),
      required: [{ address: helmi.email }, { address: aino.email }],
    });
    await settle(helmi, aino);
    await people.answer(aino, 'Pitch', 'AcceptItem');
    await settle(aino, helmi);
    const activity = await onlyActivity(helmi, aino);
    expect(activity.ownerId).toBe(helmi.id);
    expect(statuses(activity)[aino.email]).toBe('Accepted');
    expect(activity.participants.map(({ email }) => email)).toContain('pat@else.example');
  });
});

describe('a meeting whose organiser was not read yet', () => {
  beforeEach(async () => {
    await switchOn(onni, helmi, aino);
    await people.call(onni, 'Steering', [helmi.email, aino.email]);
    await settle(helmi, aino);
  });

  it('is gone for everybody when it is called off before that', async () => {
    await people.remove(onni, 'Steering');
    await settle(helmi, aino, onni);
    for (const user of [onni, helmi, aino]) expect(await company.activityNames(user)).toEqual([]);
    expect(await company.itemSubjects(onni)).toEqual([]);
  });

  it('stands where the organiser moved it since, whoever wins conflicts', async () => {
    await company.saveSettings({ conflictPolicy: 'activities' });
    await people.change(onni, 'Steering', 'calendar:Location', '<t:Location>Mänty</t:Location>');
    await settle(onni, helmi, aino);
    expect((await onlyActivity(onni, helmi, aino)).location).toBe('Mänty');
    for (const user of [onni, helmi, aino])
      expect((await people.item(user, 'Steering')).location).toBe('Mänty');
  });
});

describe('what the organiser decides', () => {
  beforeEach(async () => {
    await switchOn(onni, helmi);
    await people.call(onni, 'Steering', [helmi.email]);
    await settle(onni, helmi);
  });

  it('reaches the activity and the attendee’s invitation once, without a mail of ours', async () => {
    const before = (await people.mails()).length;
    const activity = await onlyActivity(onni, helmi);
    const start = new Date(Date.parse((await people.item(onni, 'Steering')).start) + 3600_000).toISOString();
    const end = new Date(Date.parse(start) + 3600_000).toISOString();
    await company.changeActivity(activity.id, {
      name: 'Steering moved',
      time: { kind: 'timed', start, end, zone: 'Europe/Helsinki' },
    });
    await settle(helmi, onni);
    for (const user of [onni, helmi]) {
      expect(await company.itemSubjects(user)).toEqual(['Steering moved']);
      expect(Date.parse((await people.item(user, 'Steering moved')).start)).toBe(Date.parse(start));
    }
    expect(await people.mails()).toHaveLength(before);
  });

  it('is not hijacked by an attendee’s change of their own copy', async () => {
    await people.change(helmi, 'Steering', 'item:Subject', '<t:Subject>Mine</t:Subject>', 'SendToNone');
    await settle(helmi, onni);
    expect((await onlyActivity(onni, helmi)).name).toBe('Steering');
    expect(await company.itemSubjects(onni)).toEqual(['Steering']);
  });

  it('moves everything when it is moved in Outlook', async () => {
    await people.move(onni, 'Steering', 2);
    await settle(helmi, onni);
    const { start } = await people.item(onni, 'Steering');
    const activity = await onlyActivity(onni, helmi);
    expect(Date.parse(activity.time.start)).toBe(Date.parse(start));
    expect(Date.parse((await people.item(helmi, 'Steering')).start)).toBe(Date.parse(start));
  });

  it('takes the activity along when it is cancelled, and the invitation is left as Exchange shows it', async () => {
    await people.remove(onni, 'Steering');
    await settle(helmi, onni);
    expect(await company.activityNames(onni)).toEqual([]);
    expect(await company.activityNames(helmi)).toEqual([]);
    await settle(onni, helmi);
    expect(await company.activityNames(helmi)).toEqual([]);
  });

  it('adds and removes people, in the activity too', async () => {
    await switchOn(aino);
    await people.invite(onni, 'Steering', [helmi.email, aino.email]);
    await settle(aino, onni, helmi);
    expect(statuses(await onlyActivity(onni, helmi, aino))).toHaveProperty([aino.email]);
    expect(await company.itemSubjects(aino)).toEqual(['Steering']);
    await people.invite(onni, 'Steering', [aino.email]);
    await settle(helmi, onni, aino);
    expect(statuses(await onlyActivity(onni, aino))).not.toHaveProperty([helmi.email]);
    expect(await company.activityNames(helmi)).toEqual([]);
  });
});

describe('an attendee’s answer', () => {
  beforeEach(async () => {
    await switchOn(onni, helmi);
    await people.call(onni, 'Steering', [helmi.email]);
    await settle(onni, helmi);
  });

  it('given in Outlook stands in the activity', async () => {
    await people.answer(helmi, 'Steering', 'TentativelyAcceptItem');
    await settle(helmi, onni);
    expect(statuses(await onlyActivity(onni, helmi))).toEqual({ [helmi.email]: 'Tentative' });
  });

  it('given in Outlook without a word to the organiser stands in the activity, and stays', async () => {
    await people.answer(helmi, 'Steering', 'AcceptItem', 'SaveOnly');
    await settle(helmi, onni);
    await people.change(
      onni,
      'Steering',
      'calendar:Location',
      '<t:Location>Mänty</t:Location>',
      'SendToNone',
    );
    await settle(onni, helmi);
    const activity = await onlyActivity(onni, helmi);
    expect(activity.location).toBe('Mänty');
    expect(statuses(activity)).toEqual({ [helmi.email]: 'Accepted' });
  });

  it('given in the activity stands in Exchange, without a mail under the policy of copies', async () => {
    const before = (await people.mails()).length;
    const activity = await onlyActivity(onni, helmi);
    await company.changeActivity(activity.id, {
      participants: activity.participants.map((one) => ({ ...one, status: 'Accepted' as const })),
    });
    await settle(helmi, onni);
    expect((await people.item(helmi, 'Steering')).response).toBe('Accept');
    expect(await people.mails()).toHaveLength(before);
  });

  it('of no takes it from their calendar and leaves it in everybody else’s', async () => {
    await people.answer(helmi, 'Steering', 'DeclineItem');
    await settle(helmi, onni);
    const activity = await onlyActivity(onni);
    expect(statuses(activity)).toEqual({ [helmi.email]: 'Declined' });
    expect(await company.itemSubjects(onni)).toEqual(['Steering']);
    expect((await people.item(onni, 'Steering')).required.map(({ address }) => address)).toEqual([
      helmi.email,
    ]);
    await settle(onni, helmi);
    expect(await company.itemSubjects(helmi)).toEqual([]);
  });

  it('of no by deleting the invitation holds, though the organiser edits the activity meanwhile', async () => {
    const activity = await onlyActivity(onni, helmi);
    await people.remove(helmi, 'Steering', 'SendToNone');
    await company.changeActivity(activity.id, { location: 'Mänty' });
    await settle(helmi, onni);
    expect((await onlyActivity(onni)).location).toBe('Mänty');
    expect(statuses(await onlyActivity(onni))).toEqual({ [helmi.email]: 'Declined' });
  });

  it('of no given in the activity takes the invitation away', async () => {
    const activity = await onlyActivity(onni, helmi);
    await company.changeActivity(activity.id, {
      participants: activity.participants.map((one) => ({ ...one, status: 'Declined' as const })),
    });
    await settle(helmi, onni);
    expect(await company.itemSubjects(helmi)).toEqual([]);
    expect(await company.itemSubjects(onni)).toEqual(['Steering']);
    expect(statuses(await onlyActivity(onni))).toEqual({ [helmi.email]: 'Declined' });
  });
});

describe('an outsider’s meeting', () => {
  beforeEach(async () => {
    await switchOn(helmi, aino);
    await people.inviteFromOutside([helmi, aino], {
      uid: 'outside-2',
      organizer: { name: 'Pat', address: 'pat@else.example' },
      subject: 'Pitch',
      start: new Date(Date.now() + 48 * 3600_000).toISOString(),
      end: new Date(Date.now() + 49 * 3600_000).toISOString(),
      required: [{ address: helmi.email }, { address: aino.email }],
    });
    await settle(helmi, aino);
  });

  it('goes on with the other attendee when its owner declines, with Severa’s own fields', async () => {
    const { id } = await onlyActivity(helmi, aino);
    const customer = { guid: 'c1', name: 'Kuusikko', number: 7 };
    await company.changeActivity(id, { customer });
    await people.answer(helmi, 'Pitch', 'DeclineItem');
    await settle(helmi, aino);
    const activity = await onlyActivity(aino);
    expect(activity).toMatchObject({ id, ownerId: aino.id, customer });
    expect(await company.itemSubjects(aino)).toEqual(['Pitch']);
    expect(await company.itemSubjects(helmi)).toEqual([]);
  });

  it('waits for the other attendee, who has paused, when its owner declines', async () => {
    const { id } = await onlyActivity(helmi, aino);
    await setPaused(
      database.db,
      company.organizationId,
      aino.id,
      true,
      new Date(company.now()).toISOString(),
    );
    await people.answer(helmi, 'Pitch', 'DeclineItem');
    await settle(helmi);
    await setPaused(
      database.db,
      company.organizationId,
      aino.id,
      false,
      new Date(company.now()).toISOString(),
    );
    await settle(aino, helmi);
    const activity = await onlyActivity(aino);
    expect(activity).toMatchObject({ id, ownerId: aino.id });
    expect(statuses(activity)[helmi.email]).toBe('Declined');
  });

  it('survives in the other attendee’s calendar when its owner deletes the activity', async () => {
    await company.deleteActivity((await onlyActivity(helmi, aino)).id);
    await settle(helmi, aino);
    expect(await company.itemSubjects(helmi)).toEqual([]);
    expect(await company.itemSubjects(aino)).toEqual(['Pitch']);
    expect((await onlyActivity(aino)).ownerId).toBe(aino.id);
  });

  it('is not rewritten in Exchange by an edit of the activity', async () => {
    const { id } = await onlyActivity(helmi, aino);
    await company.changeActivity(id, { name: 'Ours' });
    await settle(helmi, aino);
    expect(await company.itemSubjects(helmi)).toEqual(['Pitch']);
    expect(await company.itemSubjects(aino)).toEqual(['Pitch']);
    expect((await onlyActivity(helmi, aino)).name).toBe('Pitch');
  });

  it('is gone everywhere when it is cancelled', async () => {
    await people.inviteFromOutside([helmi, aino], { uid: 'outside-2', cancel: true });
    await settle(helmi, aino);
    expect(await company.activityNames(helmi)).toEqual([]);
    expect(await company.activityNames(aino)).toEqual([]);
  });
});

describe('switching off and taking back', () => {
  it('as the organiser leaves the meeting with its attendee', async () => {
    await switchOn(onni, helmi);
    await people.call(onni, 'Steering', [helmi.email]);
    await settle(onni, helmi);
    const { id } = await onlyActivity(onni, helmi);
    await company.switchOff(onni, 'takeBack');
    await company.runWell(onni);
    await settle(helmi);
    expect(await company.activities(helmi)).toMatchObject([{ id, ownerId: helmi.id }]);
    expect(await company.itemSubjects(onni)).toEqual(['Steering']);
    expect(await company.itemSubjects(helmi)).toEqual(['Steering']);
    await company.switchOn(onni);
    await settle(onni, helmi);
    expect((await onlyActivity(onni, helmi)).ownerId).toBe(onni.id);
  });

  it('as an attendee takes nothing from the organiser', async () => {
    await switchOn(onni, helmi);
    await people.call(onni, 'Steering', [helmi.email]);
    await settle(helmi, onni);
    await company.switchOff(helmi, 'takeBack');
    await company.runWell(helmi);
    await settle(onni);
    expect(statuses(await onlyActivity(onni))).toEqual({ [helmi.email]: 'Invited' });
    expect(await company.itemSubjects(helmi)).toEqual(['Steering']);
    await company.switchOn(helmi);
    await settle(helmi, onni);
    await onlyActivity(onni, helmi);
  });
});

describe('an activity with participants', () => {
  it('stands once in each participant’s calendar, without any mail', async () => {
    await switchOn(onni, helmi);
    await company.addActivity(onni, 'Workshop', 24, 'CalendarEntry', {
      participants: [userParticipant(helmi)],
    });
    await settle(helmi, onni);
    expect(await company.itemSubjects(onni)).toEqual(['Workshop']);
    expect(await company.itemSubjects(helmi)).toEqual(['Workshop']);
    expect(await people.mails()).toEqual([]);
    await onlyActivity(onni, helmi);
  });

  it('is left by the participant who deletes their copy, and goes on for its owner', async () => {
    await switchOn(onni, helmi);
    await company.addActivity(onni, 'Workshop', 24, 'CalendarEntry', {
      participants: [userParticipant(helmi)],
    });
    await settle(onni, helmi);
    await people.remove(helmi, 'Workshop', 'SendToNone');
    await settle(helmi, onni, helmi);
    expect(await company.itemSubjects(onni)).toEqual(['Workshop']);
    expect(await company.itemSubjects(helmi)).toEqual([]);
    expect((await company.activities(onni)).map(({ name }) => name)).toEqual(['Workshop']);
  });

  it('is edited by a participant for everybody, and comes to who joins later', async () => {
    await switchOn(onni, helmi, aino);
    const { id } = await company.addActivity(onni, 'Workshop', 24, 'CalendarEntry', {
      participants: [userParticipant(helmi)],
    });
    await settle(onni, helmi, aino);
    await people.change(
      helmi,
      'Workshop',
      'calendar:Location',
      '<t:Location>Mänty</t:Location>',
      'SendToNone',
    );
    await settle(helmi, onni);
    expect((await people.item(onni, 'Workshop')).location).toBe('Mänty');
    await company.changeActivity(id, { participants: [userParticipant(helmi), userParticipant(aino)] });
    await settle(onni, aino, helmi);
    expect(await company.itemSubjects(aino)).toEqual(['Workshop']);
    expect(await company.itemSubjects(helmi)).toEqual(['Workshop']);
    expect(await people.mails()).toEqual([]);
  });

  it('is replaced by the invitation when its owner sends one from Outlook after all', async () => {
    await switchOn(onni, helmi);
    await company.addActivity(onni, 'Workshop', 24, 'CalendarEntry', {
      participants: [userParticipant(helmi)],
    });
    await settle(onni, helmi);
    await people.change(onni, 'Workshop', 'calendar:Location', '<t:Location>Mänty</t:Location>');
    await settle(helmi, onni);
    expect(await company.itemSubjects(helmi)).toEqual(['Workshop']);
    expect((await people.item(helmi, 'Workshop')).response).toBe('NoResponseReceived');
    expect((await onlyActivity(onni, helmi)).location).toBe('Mänty');
  });
});
