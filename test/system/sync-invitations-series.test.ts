import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Recurrence } from '../../src/model/recurrence.ts';
import { userParticipant } from '../fixtures/activity-samples.ts';
import { freshDatabase, type TestDatabase } from '../fixtures/database.ts';
import type { SeededUser } from '../fixtures/database-seed.ts';
import { contact, MeetingCompany, statuses } from '../fixtures/meeting-company.ts';
import { declineOccurrence, deleteOccurrence, fiveDays } from '../fixtures/meeting-series.ts';

const PAT = 'pat@else.example';

let database: TestDatabase;
let world: MeetingCompany;
let onni: SeededUser;
let helmi: SeededUser;

beforeAll(async () => {
  database = await freshDatabase();
});

afterAll(() => database.close());

beforeEach(async () => {
  world = await MeetingCompany.open(database, 'invitations');
  ({ onni, helmi } = world.company.seeded);
  await world.switchOn(onni, helmi);
  const participants = [userParticipant(helmi), contact(PAT)];
  await world.company.addActivity(onni, 'Daily', 0, 'CalendarEntry', { ...fiveDays(), participants });
  await world.settle(onni, helmi);
});

afterEach(() => world.close());

/** The series, and the start of its occurrence at a place, counted from 0. */
async function series(): Promise<{ id: string; recurrence: Recurrence; startOf: (index: number) => string }> {
  const { id, time, recurrence } = await world.onlyActivity(onni, helmi);
  if (!recurrence) throw new Error('no series');
  const startOf = (index: number) => new Date(Date.parse(time.start) + index * 86_400_000).toISOString();
  return { id, recurrence, startOf };
}

describe('a series of activities, where real invitations are sent', () => {
  it('invites everybody once, to the whole of it', async () => {
    expect(await world.mailed()).toEqual([`request ${helmi.email}`, `request ${PAT}`].toSorted());
    expect((await world.people.item(helmi, 'Daily')).recurrence).toBeDefined();
    await world.expectRest(onni, helmi);
  });

  it('tells everybody once of an occurrence that moved, and takes nobody’s answer back', async () => {
    await world.people.answer(helmi, 'Daily', 'AcceptItem');
    await world.settle(helmi, onni);
    const before = await world.mailsSoFar();
    const { id, recurrence, startOf } = await series();
    const start = new Date(Date.parse(startOf(1)) + 3600_000).toISOString();
    const end = new Date(Date.parse(start) + 3600_000).toISOString();
    const time = { kind: 'timed', start, end, zone: 'Europe/Helsinki' } as const;
    const exceptions = [{ original: startOf(1), time }];
    await world.company.changeActivity(id, { recurrence: { ...recurrence, exceptions } });
    await world.settle(onni, helmi);
    expect(await world.mailed(before)).toEqual([`request ${helmi.email}`, `request ${PAT}`].toSorted());
    for (const user of [onni, helmi])
      expect((await world.people.item(user, 'Daily')).exceptions).toMatchObject([
        { start: expect.stringContaining(start.slice(0, 13)) },
      ]);
    expect(statuses(await world.onlyActivity(onni, helmi))[helmi.email]).toBe('Accepted');
    await world.expectRest(onni, helmi);
  });

  it('cancels one occurrence by mail, for everybody', async () => {
    const before = await world.mailsSoFar();
    const { id, recurrence, startOf } = await series();
    await world.company.changeActivity(id, { recurrence: { ...recurrence, deleted: [startOf(2)] } });
    await world.settle(onni, helmi);
    expect(await world.mailed(before)).toEqual(
      [`cancellation ${helmi.email}`, `cancellation ${PAT}`].toSorted(),
    );
    expect((await world.people.item(onni, 'Daily')).deletions).toHaveLength(1);
    expect((await series()).recurrence.deleted).toEqual([startOf(2)]);
    await world.expectRest(onni, helmi);
  });

  it('tells everybody once of a new name, and each entry has it', async () => {
    const before = await world.mailsSoFar();
    await world.company.changeActivity((await series()).id, { name: 'Weekly' });
    await world.settle(helmi, onni);
    expect(await world.mailed(before)).toEqual([`request ${helmi.email}`, `request ${PAT}`].toSorted());
    for (const user of [onni, helmi]) expect(await world.company.itemSubjects(user)).toEqual(['Weekly']);
    await world.expectRest(onni, helmi);
  });

  it('stands for everybody as it was where one attendee declines or deletes one occurrence', async () => {
    await declineOccurrence(world.people, helmi, 'Daily', 2);
    await deleteOccurrence(world.people, helmi, 'Daily', 4, 'SendToNone');
    const before = await world.mailsSoFar();
    await world.settle(helmi, onni);
    expect((await series()).recurrence).toMatchObject({ deleted: [], exceptions: [] });
    expect((await world.people.item(onni, 'Daily')).deletions).toEqual([]);
    expect((await world.people.item(helmi, 'Daily')).deletions).toHaveLength(2);
    expect(await world.mailed(before)).toEqual([]);
    await world.expectRest(onni, helmi);
  });

  it('is cancelled once, as a whole', async () => {
    const before = await world.mailsSoFar();
    await world.company.deleteActivity((await series()).id);
    await world.settle(helmi, onni);
    expect(await world.mailed(before)).toEqual(
      [`cancellation ${helmi.email}`, `cancellation ${PAT}`].toSorted(),
    );
    expect(await world.standing()).toEqual([]);
    await world.expectRest(onni, helmi);
  });
});
