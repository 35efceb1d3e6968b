import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { freshDatabase, type TestDatabase } from '../fixtures/database.ts';

/** How often the process is killed, and how many entries it adds on each side before each death. */
const DEATHS = 10;
const ENTRIES = 30;

/** A death comes within this time after the entries were added (milliseconds). */
const LONGEST_LIFE = 700;

const seed = Number(process.env.TAHTI_SEED ?? Date.now() % 2 ** 31);
const script = fileURLToPath(new URL('../fixtures/mortal-company.ts', import.meta.url));

let folder: string;
let database: TestDatabase | null = null;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tahti-kill-'));
  // The embedded database is made in the folder by the process that dies; PostgreSQL outlives it.
  if (process.env.TAHTI_TEST_DATABASE === 'postgres') database = await freshDatabase();
});

afterAll(async () => {
  await database?.close();
  await rm(folder, { recursive: true, force: true });
});

it('a process killed at ten random moments leaves both calendars and the links whole', async () => {
  console.info(`sync-kill seed ${seed}`);
  const random = randomFrom(seed);
  for (let death = 0; death < DEATHS; death++) {
    const child = start(String(death));
    await says(child, 'added');
    await pause(random() * LONGEST_LIFE);
    child.kill('SIGKILL');
    await once(child, 'exit');
    await forgetDeadWorker();
  }
  const child = start('finish');
  const { activities, items, links } = JSON.parse(await says(child, '{'));
  await once(child, 'exit');
  const wanted = Array.from({ length: DEATHS }, (_, round) =>
    Array.from({ length: ENTRIES }, (_, n) => [`Activity ${round}.${n}`, `Item ${round}.${n}`]),
  )
    .flat(2)
    .sort();
  expect(items.toSorted()).toEqual(wanted);
  expect(activities.toSorted()).toEqual(wanted);
  expect(links).toBe(wanted.length);
}, 240_000);

function start(round: string): ChildProcess {
  const url = database?.url ? [database.url] : [];
  return spawn(process.execPath, [script, folder, round, String(ENTRIES), ...url], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

/** The first line that begins so; fails when the process ends without having said it. */
async function says(child: ChildProcess, beginning: string): Promise<string> {
  let heard = '';
  for await (const chunk of child.stdout ?? []) {
    heard += String(chunk);
    const line = heard.split('\n').find((one, at, all) => at < all.length - 1 && one.startsWith(beginning));
    if (line !== undefined) return line;
  }
  throw new Error(`the process ended without saying ${beginning}: ${heard}`);
}

/** On PostgreSQL a dead worker's run is freed when it has given no sign of life: the test lets time pass. */
async function forgetDeadWorker(): Promise<void> {
  await database?.pool.query(
    `update pgboss.job set heartbeat_on = heartbeat_on - interval '1 hour' where state = 'active'`,
  );
}

/** Numbers from 0 to 1 that follow from the seed (mulberry32). */
function randomFrom(start: number): () => number {
  let state = start;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
