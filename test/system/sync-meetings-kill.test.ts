import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { userParticipant } from '../fixtures/activity-samples.ts';
import { freshDatabase, type TestDatabase } from '../fixtures/database.ts';
import type { SeededUser } from '../fixtures/database-seed.ts';
import { runDying } from '../fixtures/doomed-run.ts';
import { MeetingCompany, statuses } from '../fixtures/meeting-company.ts';
import { fiveDays } from '../fixtures/meeting-series.ts';

/** Before so many queries a run has only read: nothing is at stake yet. */
const READING = 18;

/** More queries than any run here asks. */
const MOST_QUERIES = 80;

let database: TestDatabase;
let world: MeetingCompany;
let onni: SeededUser;
let helmi: SeededUser;

beforeAll(async () => {
  database = await freshDatabase();
});

afterAll(() => database.close());

beforeEach(async () => {
  world = await MeetingCompany.open(database);
  ({ onni, helmi } = world.company.seeded);
  await world.switchOn(onni, helmi);
});

afterEach(() => world.close());

/** Helmi has a copy of Onni's activity; then Onni sends real invitations from Outlook, and hers arrives. */
async function inviteOverCopy(name: string, content: object): Promise<void> {
  await world.company.addActivity(onni, name, 24, 'CalendarEntry', {
    ...content,
    participants: [userParticipant(helmi)],
  });
  await world.settle(onni, helmi);
  await world.people.change(onni, name, 'calendar:Location', '<t:Location>Mänty</t:Location>');
}

/** One entry with each of them, Helmi's the invitation; one activity, in which she is asked and has left nothing. */
async function expectReplaced(name: string): Promise<void> {
  for (const user of [onni, helmi])
    expect((await world.company.itemSubjects(user)).filter((one) => one === name)).toEqual([name]);
  expect(await world.people.item(helmi, name)).toMatchObject({ response: 'NoResponseReceived' });
  const seen = await Promise.all([onni, helmi].map((user) => world.seen(user)));
  const found = seen.map((activities) => activities.filter((one) => one.name === name));
  expect(found.map((some) => some.length)).toEqual([1, 1]);
  expect(new Set(found.flat().map(({ id }) => id)).size).toBe(1);
  for (const activity of found.flat()) {
    expect(activity).toMatchObject({ ownerId: onni.id, location: 'Mänty' });
    expect(statuses(activity)).toEqual({ [helmi.email]: 'Invited' });
  }
}

describe.each([
  ['a single entry', {}],
  ['a series', fiveDays()],
])('a copy that is %s and gives way to an invitation', (_, content) => {
  it('is replaced once, wherever the process dies', { timeout: 300_000 }, async () => {
    let died = true;
    for (let queries = READING; died && queries < MOST_QUERIES; queries++) {
      const name = `Workshop ${queries}`;
      await inviteOverCopy(name, content);
      died = await runDying(world.company, helmi, queries);
      await world.settle(helmi, onni);
      await expectReplaced(name);
    }
    expect(died).toBe(false);
    await world.expectRest(onni, helmi);
  });

  it('is replaced once, when the process dies again while it makes up for it', {
    timeout: 300_000,
  }, async () => {
    let died = true;
    for (let queries = READING; died && queries < MOST_QUERIES; queries += 4) {
      const name = `Workshop ${queries}`;
      await inviteOverCopy(name, content);
      died = await runDying(world.company, helmi, queries);
      await runDying(world.company, helmi, queries);
      await world.company.runWell(onni);
      await world.settle(helmi, onni);
      await expectReplaced(name);
    }
    await world.expectRest(onni, helmi);
  });

  it('is replaced once, when the answer to its deletion is lost with the process', async () => {
    await inviteOverCopy('Workshop', content);
    const fault = { operation: 'DeleteItem', count: 1, fault: { kind: 'dropAfter' } };
    await world.company.exchange.control('POST', 'faults', fault);
    await world.company.run(helmi);
    await world.settle(helmi, onni);
    await expectReplaced('Workshop');
    await world.expectRest(onni, helmi);
  });
});
