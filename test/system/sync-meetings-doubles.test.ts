import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { freshDatabase, type TestDatabase } from '../fixtures/database.ts';
import type { SeededUser } from '../fixtures/database-seed.ts';
import { runDying } from '../fixtures/doomed-run.ts';
import { MeetingCompany } from '../fixtures/meeting-company.ts';
import { randomFrom } from '../fixtures/random.ts';

const ROUNDS = 50;

/** More queries than any run here asks. */
const MOST_QUERIES = 60;

let database: TestDatabase;
let world: MeetingCompany;
let onni: SeededUser;
let helmi: SeededUser;
let aino: SeededUser;

beforeAll(async () => {
  database = await freshDatabase();
});

afterAll(() => database.close());

beforeEach(async () => {
  world = await MeetingCompany.open(database);
  ({ onni, helmi, aino } = world.company.seeded);
});

afterEach(() => world.close());

/** As if users were locked out by the administrator, or let in again. */
async function setActive(user: SeededUser, isActive: boolean): Promise<void> {
  await database.pool.query('update users set is_active = $2 where id = $1', [user.id, isActive]);
}

describe('one meeting is one activity', () => {
  it('when the runs of all its people meet at once, in whatever order', { timeout: 240_000 }, async () => {
    const seed = Number(process.env.TAHTI_SEED ?? Date.now() % 1_000_000);
    console.info(`seed ${seed} (TAHTI_SEED=${seed} replays it)`);
    const random = randomFrom(seed);
    const everybody = [onni, helmi, aino];
    await world.switchOn(...everybody);
    const expected: string[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const [organiser, ...others] = everybody.toSorted(() => random() - 0.5) as [
        SeededUser,
        SeededUser,
        SeededUser,
      ];
      const name = `Meeting ${String(round).padStart(2, '0')}`;
      expected.push(name);
      await world.people.call(
        organiser,
        name,
        others.map(({ email }) => email),
        24 + round,
      );
      const crowd = [...everybody, ...everybody.slice(Math.floor(random() * 3))].toSorted(
        () => random() - 0.5,
      );
      await Promise.all([...new Set(crowd)].map((user) => world.company.run(user)));
    }
    await world.settle(...everybody);
    expect(await world.standing()).toEqual(expected);
    for (const user of everybody) {
      expect((await world.seen(user)).map(({ name }) => name).toSorted()).toEqual(expected);
      expect(await world.company.itemSubjects(user)).toEqual(expected);
    }
    await world.expectRest(...everybody);
  });

  /** Calls a meeting, lets Helmi's run die at every query in turn, and hands on to what follows. */
  async function dieEverywhere(then: (name: string) => Promise<void>, every = 1): Promise<void> {
    await world.switchOn(helmi, aino);
    for (let queries = 2; queries < MOST_QUERIES; queries += every) {
      const name = `Meeting ${queries}`;
      await world.people.call(onni, name, [helmi.email, aino.email], 24 + queries);
      const died = await runDying(world.company, helmi, queries);
      await then(name);
      expect((await world.standing()).filter((one) => one === name)).toEqual([name]);
      if (!died) return;
    }
    throw new Error('the run never came to its end');
  }

  it('wherever the first run dies, when it is made up for later', { timeout: 240_000 }, async () => {
    await dieEverywhere(async () => {
      await world.company.runWell(aino);
      await world.settle(helmi, aino);
    }, 2);
    expect((await world.seen(helmi)).length).toBe((await world.seen(aino)).length);
    await world.expectRest(helmi, aino);
  });

  it('wherever the first run dies, when its user switches off for good', { timeout: 240_000 }, async () => {
    await dieEverywhere(async (name) => {
      await world.company.switchOff(helmi, 'keep');
      await world.company.runWell(aino);
      await world.company.runWell(aino);
      expect((await world.seen(aino)).map((one) => one.name)).toContain(name);
      await world.company.switchOn(helmi);
      await world.settle(helmi, aino);
    });
    await world.expectRest(helmi, aino);
  });

  it('wherever the first run dies, when its user is locked out', { timeout: 240_000 }, async () => {
    await dieEverywhere(async (name) => {
      await setActive(helmi, false);
      await world.company.runWell(aino);
      await world.company.runWell(aino);
      expect((await world.seen(aino)).map((one) => one.name)).toContain(name);
      await setActive(helmi, true);
      await world.settle(helmi, aino);
    }, 3);
    await world.expectRest(helmi, aino);
  });
});
