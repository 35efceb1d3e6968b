import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Activity, ParticipantContent } from '../../src/model/activity.ts';
import { userParticipant } from '../fixtures/activity-samples.ts';
import { Company } from '../fixtures/company.ts';
import { freshDatabase, type TestDatabase } from '../fixtures/database.ts';
import type { SeededUser } from '../fixtures/database-seed.ts';
import { type Mail, MeetingPeople } from '../fixtures/meeting-people.ts';

const OUTSIDER = 'pat@else.example';

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
  company = await Company.open(database, { settings: { participantsPolicy: 'invitations' } });
  people = new MeetingPeople(company.exchange);
  ({ aino, onni, helmi } = company.seeded);
});

afterEach(() => company.close());

async function switchOn(...users: SeededUser[]): Promise<void> {
  for (const user of users) await company.switchOn(user);
  await settle(...users);
}

async function settle(...users: SeededUser[]): Promise<void> {
  for (let round = 0; round < 3; round++) for (const user of users) await company.runWell(user);
}

function outsider(): ParticipantContent {
  return {
    type: 'Contact',
    userId: null,
    name: 'Pat',
    email: OUTSIDER,
    phone: '',
    mobilePhone: '',
    role: 'required',
    status: 'Unknown',
  };
}

function workshop(...participants: ParticipantContent[]): Promise<Activity> {
  return company.addActivity(onni, 'Workshop', 24, 'CalendarEntry', { participants });
}

/** Kind and recipient of every mail, in their order. */
async function told(since = 0): Promise<string[]> {
  return (await people.mails()).slice(since).map((mail: Mail) => `${mail.kind} ${mail.to.address}`);
}

async function participantsOf(user: SeededUser, name: string) {
  const found = (await company.activities(user)).find((one) => one.name === name);
  return Object.fromEntries((found?.participants ?? []).map(({ email, status }) => [email, status]));
}

describe('an activity with participants, where real invitations are sent', () => {
  it('invites each participant once, and stands in their calendar by that invitation', async () => {
    await switchOn(onni, helmi);
    await workshop(userParticipant(helmi), outsider());
    await settle(helmi, onni);
    expect((await told()).toSorted()).toEqual([`request ${helmi.email}`, `request ${OUTSIDER}`].toSorted());
    expect(await company.itemSubjects(helmi)).toEqual(['Workshop']);
    expect((await people.item(helmi, 'Workshop')).response).toBe('NoResponseReceived');
    expect(await company.activityNames(helmi)).toEqual(['Workshop']);
  });

  it('sends nobody anything on a first synchronization, and each participant who synchronizes has a copy', async () => {
    await workshop(userParticipant(helmi), outsider());
    await switchOn(helmi, onni);
    company.clockOffset += 2 * 3600_000;
    await settle(helmi, onni);
    expect(await told()).toEqual([]);
    expect(await company.itemSubjects(onni)).toEqual(['Workshop']);
    expect(await company.itemSubjects(helmi)).toEqual(['Workshop']);
  });

  it('sends an update to everybody when it moves, and to those concerned when people come and go', async () => {
    await switchOn(onni, helmi, aino);
    const { id, time } = await workshop(userParticipant(helmi));
    await settle(onni, helmi, aino);
    let before = (await people.mails()).length;
    const start = new Date(Date.parse(time.start) + 3600_000).toISOString();
    const end = new Date(Date.parse(time.end) + 3600_000).toISOString();
    await company.changeActivity(id, { time: { kind: 'timed', start, end, zone: 'Europe/Helsinki' } });
    await settle(onni, helmi, aino);
    expect(await told(before)).toEqual([`request ${helmi.email}`]);
    expect(Date.parse((await people.item(helmi, 'Workshop')).start)).toBe(Date.parse(start));
    before = (await people.mails()).length;
    await company.changeActivity(id, { participants: [userParticipant(helmi), userParticipant(aino)] });
    await settle(onni, helmi, aino);
    expect(await told(before)).toEqual([`request ${aino.email}`]);
    before = (await people.mails()).length;
    await company.changeActivity(id, { participants: [userParticipant(aino)] });
    await settle(onni, helmi, aino);
    expect(await told(before)).toEqual([`cancellation ${helmi.email}`]);
    expect(await company.itemSubjects(aino)).toEqual(['Workshop']);
    expect(await company.activityNames(helmi)).toEqual([]);
  });

  it('tells nobody of what is its owner’s alone', async () => {
    await switchOn(onni, helmi);
    const { id } = await workshop(userParticipant(helmi));
    await settle(onni, helmi);
    const before = (await people.mails()).length;
    await company.changeActivity(id, { busy: 'tentative' });
    await settle(onni, helmi);
    expect(await told(before)).toEqual([]);
  });

  it('is cancelled by mail when its owner deletes it', async () => {
    await switchOn(onni, helmi);
    const { id } = await workshop(userParticipant(helmi), outsider());
    await settle(onni, helmi);
    const before = (await people.mails()).length;
    await company.deleteActivity(id);
    await settle(helmi, onni);
    expect((await told(before)).toSorted()).toEqual(
      [`cancellation ${helmi.email}`, `cancellation ${OUTSIDER}`].toSorted(),
    );
    expect(await company.itemSubjects(onni)).toEqual([]);
    expect(await company.activityNames(helmi)).toEqual([]);
  });

  it('is answered by mail where a participant answers in the activity', async () => {
    await switchOn(onni, helmi);
    const { id } = await workshop(userParticipant(helmi));
    await settle(onni, helmi);
    const before = (await people.mails()).length;
    await company.changeActivity(id, { participants: [{ ...userParticipant(helmi), status: 'Accepted' }] });
    await settle(helmi, onni);
    const mails = (await people.mails()).slice(before);
    expect(mails.map(({ kind, to }) => `${kind} ${to.address}`)).toEqual([`response ${onni.email}`]);
    expect((await people.item(helmi, 'Workshop')).response).toBe('Accept');
    expect(await participantsOf(onni, 'Workshop')).toEqual({ [helmi.email]: 'Accepted' });
  });

  it('is declined by mail where a participant removes it from themselves', async () => {
    await switchOn(onni, helmi);
    const { id } = await workshop(userParticipant(helmi));
    await settle(onni, helmi);
    const before = (await people.mails()).length;
    await company.changeActivity(id, { participants: [{ ...userParticipant(helmi), status: 'Declined' }] });
    await settle(helmi, onni);
    expect(await told(before)).toEqual([`response ${onni.email}`]);
    expect(await company.itemSubjects(helmi)).toEqual([]);
    expect(await company.itemSubjects(onni)).toEqual(['Workshop']);
    expect(await participantsOf(onni, 'Workshop')).toEqual({ [helmi.email]: 'Declined' });
  });

  it('stays quiet when everything is read whole again', async () => {
    await switchOn(onni, helmi);
    await workshop(userParticipant(helmi), outsider());
    await settle(onni, helmi);
    const before = (await people.mails()).length;
    company.clockOffset += 25 * 3600_000;
    await settle(onni, helmi);
    expect(await told(before)).toEqual([]);
    expect(await company.itemSubjects(helmi)).toEqual(['Workshop']);
  });

  it('is taken back without a mail when its owner switches off', async () => {
    await switchOn(onni, helmi);
    await workshop(userParticipant(helmi), outsider());
    await settle(onni, helmi);
    const before = (await people.mails()).length;
    await company.switchOff(onni, 'takeBack');
    await company.runWell(onni);
    expect(await told(before)).toEqual([]);
  });
});
