/**
 * Tahti alone, in a process of its own, so that its processor time and memory are nobody else's. `prepare` makes
 * the company (and its activities) in a folder; `run` synchronizes for the first time, hears its own writes back,
 * runs with nothing to do, and once after each of three single changes. Prints one line of JSON (`Measured`).
 *
 * Arguments: `prepare` or `run`, folder, the sandbox's address, how many activities, PostgreSQL's address.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Trigger } from '../../src/model/trigger.ts';
import { createActivities } from '../../src/store/activities/create-activities.ts';
import { openDatabase } from '../../src/store/database.ts';
import { migrate } from '../../src/store/migrate.ts';
import type { RunResult } from '../../src/sync/run-sync.ts';
import { Company } from '../../test/fixtures/company.ts';
import type { SeededOrganization } from '../../test/fixtures/database-seed.ts';
import { activityOf, plannedEntries } from './calendar.ts';

/** What one run asked of the server: how many requests of each operation. */
export type Requests = Readonly<Record<string, number>>;

/** What the measured process tells. */
export interface Measured {
  readonly seconds: number;
  readonly processorSeconds: number;
  readonly peakMegabytes: number;
  readonly created: number;
  /** Number of the log's last request before the first synchronization, and after it. */
  readonly log: { readonly from: number; readonly to: number };
  readonly noop: Requests;
  readonly oneChange: { readonly entry: Requests; readonly occurrence: Requests; readonly deleted: Requests };
}

const LONGEST = 600_000;
const ADDED_AT_ONCE = 500;
const silent = { info() {}, warn() {}, error() {} };

const [stage = '', folder = '', sandboxUrl = '', activities = '0', databaseUrl = ''] = process.argv.slice(2);
const file = join(folder, 'company.json');
const seeded = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as SeededOrganization) : undefined;

const database = await openDatabase({
  dataDir: join(folder, 'database'),
  log: silent,
  ...(databaseUrl && { databaseUrl }),
});
await migrate(database, silent);
const company = await Company.open(database, {
  sandboxUrl,
  keyFile: join(folder, 'secret.key'),
  ...(seeded && { seeded }),
});
const { onni } = company.seeded;
if (stage === 'prepare') await prepare(Number(activities));
else console.log(JSON.stringify(await measure()));
await company.close();
await database.close();

async function prepare(count: number): Promise<void> {
  writeFileSync(file, JSON.stringify(company.seeded));
  const { types } = company.seeded;
  const all = plannedEntries(count).map((planned) => activityOf(planned, onni.id, types));
  for (let at = 0; at < all.length; at += ADDED_AT_ONCE)
    await createActivities(database.db, company.organizationId, all.slice(at, at + ADDED_AT_ONCE), onni.id);
  await company.switchOn(onni);
}

async function measure(): Promise<Measured> {
  const from = await company.exchange.latestRequest();
  const before = process.cpuUsage();
  const started = performance.now();
  const { counts } = await run('switchedOn');
  const seconds = (performance.now() - started) / 1000;
  const { user, system } = process.cpuUsage(before);
  const peakMegabytes = Math.round(process.resourceUsage().maxRSS / 1024);
  const to = await company.exchange.latestRequest();
  // Hears its own writes back.
  await run('sweep');
  return {
    seconds,
    processorSeconds: (user + system) / 1e6,
    peakMegabytes,
    created: counts.createdActivities + counts.createdInMailbox,
    log: { from, to },
    noop: await requestsOf(() => run('sweep')),
    oneChange: await singleChanges(),
  };
}

/** One entry changed in Exchange, then one occurrence, then one occurrence deleted. */
async function singleChanges(): Promise<Measured['oneChange']> {
  const { exchange } = company;
  const items = await exchange.items(onni.email);
  const single = items.find(({ recurrence }) => !recurrence);
  const master = items.find(({ recurrence }) => recurrence);
  if (!single || !master) throw new Error('the calendar has no single entry or no series');
  const field = 'calendar:Location';
  const value = '<t:Location>Muualla</t:Location>';
  await exchange.change(onni.email, single, field, value);
  const entry = await requestsOf(() => run('sweep'));
  await exchange.changeOccurrence(onni.email, { master, index: 2 }, field, value);
  const occurrence = await requestsOf(() => run('sweep'));
  await exchange.deleteOccurrence(onni.email, { master, index: 4 });
  const deleted = await requestsOf(() => run('sweep'));
  return { entry, occurrence, deleted };
}

async function run(trigger: Trigger): Promise<RunResult> {
  const request = { organizationId: company.organizationId, userId: onni.id, trigger };
  const result = await company.engine.runNow(request, AbortSignal.timeout(LONGEST));
  if (result?.outcome.state !== 'succeeded') throw new Error(`the run ended as ${JSON.stringify(result)}`);
  return result;
}

async function requestsOf(work: () => Promise<unknown>): Promise<Requests> {
  const since = await company.exchange.latestRequest();
  await work();
  const counted: Record<string, number> = {};
  for (const operation of await company.exchange.operations(onni.email, since))
    counted[operation] = (counted[operation] ?? 0) + 1;
  return counted;
}
