import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runDying } from '../fixtures/doomed-run.ts';
import { MovingCompany } from '../fixtures/moving-company.ts';
import { names } from '../fixtures/one-mailbox.ts';
import { randomFrom } from '../fixtures/random.ts';

/** How often a process dies in a test, and after how many queries at most. */
const DEATHS = 20;
const LONGEST_LIFE = 60;

const ENTRIES = names(12, 'Entry');
const OURS = names(8, 'Ours');

let moving: MovingCompany;
beforeEach(async () => {
  moving = await MovingCompany.open(false);
  const { company, onni } = moving;
  await company.exchange.add(
    onni.email,
    ENTRIES.map((subject) => ({ subject })),
  );
  for (const [at, name] of OURS.entries()) await company.addActivity(onni, name, 100 + at);
  await company.runWell(onni);
  await company.switchOn(company.seeded.helmi);
  await company.runWell(company.seeded.helmi);
});
afterEach(() => moving.close());

const seed = Number(process.env.TAHTI_SEED ?? Date.now() % 2 ** 31);
const random = randomFrom(seed);

describe('a process that dies', () => {
  it('while it looks has lost nothing: another goes on, and everybody is counted once', async () => {
    await moving.carryOver();
    await moving.prepare();
    let deaths = 0;
    for (let queries = 3; await moving.lookDying(queries); queries += 3) deaths += 1;
    expect(deaths).toBeGreaterThan(3);
    const move = await moving.latest();
    expect(move).toMatchObject({ state: 'looked', trouble: null });
    expect(move.users).toMatchObject({ all: 2, looked: 2, failed: 0, waiting: 0 });
    expect(move.counts).toMatchObject({ byMark: 8, byUid: 12, gone: 0, newActivities: 0, newInMailbox: 0 });
  });

  it('again and again after the confirmation leaves every entry once on both sides, and the links whole', async () => {
    console.info(`move-kill seed ${seed}`);
    const another = await moving.carryOver();
    const { company, onni } = moving;
    // Something to write in the first run there, on both sides.
    await another.add(onni.email, [{ subject: 'Theirs' }], 300);
    await moving.prepare();
    expect(await moving.lookDying(Number.MAX_SAFE_INTEGER)).toBe(false);
    const before = (await company.activities(onni)).map(({ id }) => id);
    await company.addActivity(onni, 'New', 301);
    expect((await moving.confirm((await moving.latest()).id)).status).toBe(200);
    for (let death = 0; death < DEATHS; death += 1)
      await runDying(company, onni, 1 + Math.floor(random() * LONGEST_LIFE));
    await company.runWell(onni);
    const expected = [...ENTRIES, 'New', ...OURS, 'Theirs'];
    expect(await company.activityNames(onni)).toEqual(expected);
    expect((await another.items(onni.email)).map(({ subject }) => subject).sort()).toEqual(expected);
    const after = (await company.activities(onni)).map(({ id }) => id);
    expect(after).toEqual(expect.arrayContaining(before));
    const links = await moving.database.db.selectFrom('links').select('itemId').execute();
    const there = (await another.items(onni.email)).map(({ id }) => id);
    expect(links.map(({ itemId }) => itemId).sort()).toEqual(there.sort());
  });
});
