/** Runs that die: inside this process, and with a process of their own that is killed. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { createEngine } from '../../../src/jobs/create-engine.ts';
import { until } from '../../fixtures/until.ts';
import { DyingDatabase } from './dying-database.ts';
import { disturbed, requestOf } from './runs.ts';
import type { Dweller, Town } from './town.ts';
import type { Happening } from './trouble.ts';
import type { WorkerOrder } from './worker-process.ts';

/** The engines of doomed runs are made as the company's own. */
export const DOOMED_CONFIG = {
  work: false,
  concurrency: 4,
  sweepSeconds: 10,
  retentionDays: 180,
  notifications: false,
  ews: { retry: { attempts: 1 } },
} as const;

const silent = { info() {}, warn() {}, error() {} };

/** A usual run asks its database some ten times, and once or twice for each entry that it writes. */
const MOST_QUERIES = 45;

/** Database and network are taken from a run in its middle; nothing of what it knew is left. */
export const dieInside: Happening = async (town) => {
  const dweller = town.someone();
  const { company } = town;
  const end = new AbortController();
  const database = new DyingDatabase(town.database, () => end.abort());
  const engine = createEngine({
    database,
    secretKey: company.secretKey,
    log: silent,
    now: company.now,
    config: DOOMED_CONFIG,
  });
  await engine.start();
  const queries = town.chance.int(3, MOST_QUERIES);
  database.diesAfter(queries);
  const survived = await engine.runNow(requestOf(town, dweller), end.signal).catch((error: unknown) => {
    if (!database.isDead) throw error;
    return null;
  });
  await engine.stop(0).catch(() => {});
  await forgetDeadRuns(town);
  disturbed(town, dweller);
  if (database.isDead) town.tally.deaths += 1;
  const how = database.isDead ? `dies at query ${queries}` : `ends (${survived?.outcome.state})`;
  town.tell(`a run of ${town.nameOf(dweller)} ${how}`);
  return true;
};

/** What a dead process had taken is given out again when it gives no sign of life; time is let pass for that. */
async function forgetDeadRuns(town: Town): Promise<void> {
  await town.database.pool.query(`delete from pgboss.job where state = 'active'`);
}

const WORKER = fileURLToPath(new URL('./worker-process.ts', import.meta.url));

/** Milliseconds for each answer of the server, so that there is a middle to be killed in. */
const LATENCY = 8;

/** A process synchronizes everybody and is killed at a request of its own that is drawn. */
export const killWorker: Happening = async (town) => {
  const { keeping, company } = town;
  if (!keeping) return false;
  const dwellers = town.chance.shuffled(town.dwellers);
  await company.engine.stop(0);
  if (!keeping.database.url) await town.database.close();
  await company.exchange.control('POST', 'server', { latencyMs: LATENCY });
  const child = start(town, dwellers);
  const exit = once(child, 'exit');
  await town.exchangeLog.news();
  const since = `requests?since=${town.exchangeLog.seen}`;
  const requests = town.chance.int(1, 14);
  const hasAsked = async () =>
    ((await company.exchange.control('GET', since)) as object[]).length >= requests;
  await Promise.race([exit, until(async () => child.exitCode !== null || (await hasAsked()))]);
  const isKilled = child.kill('SIGKILL');
  await exit;
  await company.exchange.control('POST', 'server', { latencyMs: 0 });
  if (!keeping.database.url) town.database.swap(await keeping.database.open());
  await forgetDeadRuns(town);
  await company.restartEngine();
  for (const dweller of dwellers) disturbed(town, dweller);
  if (isKilled) town.tally.kills += 1;
  town.tell(`a worker is ${isKilled ? `killed after ${requests} requests` : 'done before it is killed'}`);
  return true;
};

function start(town: Town, dwellers: readonly Dweller[]): ChildProcess {
  const { keeping, company } = town;
  const order: WorkerOrder = {
    folder: keeping?.database.folder ?? '',
    databaseUrl: keeping?.database.url ?? null,
    keyFile: keeping?.keyFile ?? '',
    clockOffset: company.clockOffset,
    requests: dwellers.map((dweller) => requestOf(town, dweller)),
  };
  return spawn(process.execPath, [WORKER, JSON.stringify(order)], {
    stdio: ['ignore', 'inherit', 'inherit'],
  });
}
