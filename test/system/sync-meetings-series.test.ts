import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { userParticipant } from '../fixtures/activity-samples.ts';
import { freshDatabase, type TestDatabase } from '../fixtures/database.ts';
import type { SeededUser } from '../fixtures/database-seed.ts';
import { MeetingCompany, statuses } from '../fixtures/meeting-company.ts';
import type { MeetingPeople } from '../fixtures/meeting-people.ts';
import {
  callSeries,
  changeOccurrence,
  declineOccurrence,
  deleteOccurrence,
  fiveDays,
} from '../fixtures/meeting-series.ts';

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

async function series(...users: SeededUser[]) {
  const { recurrence } = await world.onlyActivity(...users);
  return { deleted: recurrence?.deleted.length, exceptions: recurrence?.exceptions };
}

describe('a series of meetings in several mailboxes', () => {
  beforeEach(async () => {
    await world.switchOn(onni, helmi, aino);
    await callSeries(people, onni, 'Standup', [helmi.email, aino.email]);
    await world.settle(helmi, onni, aino);
  });

  it('is one series of its organiser’s, with everybody in it', async () => {
    const activity = await world.onlyActivity(onni, helmi, aino);
    expect(activity.ownerId).toBe(onni.id);
    expect(activity.recurrence).toMatchObject({ range: { kind: 'count', occurrences: 5 } });
    expect(statuses(activity)).toEqual({ [helmi.email]: 'Invited', [aino.email]: 'Invited' });
    await world.expectRest(onni, helmi, aino);
  });

  it('has the occurrence elsewhere that the organiser moved, for everybody', async () => {
    await changeOccurrence(people, onni, 'Standup', 2, 'calendar:Location', '<t:Location>Mänty</t:Location>');
    await world.settle(helmi, aino, onni);
    expect((await series(onni, helmi, aino)).exceptions).toMatchObject([{ location: 'Mänty' }]);
    await world.expectRest(onni, helmi, aino);
  });

  it('loses the occurrence that the organiser cancelled, for everybody', async () => {
    await deleteOccurrence(people, onni, 'Standup', 2);
    await world.settle(helmi, aino, onni);
    expect(await series(onni, helmi, aino)).toMatchObject({ deleted: 1, exceptions: [] });
    await world.expectRest(onni, helmi, aino);
  });

  it('keeps the occurrence that one attendee deleted, for everybody else', async () => {
    await deleteOccurrence(people, helmi, 'Standup', 2, 'SendToNone');
    await world.settle(helmi, aino, onni);
    expect(await series(onni, helmi, aino)).toMatchObject({ deleted: 0, exceptions: [] });
    for (const user of [onni, aino]) expect((await people.item(user, 'Standup')).deletions).toEqual([]);
    expect((await people.item(helmi, 'Standup')).deletions).toHaveLength(1);
    await world.expectRest(onni, helmi, aino);
  });

  it('keeps the occurrence that one attendee declined, for everybody', async () => {
    await declineOccurrence(people, helmi, 'Standup', 2);
    await world.settle(helmi, aino, onni);
    expect((await series(onni, helmi, aino)).deleted).toBe(0);
    expect(statuses(await world.onlyActivity(onni, helmi, aino))[helmi.email]).toBe('Invited');
    for (const user of [onni, aino]) expect((await people.item(user, 'Standup')).deletions).toEqual([]);
    await world.expectRest(onni, helmi, aino);
  });

  it('leaves what an attendee deleted as it is when the organiser changes another occurrence', async () => {
    await deleteOccurrence(people, helmi, 'Standup', 2, 'SendToNone');
    await world.settle(helmi, onni);
    const { id, recurrence } = await world.onlyActivity(onni, helmi, aino);
    await changeOccurrence(
      people,
      onni,
      'Standup',
      4,
      'calendar:Location',
      '<t:Location>Mänty</t:Location>',
      'SendToNone',
    );
    await world.settle(onni, helmi, aino);
    expect(recurrence?.deleted).toEqual([]);
    expect((await people.item(helmi, 'Standup')).deletions).toHaveLength(1);
    expect((await people.item(helmi, 'Standup')).exceptions).toMatchObject([{}]);
    expect((await people.item(aino, 'Standup')).exceptions).toMatchObject([{}]);
    expect((await world.onlyActivity(onni, helmi, aino)).id).toBe(id);
    await world.expectRest(onni, helmi, aino);
  });

  it('is not hijacked by an attendee who moves one occurrence in their own calendar', async () => {
    await changeOccurrence(
      people,
      helmi,
      'Standup',
      2,
      'calendar:Location',
      '<t:Location>Home</t:Location>',
      'SendToNone',
    );
    await world.settle(helmi, onni, aino);
    expect((await series(onni, helmi, aino)).exceptions).toEqual([]);
    expect((await people.item(onni, 'Standup')).exceptions).toEqual([]);
    await world.expectRest(onni, helmi, aino);
  });

  it('changes as a whole and by one occurrence where its activity is edited, without a mail', async () => {
    const before = await world.mailsSoFar();
    const { id } = await world.onlyActivity(onni, helmi, aino);
    await world.company.changeActivity(id, { name: 'Daily' });
    await world.settle(helmi, onni, aino);
    for (const user of [onni, helmi, aino]) expect(await world.company.itemSubjects(user)).toEqual(['Daily']);
    const { recurrence } = await world.onlyActivity(onni, helmi, aino);
    if (!recurrence) throw new Error('no series');
    const original = `${recurrence.start}T09:00:00.000Z`;
    await world.company.changeActivity(id, { recurrence: { ...recurrence, deleted: [original] } });
    await world.settle(aino, helmi, onni);
    for (const user of [onni, helmi, aino])
      expect((await people.item(user, 'Daily')).deletions).toHaveLength(1);
    expect(await world.mailed(before)).toEqual([]);
    await world.expectRest(onni, helmi, aino);
  });

  it('goes on for the others when one attendee declines it whole', async () => {
    await people.answer(helmi, 'Standup', 'DeclineItem');
    await world.settle(helmi, onni, aino);
    const activity = await world.onlyActivity(onni, aino);
    expect(statuses(activity)[helmi.email]).toBe('Declined');
    expect(await world.seen(helmi)).toEqual([]);
    await world.expectRest(onni, helmi, aino);
  });

  it('is cancelled as a whole by its organiser, for everybody', async () => {
    await people.remove(onni, 'Standup');
    await world.settle(helmi, aino, onni);
    expect(await world.standing()).toEqual([]);
    await world.expectRest(onni, helmi, aino);
  });
});

describe('who is invited to one occurrence of a series only', () => {
  it('has that one beside the series, and nobody’s series changes for it', async () => {
    await world.switchOn(onni, helmi, aino);
    await callSeries(people, onni, 'Standup', [helmi.email]);
    await world.settle(onni, helmi, aino);
    const { id } = await people.item(onni, 'Standup');
    const everybody = [helmi, aino].map(
      ({ email }) =>
        `<t:Attendee><t:Mailbox><t:EmailAddress>${email}</t:EmailAddress></t:Mailbox></t:Attendee>`,
    );
    expect(id).not.toBe('');
    await changeOccurrence(
      people,
      onni,
      'Standup',
      2,
      'calendar:RequiredAttendees',
      `<t:RequiredAttendees>${everybody.join('')}</t:RequiredAttendees>`,
    );
    await world.settle(aino, onni, helmi);
    expect(await world.company.itemSubjects(aino)).toEqual(['Standup']);
    expect(await world.company.activityNames(aino)).toEqual(['Standup']);
    expect(await world.company.activityNames(helmi)).toEqual(['Standup']);
    const [single] = await world.company.activities(aino);
    expect(single?.recurrence).toBeNull();
    const whole = (await world.company.activities(onni)).find(({ recurrence }) => recurrence !== null);
    expect(whole?.recurrence?.deleted).toEqual([]);
    await world.expectRest(onni, helmi, aino);
  });
});

describe('a series among the activities', () => {
  it('stands once with each participant, and follows as a whole and by one occurrence without any mail', async () => {
    await world.switchOn(onni, helmi);
    await world.company.addActivity(onni, 'Model', 0, 'CalendarEntry', fiveDays());
    await world.settle(onni);
    const { id, recurrence } = await world.onlyActivity(onni);
    if (!recurrence) throw new Error('no series');
    await world.company.changeActivity(id, { participants: [userParticipant(helmi)] });
    await world.settle(helmi, onni);
    expect((await people.item(helmi, 'Model')).recurrence).toBeDefined();
    const original = `${recurrence.start}T09:00:00.000Z`;
    await world.company.changeActivity(id, { recurrence: { ...recurrence, deleted: [original] } });
    await world.settle(helmi, onni);
    for (const user of [onni, helmi]) expect((await people.item(user, 'Model')).deletions).toHaveLength(1);
    await deleteOccurrence(people, helmi, 'Model', 3, 'SendToNone');
    await world.settle(helmi, onni);
    expect(await series(onni, helmi)).toMatchObject({ deleted: 2 });
    expect(await world.mailed()).toEqual([]);
    await world.expectRest(onni, helmi);
  });
});
