/**
 * The demo, and another client at work in Onni's mailbox over EWS: from sending each change to the activity's
 * showing it, over the API. Prints one line of JSON; times are milliseconds. The sweep is kept away, so that
 * only notifications can bring a change. `TAHTI_BENCH_CHANGES` (100).
 */
import { availableParallelism, loadavg } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import type { ActivityView } from '../src/http/contract.ts';
import { ApiClient } from '../test/fixtures/api-client.ts';
import { startDemo, temporaryFolder } from '../test/fixtures/demo.ts';
import { Outlook } from '../test/fixtures/outlook.ts';

const CHANGES = Number(process.env.TAHTI_BENCH_CHANGES ?? 100);
const MAILBOX = 'onni.virtanen@esimerkki.example';
const GOAL = 1000;
const HOUR = 3_600_000;

const folder = await temporaryFolder();
try {
  const demo = await startDemo({ mode: 'ready', data: folder.path, env: { TAHTI_SWEEP_SECONDS: '3600' } });
  try {
    await untilListened(demo.sandbox);
    const times = await measure(demo);
    const p95 = percentile(times, 0.95);
    const percentiles = { p50: percentile(times, 0.5), p95, most: percentile(times, 1) };
    console.log(
      JSON.stringify({
        bench: 'notifications',
        changes: times.length,
        ...percentiles,
        goal: GOAL,
        met: p95 <= GOAL,
        load: loadPerCore(),
      }),
    );
  } finally {
    await demo.stop();
  }
} finally {
  await folder.remove();
}

/** Changes one entry again and again, each time when the change before has arrived. */
async function measure({ web, sandbox }: { web: string; sandbox: string }): Promise<number[]> {
  const onni = await ApiClient.signIn(web, MAILBOX);
  const outlook = new Outlook({
    sandboxUrl: sandbox,
    address: MAILBOX,
    password: 'tahti-demo',
    schema: 'Exchange2016',
  });
  const id = await outlook.create(entry('Change 0'));
  await untilShown(onni, 'Change 0');
  const times: number[] = [];
  for (let n = 1; n <= CHANGES; n++) {
    const before = performance.now();
    await outlook.update(id, { subject: `Change ${n}` });
    await untilShown(onni, `Change ${n}`);
    times.push(performance.now() - before);
  }
  return times;
}

function entry(subject: string): Parameters<Outlook['create']>[0] {
  const start = Math.ceil(Date.now() / HOUR) * HOUR + 5 * HOUR;
  return {
    subject,
    time: {
      kind: 'timed',
      start: new Date(start).toISOString(),
      end: new Date(start + HOUR).toISOString(),
      zone: 'Europe/Helsinki',
    },
    location: '',
    text: '',
    html: null,
    isPrivate: false,
    busy: 'busy',
    activityType: null,
    categories: [],
    reminder: null,
    participants: [],
    recurrence: null,
  };
}

async function untilListened(sandbox: string): Promise<void> {
  for (let tries = 0; tries < 1500; tries++) {
    const shown = (await (await fetch(`${sandbox}/sandbox/notifications`)).json()) as {
      subscriptions: { mailbox: string; streaming: boolean }[];
    };
    if (shown.subscriptions.some(({ mailbox, streaming }) => mailbox === MAILBOX && streaming)) return;
    await pause(20);
  }
  throw new Error('nobody listened to the mailbox within 30 s');
}

async function untilShown(onni: ApiClient, subject: string): Promise<void> {
  const from = new Date(Date.now() - HOUR).toISOString();
  const to = new Date(Date.now() + 48 * HOUR).toISOString();
  for (let tries = 0; tries < 3000; tries++) {
    const found = await onni.call<ActivityView[]>('GET', `/api/activities?from=${from}&to=${to}`);
    if (found.some((activity) => activity.subject === subject)) return;
    await pause(10);
  }
  throw new Error(`"${subject}" did not reach the activity within 30 s`);
}

/** How many processes wanted each core while it was measured: above 1 the machine was busy with others. */
function loadPerCore(): number {
  return Math.round(((loadavg()[0] ?? 0) / availableParallelism()) * 10) / 10;
}

function percentile(times: readonly number[], share: number): number {
  const sorted = [...times].sort((a, b) => a - b);
  return Math.round(sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0);
}
