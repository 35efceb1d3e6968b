/**
 * The first synchronization of a full calendar into an empty side, over EWS, with a delay before each answer;
 * mailbox to activities and activities to mailbox. The sandbox and Tahti have a process each. Prints one line of
 * JSON with what it took, the floor that the protocol sets (`first-sync/floor.ts`) and the ratio of the two; then
 * what a run with nothing to do and runs after single changes asked of the server.
 *
 * `--entries N` (10000), `--delay MS` (20), `--direction toActivities|toMailbox` (both), `--postgres` (a server of
 * its own instead of the embedded database).
 */
import { execFile } from 'node:child_process';
import { availableParallelism, loadavg } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs, promisify } from 'node:util';
import { TRANSPORT_LIMITS } from '../src/sides/ews/transport.ts';
import { startProcess, temporaryFolder } from '../test/fixtures/demo.ts';
import { type ExchangeServer, exchangeAt } from '../test/fixtures/exchange-server.ts';
import { startPostgres } from '../test/fixtures/postgres-server.ts';
import { itemOf, plannedEntries } from './first-sync/calendar.ts';
import {
  capturedRequests,
  type Floor,
  floorOf,
  measureService,
  neededToRead,
  neededToWrite,
  type Replay,
} from './first-sync/floor.ts';
import type { Measured } from './first-sync/tahti.ts';

const { values } = parseArgs({
  options: {
    entries: { type: 'string', default: '10000' },
    delay: { type: 'string', default: '20' },
    direction: { type: 'string' },
    postgres: { type: 'boolean', default: false },
  },
});
const entries = Number(values.entries);
const delay = Number(values.delay);
const tahti = fileURLToPath(new URL('./first-sync/tahti.ts', import.meta.url));
const run = promisify(execFile);

const ONNI = 'onni.virtanen@esimerkki.example';
const EMPTY = 'empty@esimerkki.example';
const ADDED_AT_ONCE = 500;
const CAPTURES = 'captures';
/** For a look with the profiler, say `--cpu-prof`. */
const FLAGS = (process.env.TAHTI_BENCH_NODE_FLAGS ?? '').split(' ').filter((flag) => flag !== '');

type Direction = 'toActivities' | 'toMailbox';

const directions = (['toActivities', 'toMailbox'] as const).filter(
  (one) => values.direction === undefined || values.direction === one,
);
const measured: Record<string, object> = {};
for (const direction of directions) measured[direction] = await measure(direction);
const load = Math.round(((loadavg()[0] ?? 0) / availableParallelism()) * 10) / 10;
const database = values.postgres ? 'postgres' : 'embedded';
console.log(
  JSON.stringify({ bench: 'first-sync', entries, delayMs: delay, database, goal: 1.5, ...measured, load }),
);

/** Once to see what is sent and what it costs the server, and once, undisturbed by that, for the time. */
async function measure(direction: Direction): Promise<object> {
  const serviceMs = await synchronize(direction, 0, async ({ exchange, folder, first }) => {
    const captures = join(folder, CAPTURES);
    const sent = capturedRequests(captures).slice(0, first.log.to - first.log.from);
    await exchange.control('POST', 'capture', { directory: null });
    return measureService(sent, replayOf(exchange));
  });
  return synchronize(direction, delay, async ({ exchange, first }) => {
    const calendar = { entries, series: plannedEntries(entries).filter(({ isSeries }) => isSeries).length };
    const needed = direction === 'toMailbox' ? neededToWrite(calendar) : neededToRead(calendar);
    const floor = floorOf(needed, serviceMs, delay, TRANSPORT_LIMITS.perMailbox);
    return reportOf(first, floor, await traffic(exchange, first));
  });
}

interface Synchronized {
  readonly exchange: ExchangeServer;
  readonly folder: string;
  readonly first: Measured;
}

/** A company and an Exchange of its own, and the first synchronization between them. */
async function synchronize<T>(
  direction: Direction,
  latencyMs: number,
  look: (done: Synchronized) => Promise<T>,
): Promise<T> {
  await using parts = new AsyncDisposableStack();
  const { path: folder, remove } = await temporaryFolder();
  parts.defer(remove);
  const sandbox = await startProcess(['sandbox', '--empty', '--sandbox-port', '0', '--data', 'memory']);
  parts.defer(async () => void (await sandbox.stop()));
  const postgres = values.postgres ? await startPostgres() : null;
  parts.defer(async () => postgres?.stop());
  const exchange = await exchangeAt(sandbox.sandbox, [ONNI, EMPTY]);
  if (direction === 'toActivities') await fill(exchange);
  const activities = direction === 'toMailbox' ? String(entries) : '0';
  const command = (stage: 'prepare' | 'run') =>
    run(process.execPath, [...FLAGS, tahti, stage, folder, sandbox.sandbox, activities, postgres?.url ?? '']);
  await command('prepare');
  await exchange.control('POST', 'server', { latencyMs });
  if (latencyMs === 0) await exchange.control('POST', 'capture', { directory: join(folder, CAPTURES) });
  const { stdout } = await command('run');
  return await look({ exchange, folder, first: JSON.parse(stdout) as Measured });
}

async function fill(exchange: ExchangeServer): Promise<void> {
  const items = plannedEntries(entries).map(itemOf);
  for (let at = 0; at < items.length; at += ADDED_AT_ONCE)
    await exchange.control('POST', `mailboxes/${ONNI}/items`, items.slice(at, at + ADDED_AT_ONCE));
}

function replayOf({ ewsUrl, delegate: { userName, password } }: ExchangeServer): Replay {
  const authorization = `Basic ${Buffer.from(`${userName}:${password}`).toString('base64')}`;
  return { ewsUrl, authorization, mailbox: ONNI, empty: EMPTY };
}

interface Traffic {
  readonly requests: Record<string, number>;
  readonly bytesUp: number;
  readonly bytesDown: number;
}

/** What the server's own log says of the first synchronization. */
async function traffic(exchange: ExchangeServer, { log: { from, to } }: Measured): Promise<Traffic> {
  const logged = (await exchange.control('GET', `requests?since=${from}`)) as readonly {
    sequence: number;
    operation: string;
    requestBytes: number;
    answerBytes: number;
  }[];
  const sum: Traffic = { requests: {}, bytesUp: 0, bytesDown: 0 };
  return logged
    .filter(({ sequence }) => sequence <= to)
    .reduce(
      ({ requests, bytesUp, bytesDown }, { operation, requestBytes, answerBytes }) => ({
        requests: { ...requests, [operation]: (requests[operation] ?? 0) + 1 },
        bytesUp: bytesUp + requestBytes,
        bytesDown: bytesDown + answerBytes,
      }),
      sum,
    );
}

function reportOf(first: Measured, floor: Floor, { requests, bytesUp, bytesDown }: Traffic): object {
  const { seconds, processorSeconds, peakMegabytes, created, noop, oneChange } = first;
  const serviceMs = Object.entries(floor.serviceMs).map(([name, ms]) => [name, round(ms)]);
  return {
    seconds: round(seconds),
    floorSeconds: round(floor.seconds),
    ratio: round(seconds / floor.seconds),
    created,
    requests,
    needed: floor.needed,
    serviceMs: Object.fromEntries(serviceMs),
    bytesUp,
    bytesDown,
    processorSeconds: round(processorSeconds),
    peakMegabytes,
    noop,
    oneChange,
  };
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
