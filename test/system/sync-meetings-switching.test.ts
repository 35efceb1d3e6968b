import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { setPaused } from '../../src/store/synchronizations.ts';
import { userParticipant } from '../fixtures/activity-samples.ts';
import { freshDatabase, type TestDatabase } from '../fixtures/database.ts';
import type { SeededUser } from '../fixtures/database-seed.ts';
import { anHour, contact, MeetingCompany, statuses } from '../fixtures/meeting-company.ts';
import type { MeetingPeople } from '../fixtures/meeting-people.ts';

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

async function open(policy: 'copies' | 'invitations' = 'copies'): Promise<void> {
  world = await MeetingCompany.open(database, policy);
  people = world.people;
  ({ onni, helmi, aino } = world.company.seeded);
}

afterEach(() => world.close());

const now = () => new Date().toISOString();

describe('a meeting whose organiser', () => {
  beforeEach(async () => {
    await open();
    await world.switchOn(onni, helmi, aino);
    await people.call(onni, 'Steering', [helmi.email, aino.email]);
    await world.settle(onni, helmi, aino);
  });

  it('is switched off follows the attendees’ copies, and its cancellation', async () => {
    const { id } = await world.onlyActivity(onni, helmi, aino);
    await world.company.switchOff(onni, 'keep');
    await people.move(onni, 'Steering', 2);
    await world.settle(helmi, aino);
    const { start } = await people.item(helmi, 'Steering');
    const moved = await world.onlyActivity(helmi, aino);
    expect(moved.id).toBe(id);
    expect(Date.parse(moved.time.start)).toBe(Date.parse(start));
    await people.remove(onni, 'Steering');
    await world.settle(helmi, aino);
    for (const user of [helmi, aino]) expect(await world.seen(user)).toEqual([]);
    await world.expectRest(helmi, aino);
  });

  it('switches off, edits it and switches on again is one activity, as it stands in Outlook', async () => {
    const { id } = await world.onlyActivity(onni, helmi, aino);
    await world.company.switchOff(onni, 'keep');
    await people.move(onni, 'Steering', 3);
    await world.settle(aino);
    await world.switchOn(onni);
    await world.settle(helmi, aino, onni);
    const activity = await world.onlyActivity(onni, helmi, aino);
    expect(activity).toMatchObject({ id, ownerId: onni.id });
    for (const user of [onni, helmi, aino])
      expect(Date.parse((await people.item(user, 'Steering')).start)).toBe(Date.parse(activity.time.start));
    await world.expectRest(onni, helmi, aino);
  });

  it('is paused while things move speaks again when they go on', async () => {
    await setPaused(database.db, world.company.organizationId, onni.id, true, now());
    await people.move(onni, 'Steering', 2);
    await people.answer(helmi, 'Steering', 'AcceptItem');
    await world.settle(helmi, aino);
    await setPaused(database.db, world.company.organizationId, onni.id, false, now());
    await world.settle(onni, helmi, aino);
    const activity = await world.onlyActivity(onni, helmi, aino);
    expect(statuses(activity)[helmi.email]).toBe('Accepted');
    expect(Date.parse(activity.time.start)).toBe(Date.parse((await people.item(onni, 'Steering')).start));
    await world.expectRest(onni, helmi, aino);
  });
});

describe('an attendee', () => {
  beforeEach(async () => {
    await open();
    await world.switchOn(onni, helmi);
    await people.call(onni, 'Steering', [helmi.email]);
    await world.settle(onni, helmi);
  });

  it('who switches off and on again has the meeting once', async () => {
    const { id } = await world.onlyActivity(onni, helmi);
    const before = await world.mailsSoFar();
    await world.company.switchOff(helmi, 'keep');
    await people.move(onni, 'Steering', 1);
    await world.settle(onni);
    const sent = await world.mailsSoFar();
    await world.switchOn(helmi);
    await world.settle(helmi, onni);
    expect((await world.onlyActivity(onni, helmi)).id).toBe(id);
    expect(await world.company.itemSubjects(helmi)).toEqual(['Steering']);
    expect([sent > before, await world.mailsSoFar()]).toEqual([true, sent]);
    await world.expectRest(onni, helmi);
  });

  it('whose mailbox moved to another server, or whose state was lost, has the meeting once', async () => {
    const { id } = await world.onlyActivity(onni, helmi);
    await world.company.exchange.control('POST', `mailboxes/${helmi.email}/move`);
    await world.settle(helmi, onni);
    expect((await world.onlyActivity(onni, helmi)).id).toBe(id);
    await database.pool.query(`update synchronizations set mailbox_cursor = 'lost', activities_cursor = null
      where user_id = '${helmi.id}'`);
    await world.settle(helmi, onni);
    expect((await world.onlyActivity(onni, helmi)).id).toBe(id);
    expect(await world.company.itemSubjects(helmi)).toEqual(['Steering']);
    await world.expectRest(onni, helmi);
  });

  it('who is left alone with a meeting whose activity is deleted everywhere makes it anew', async () => {
    const { id } = await world.onlyActivity(onni, helmi);
    for (const user of [onni, helmi]) await world.company.switchOff(user, 'keep');
    await world.company.deleteActivity(id);
    await database.pool.query('delete from links where user_id = $1', [helmi.id]);
    await world.switchOn(helmi);
    await world.settle(helmi);
    expect((await world.onlyActivity(helmi)).id).not.toBe(id);
    expect(await world.company.itemSubjects(helmi)).toEqual(['Steering']);
    await world.expectRest(helmi);
  });
});

describe('when the policy changes', () => {
  it('to invitations nothing that stands is mailed until it changes, and the invitation takes the copy’s place', async () => {
    await open('copies');
    await world.switchOn(onni, helmi);
    const { id } = await world.company.addActivity(onni, 'Workshop', 24, 'CalendarEntry', {
      participants: [userParticipant(helmi), contact('pat@else.example')],
    });
    await world.settle(onni, helmi);
    await world.company.saveSettings({ participantsPolicy: 'invitations' });
    await world.settle(onni, helmi);
    expect(await world.mailed()).toEqual([]);
    await world.company.changeActivity(id, { time: anHour(30) });
    await world.settle(onni, helmi);
    expect(await world.mailed()).toEqual([`request ${helmi.email}`, 'request pat@else.example'].toSorted());
    expect(await world.company.itemSubjects(helmi)).toEqual(['Workshop']);
    expect((await people.item(helmi, 'Workshop')).response).toBe('NoResponseReceived');
    await world.expectRest(onni, helmi);
  });

  it('to invitations a meeting of an hour ago that stood before is not mailed when it is read whole again', async () => {
    await open('copies');
    await world.switchOn(onni, helmi);
    await world.company.addActivity(onni, 'Workshop', 24, 'CalendarEntry', {
      participants: [userParticipant(helmi)],
    });
    await world.settle(onni, helmi);
    await world.company.saveSettings({ participantsPolicy: 'invitations' });
    world.company.clockOffset += 25 * 3600_000;
    await world.settle(helmi, onni);
    expect(await world.mailed()).toEqual([]);
    await world.expectRest(onni, helmi);
  });

  it('to copies what was invited stays one, and follows without a mail', async () => {
    await open('invitations');
    await world.switchOn(onni, helmi);
    const { id } = await world.company.addActivity(onni, 'Workshop', 24, 'CalendarEntry', {
      participants: [userParticipant(helmi)],
    });
    await world.settle(onni, helmi);
    const before = await world.mailsSoFar();
    await world.company.saveSettings({ participantsPolicy: 'copies' });
    await world.company.changeActivity(id, { name: 'Workshop two', time: anHour(30) });
    await world.settle(helmi, onni);
    for (const user of [onni, helmi]) {
      expect(await world.company.itemSubjects(user)).toEqual(['Workshop two']);
      expect(Date.parse((await people.item(user, 'Workshop two')).start)).toBe(Date.parse(anHour(30).start));
    }
    expect(await world.mailed(before)).toEqual([]);
    await world.expectRest(onni, helmi);
  });
});

describe('many declined meetings at once', () => {
  it('wait for a person above the limit, and are left for the others whatever they decide', async () => {
    await open();
    await world.company.saveSettings({ deletionLimit: 5 });
    await world.switchOn(onni, helmi);
    const names = Array.from({ length: 8 }, (_, index) => `Meeting ${index}`);
    for (const [index, name] of names.entries()) await people.call(onni, name, [helmi.email], 24 + index);
    await people.call(onni, 'Stays', [helmi.email], 40);
    await world.settle(onni, helmi);
    for (const name of names) await people.answer(helmi, name, 'DeclineItem');
    await world.settle(helmi, onni);
    expect((await world.company.synchronization(helmi)).haltReason).toBe('tooManyDeletions');
    expect((await world.seen(onni)).length).toBe(9);
    await database.pool.query('update held_deletions set is_approved = true where user_id = $1', [helmi.id]);
    await world.settle(helmi, onni);
    expect((await world.seen(helmi)).map(({ name }) => name)).toEqual(['Stays']);
    expect((await world.seen(onni)).length).toBe(9);
    expect(await world.company.itemSubjects(onni)).toEqual([...names, 'Stays']);
    await world.expectRest(onni, helmi);
  });
});
