import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabases } from './databases.ts';
import { usualOptions } from './story.ts';
import { Torture } from './torture.ts';

/**
 * Seeds that are told every time, with copies and with invitations, asked for runs and listening (`usualOptions`); the
 * last story has a seed of its own, which `TAHTI_SEED` repeats.
 */
const SEEDS = [4, 7, 8, 10, 12];
const ON_POSTGRES = 11;
const fresh = Number(process.env.TAHTI_SEED ?? Date.now() % 2 ** 31);

const chapters = 3;

let torture: Torture;
let onPostgres: Torture;
beforeAll(async () => {
  torture = new Torture(await openDatabases('pglite'));
  onPostgres = new Torture(await openDatabases('postgres'));
});
afterAll(async () => {
  await torture.close();
  await onPostgres.close();
});

describe('a company whose people, servers and processes do as they like', () => {
  it.each([...SEEDS, fresh])(
    'comes to rest with nothing lost, doubled or different (seed %i)',
    async (seed) => {
      const tally = await torture.tell({ seed, ...usualOptions(seed), chapters });
      console.info(`torture seed ${seed}: ${JSON.stringify(tally)}`);
      expect(tally.calms).toBe(3);
    },
  );

  it('does so as well when its workers are processes that are killed', async () => {
    const tally = await torture.tellWithKills({ seed: fresh, ...usualOptions(fresh), users: 3, chapters });
    console.info(`torture with kills, seed ${fresh}: ${JSON.stringify(tally)}`);
    expect(tally.calms).toBe(3);
  });

  it('does so on PostgreSQL, too, where a killed worker leaves its connections behind', async () => {
    const seed = ON_POSTGRES;
    const tally = await onPostgres.tellWithKills({ seed, ...usualOptions(seed), users: 3, chapters });
    console.info(`torture with kills on PostgreSQL, seed ${seed}: ${JSON.stringify(tally)}`);
    expect(tally.calms).toBe(3);
  });
});
