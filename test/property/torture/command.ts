/**
 * `npm run torture -- --minutes 10 [--seed S] [--users 3..5] [--database postgres]`: random stories until the time
 * is over, or the one story of a seed. What is found is printed with its seed; the last line is one of JSON.
 */
import { parseArgs } from 'node:util';
import { openDatabases } from './databases.ts';
import { StoryFailed, usualOptions } from './story.ts';
import { addTally, noTally } from './tally.ts';
import { Torture } from './torture.ts';

const { values } = parseArgs({
  allowNegative: true,
  options: {
    minutes: { type: 'string', default: '5' },
    seed: { type: 'string' },
    users: { type: 'string' },
    chapters: { type: 'string', default: '3' },
    database: { type: 'string', default: 'pglite' },
    kills: { type: 'boolean' },
    invitations: { type: 'boolean' },
    listening: { type: 'boolean' },
  },
});

/** One story in so many has workers of its own that are killed. */
const KILLED = 6;

const torture = new Torture(await openDatabases(values.database === 'postgres' ? 'postgres' : 'pglite'));
const started = Date.now();
const sum = noTally();
const found: { seed: number; users: number; fault: string }[] = [];

const first = values.seed === undefined ? started % 2 ** 31 : Number(values.seed);
const isOne = values.seed !== undefined;
console.info(`torture: seeds from ${first} on`);
for (let at = 0; isOne ? at < 1 : Date.now() - started < Number(values.minutes) * 60_000; at += 1) {
  const seed = first + at;
  const usual = usualOptions(seed);
  const options = {
    seed,
    users: values.users === undefined ? usual.users : Number(values.users),
    isInviting: values.invitations ?? usual.isInviting,
    isListening: values.listening ?? usual.isListening,
    chapters: Number(values.chapters),
  };
  const { users } = options;
  const isKilled = values.kills ?? seed % KILLED === 0;
  try {
    const tally = await (isKilled ? torture.tellWithKills(options) : torture.tell(options));
    addTally(sum, tally);
    console.info(
      `seed ${seed}, ${users} users: all is well after ${tally.operations} operations, ${tally.runs} runs`,
    );
  } catch (error) {
    if (!(error instanceof StoryFailed)) throw error;
    console.error(error.message);
    found.push({ seed, users, fault: error.message.split('\n')[1] ?? '' });
  }
}
await torture.close();
const seconds = Math.round((Date.now() - started) / 1000);
for (const { seed, users, fault } of found) console.error(`seed ${seed} (${users} users): ${fault}`);
console.info(JSON.stringify({ seconds, ...sum, found: found.length, seeds: found.map(({ seed }) => seed) }));
process.exitCode = found.length > 0 ? 1 : 0;
