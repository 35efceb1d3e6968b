/** What other synchronizers are known to do to meetings, and Tahti must not. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { userParticipant } from '../../fixtures/activity-samples.ts';
import { Company } from '../../fixtures/company.ts';
import { freshDatabase, type TestDatabase } from '../../fixtures/database.ts';
import type { SeededUser } from '../../fixtures/database-seed.ts';
import { MeetingPeople } from '../../fixtures/meeting-people.ts';
import { declineOccurrence } from '../../fixtures/meeting-series.ts';

const WEEKLY =
  '<t:Recurrence><t:DailyRecurrence><t:Interval>1</t:Interval></t:DailyRecurrence><t:NumberedRecurrence><t:StartDate>DAY</t:StartDate><t:NumberOfOccurrences>5</t:NumberOfOccurrences></t:NumberedRecurrence></t:Recurrence>';

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

afterEach(() => company.close());

async function open(participantsPolicy: 'copies' | 'invitations'): Promise<void> {
  company = await Company.open(database, { settings: { participantsPolicy } });
  people = new MeetingPeople(company.exchange);
  ({ aino, onni, helmi } = company.seeded);
}

async function switchOn(...users: SeededUser[]): Promise<void> {
  for (const user of users) await company.switchOn(user);
}

async function settle(...users: SeededUser[]): Promise<void> {
  for (let round = 0; round < 3; round++) for (const user of users) await company.runWell(user);
}

/** Ids of the activities that any of these users sees. */
async function activityIds(...users: SeededUser[]): Promise<Set<string>> {
  const lists = await Promise.all(users.map((user) => company.activities(user)));
  return new Set(lists.flat().map(({ id }) => id));
}

/** ItemIds in these users' calendars, in order. */
async function itemIds(...users: SeededUser[]): Promise<string[]> {
  const lists = await Promise.all(users.map(({ email }) => company.exchange.items(email)));
  return lists.flat().map(({ id }) => id);
}

const weekly = (hours: number) =>
  WEEKLY.replace('DAY', new Date(Date.now() + hours * 3600_000).toISOString().slice(0, 10));

describe('under the policy of copies', () => {
  beforeEach(() => open('copies'));

  it('the same meeting does not appear once per attendee, in whatever order mailboxes are switched on', async () => {
    await people.call(onni, 'Steering', [aino.email, helmi.email]);
    for (const user of [helmi, onni, aino]) {
      await switchOn(user);
      await settle(user);
    }
    await settle(aino, helmi, onni);
    expect(await activityIds(aino, onni, helmi)).toHaveProperty('size', 1);
    for (const user of [aino, onni, helmi]) expect(await company.itemSubjects(user)).toEqual(['Steering']);
  });

  it('a day that one attendee declines of a series is not taken from everybody else', async () => {
    await switchOn(aino, helmi);
    await people.call(onni, 'Weekly', [aino.email, helmi.email], 24, weekly(24));
    await settle(aino, helmi);
    await declineOccurrence(people, aino, 'Weekly', 2);
    await settle(aino, helmi);
    const [activity] = await company.activities(helmi);
    expect(activity?.recurrence?.deleted).toEqual([]);
    expect((await people.item(helmi, 'Weekly')).deletions).toEqual([]);
    expect((await people.item(aino, 'Weekly')).deletions).toHaveLength(1);
  });

  it('an invitation that was accepted in Outlook neither loops nor comes back with a new id', async () => {
    await switchOn(onni, helmi);
    await people.call(onni, 'Steering', [helmi.email]);
    await settle(helmi, onni);
    const activities = await activityIds(onni, helmi);
    await people.answer(helmi, 'Steering', 'AcceptItem');
    await settle(helmi, onni);
    const before = [await itemIds(onni, helmi), (await people.mails()).length] as const;
    const since = await company.exchange.latestRequest();
    await settle(onni, helmi);
    expect([await itemIds(onni, helmi), (await people.mails()).length]).toEqual(before);
    expect(await activityIds(onni, helmi)).toEqual(activities);
    for (const { email } of [onni, helmi])
      expect(await company.exchange.operations(email, since)).toEqual(Array(3).fill('SyncFolderItems'));
  });

  it('an attendee who changes their own copy of a series does not hijack the organiser’s series', async () => {
    await switchOn(onni, helmi);
    await people.call(onni, 'Steering', [helmi.email], 48, weekly(48));
    await settle(onni, helmi);
    const before = await people.item(onni, 'Steering');
    await people.change(helmi, 'Steering', 'item:Subject', '<t:Subject>Mine</t:Subject>', 'SendToNone');
    await people.change(helmi, 'Mine', 'calendar:Location', '<t:Location>Home</t:Location>', 'SendToNone');
    await settle(helmi, onni);
    const { id, changeKey, subject, location, recurrence } = await people.item(onni, 'Steering');
    expect({ id, changeKey, subject, location, recurrence }).toEqual({
      id: before.id,
      changeKey: before.changeKey,
      subject: 'Steering',
      location: 'Koivu',
      recurrence: before.recurrence,
    });
    expect(await company.activities(onni)).toMatchObject([{ name: 'Steering', location: 'Koivu' }]);
    expect(await activityIds(onni, helmi)).toHaveProperty('size', 1);
  });
});

describe.each(['copies', 'invitations'] as const)('under the policy of %s', (policy) => {
  beforeEach(() => open(policy));

  it('a first synchronization sends no invitation, no update and no cancellation by mail', async () => {
    const participants = [userParticipant(helmi)];
    await company.addActivity(onni, 'Planned long ago', 24, 'CalendarEntry', { participants });
    await people.call(onni, 'Steering', [helmi.email, 'pat@else.example']);
    const before = await people.mails();
    // What stood there before somebody switched on invites nobody, whoever switches on first.
    company.clockOffset += 60_000;
    await switchOn(onni, helmi);
    await settle(helmi, onni);
    expect(await people.mails()).toEqual(before);
    for (const user of [onni, helmi])
      expect(await company.itemSubjects(user)).toEqual(['Planned long ago', 'Steering']);
  });
});
