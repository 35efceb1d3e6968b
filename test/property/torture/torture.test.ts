import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabases } from './databases.ts';
import { Torture } from './torture.ts';

/** Seeds that are told every time; the last story has a seed of its own, which `TAHTI_SEED` repeats. */
const SEEDS = [4, 7, 8, 9, 10, 11, 12];
const fresh = Number(process.env.TAHTI_SEED ?? Date.now() % 2 ** 31);

let torture: Torture;
beforeAll(async () => {
  torture = new Torture(await openDatabases('pglite'));
});
afterAll(() => torture.close());

describe('a company whose people, servers and processes do as they like', () => {
  it.each([...SEEDS, fresh])(
    'comes to rest with nothing lost, doubled or different (seed %i)',
    async (seed) => {
      const tally = await torture.tell({ seed, users: 3 + (seed % 3), chapters: 3 });
      console.info(`torture seed ${seed}: ${JSON.stringify(tally)}`);
      expect(tally.calms).toBe(3);
    },
  );

  it('does so as well when its workers are processes that are killed', async () => {
    const tally = await torture.tellWithKills({ seed: fresh, users: 3, chapters: 3 });
    console.info(`torture with kills, seed ${fresh}: ${JSON.stringify(tally)}`);
    expect(tally.calms).toBe(3);
  });
});
