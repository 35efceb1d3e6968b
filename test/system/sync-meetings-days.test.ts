import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { freshDatabase, type TestDatabase } from '../fixtures/database.ts';
import type { SeededUser } from '../fixtures/database-seed.ts';
import { MeetingCompany } from '../fixtures/meeting-company.ts';
import type { MeetingPeople } from '../fixtures/meeting-people.ts';
import {
  callSeries,
  changeOccurrence,
  declineOccurrence,
  deleteOccurrence,
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

/** Onni, who synchronizes nothing, calls a series; Helmi and Aino were invited, and synchronize. */
beforeEach(async () => {
  world = await MeetingCompany.open(database);
  people = world.people;
  ({ onni, helmi, aino } = world.company.seeded);
});

afterEach(() => world.close());

async function series(...users: SeededUser[]) {
  const { recurrence } = await world.onlyActivity(...users);
  if (!recurrence) throw new Error('the activity is no series');
  return { deleted: recurrence.deleted.length, exceptions: recurrence.exceptions };
}

async function daysOff(user: SeededUser): Promise<number> {
  return (await people.item(user, 'Standup')).deletions?.length ?? 0;
}

/** Lines of a user's log about days that went from their own mailbox alone. */
async function daysLeft(user: SeededUser): Promise<string[]> {
  const stories = await world.company.stories(user);
  return stories.flatMap(({ code, subject }) => (code === 'dayLeft' ? [subject ?? ''] : []));
}

const elsewhere = (index: number) =>
  changeOccurrence(people, onni, 'Standup', index, 'calendar:Location', '<t:Location>Mänty</t:Location>');

describe('one day of a series that nobody organises who synchronizes', () => {
  beforeEach(async () => {
    await world.switchOn(helmi, aino);
    await callSeries(people, onni, 'Standup', [helmi.email, aino.email]);
    await world.settle(helmi, aino);
  });

  it.each(['first', 'last'])(
    'stands on for the other attendee when the %s who was read deletes it',
    async (who) => {
      const [leaver, other] = who === 'first' ? [helmi, aino] : [aino, helmi];
      await deleteOccurrence(people, leaver, 'Standup', 2, 'SendToNone');
      await world.settle(leaver, other);
      expect(await series(helmi, aino)).toEqual({ deleted: 0, exceptions: [] });
      expect([await daysOff(leaver), await daysOff(other)]).toEqual([1, 0]);
      expect(await daysLeft(leaver)).toEqual([expect.stringMatching(/^Standup \(\d{4}-\d{2}-\d{2}\)$/)]);
      expect(await daysLeft(other)).toEqual([]);
      await world.expectRest(helmi, aino);
    },
  );

  it.each(['first', 'last'])(
    'stands on for the other attendee when the %s who was read declines it',
    async (who) => {
      const [leaver, other] = who === 'first' ? [helmi, aino] : [aino, helmi];
      await declineOccurrence(people, leaver, 'Standup', 3);
      await world.settle(other, leaver);
      expect(await series(helmi, aino)).toEqual({ deleted: 0, exceptions: [] });
      expect([await daysOff(leaver), await daysOff(other)]).toEqual([1, 0]);
      await world.expectRest(helmi, aino);
    },
  );

  it('goes from the activity when its organiser calls it off', async () => {
    await deleteOccurrence(people, onni, 'Standup', 2);
    await world.settle(helmi, aino);
    expect(await series(helmi, aino)).toEqual({ deleted: 1, exceptions: [] });
    await world.expectRest(helmi, aino);
  });

  it('goes from the activity when both runs hear at once that it was called off', async () => {
    await deleteOccurrence(people, onni, 'Standup', 2);
    await Promise.all([world.company.run(helmi), world.company.run(aino)]);
    await world.settle(aino, helmi);
    expect(await series(helmi, aino)).toEqual({ deleted: 1, exceptions: [] });
    await world.expectRest(helmi, aino);
  });

  it('goes from the activity when one after the other deletes it', async () => {
    await deleteOccurrence(people, helmi, 'Standup', 4, 'SendToNone');
    await world.settle(helmi, aino);
    await deleteOccurrence(people, aino, 'Standup', 4, 'SendToNone');
    await world.settle(aino, helmi);
    expect(await series(helmi, aino)).toEqual({ deleted: 1, exceptions: [] });
    await world.expectRest(helmi, aino);
  });

  it('is where its organiser moved it, though the user whose copy speaks is away from it', async () => {
    await deleteOccurrence(people, helmi, 'Standup', 2, 'SendToNone');
    await world.settle(helmi, aino);
    await elsewhere(2);
    await elsewhere(4);
    await world.settle(aino, helmi, aino);
    const { deleted, exceptions } = await series(helmi, aino);
    expect(deleted).toBe(0);
    expect(exceptions).toMatchObject([{ location: 'Mänty' }, { location: 'Mänty' }]);
    await world.expectRest(helmi, aino);
  });

  it('goes with the last who had it, when they leave the meeting', async () => {
    await deleteOccurrence(people, helmi, 'Standup', 2, 'SendToNone');
    await world.settle(helmi, aino);
    await people.answer(aino, 'Standup', 'DeclineItem');
    await world.settle(aino, helmi);
    expect(await series(helmi)).toEqual({ deleted: 1, exceptions: [] });
    await world.expectRest(helmi, aino);
  });
});

describe('a day that one attendee had deleted before anybody synchronized', () => {
  it.each(['before', 'after'])('stands in the activity, whether they are read %s the other', async (when) => {
    await callSeries(people, onni, 'Standup', [helmi.email, aino.email]);
    await deleteOccurrence(people, helmi, 'Standup', 2, 'SendToNone');
    await world.switchOn(...(when === 'before' ? [helmi, aino] : [aino, helmi]));
    await world.settle(helmi, aino);
    expect(await series(helmi, aino)).toEqual({ deleted: 0, exceptions: [] });
    expect([await daysOff(helmi), await daysOff(aino)]).toEqual([1, 0]);
    await world.expectRest(helmi, aino);
  });
});
