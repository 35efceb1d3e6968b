/**
 * The first switching on of a full mailbox, over EWS, on the embedded database in a folder: everything in
 * one process, as in the demo. Prints one line of JSON. `--entries N` (2000), `--activities N` (0).
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openDatabase } from '../src/store/database.ts';
import { migrate } from '../src/store/migrate.ts';
import { Company } from '../test/fixtures/company.ts';

const { values } = parseArgs({
  options: {
    entries: { type: 'string', default: '2000' },
    activities: { type: 'string', default: '0' },
  },
});
const entries = Number(values.entries);
const activities = Number(values.activities);
const silent = { info() {}, warn() {}, error() {} };

const folder = await mkdtemp(join(tmpdir(), 'tahti-bench-'));
const database = await openDatabase({ dataDir: join(folder, 'database'), log: silent });
await migrate(database, silent);
const company = await Company.open(database, { sandboxFolder: join(folder, 'sandbox') });
const { onni } = company.seeded;

/** Highest resident memory seen, in bytes. */
let peak = 0;
const watch = setInterval(() => {
  peak = Math.max(peak, process.memoryUsage.rss());
}, 50);

for (let at = 0; at < entries; at += 500) {
  const some = Array.from({ length: Math.min(500, entries - at) }, (_, n) => ({
    subject: `Entry ${at + n}`,
  }));
  await company.exchange.add(onni.email, some, 24 + at);
}
for (let n = 0; n < activities; n++) await company.addActivity(onni, `Activity ${n}`, 24 + n);

await company.switchOn(onni);
const before = await company.exchange.latestRequest();
const started = performance.now();
const first = await company.runWell(onni, 'switchedOn');
const seconds = (performance.now() - started) / 1000;
const requests = (await company.exchange.operations(onni.email, before)).length;

const again = performance.now();
await company.runWell(onni, 'sweep');
const echoSeconds = (performance.now() - again) / 1000;
const quiet = performance.now();
await company.runWell(onni, 'sweep');
const quietSeconds = (performance.now() - quiet) / 1000;

clearInterval(watch);
console.log(
  JSON.stringify({
    bench: 'switch-on',
    entries,
    activities,
    seconds: round(seconds),
    entriesPerSecond: Math.round((entries + activities) / seconds),
    requests,
    created: first.counts.createdActivities + first.counts.createdInMailbox,
    echoSeconds: round(echoSeconds),
    quietSeconds: round(quietSeconds),
    peakMegabytes: Math.round(peak / 2 ** 20),
  }),
);

await company.close();
await database.close();
await rm(folder, { recursive: true, force: true });

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
