/**
 * The demo as a person meets it: time to the ready line (cold: a new data folder; warm: the same one
 * again), time from saving an activity to its standing in the mailbox, and resident memory after a minute.
 * Prints one line of JSON. Times are milliseconds, memory is MiB of the demo's process.
 */
import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { ApiClient } from '../test/fixtures/api-client.ts';
import { type RunningDemo, startDemo, temporaryFolder } from '../test/fixtures/demo.ts';

const ACTIVITIES = Number(process.env.TAHTI_BENCH_ACTIVITIES ?? 50);
const MAILBOX = 'onni.virtanen@esimerkki.example';

const folder = await temporaryFolder();
try {
  const cold = await startDemo({ mode: 'ready', data: folder.path });
  await cold.stop();
  const warm = await startDemo({ mode: 'ready', data: folder.path });
  const arrivals = await measureArrivals(warm);
  await pause(Math.max(0, 60_000 - process.uptime() * 1000));
  const memory = residentMiB(warm.pid);
  await warm.stop();
  const readyMillis = { cold: Math.round(cold.readyAfter), warm: Math.round(warm.readyAfter) };
  console.log(
    JSON.stringify({ bench: 'demo', readyMillis, arrivalMillis: percentiles(arrivals), memoryMiB: memory }),
  );
} finally {
  await folder.remove();
}

/** Saves activities one after the other and waits for each to stand in the mailbox. */
async function measureArrivals(demo: RunningDemo): Promise<number[]> {
  const onni = await ApiClient.signIn(demo.web, MAILBOX);
  const type = await onni.activityType('CalendarEntry');
  const times: number[] = [];
  for (let n = 0; n < ACTIVITIES; n++) {
    const start = Date.now() + n * 3_600_000;
    const time = {
      kind: 'timed' as const,
      start: new Date(start).toISOString(),
      end: new Date(start + 1_800_000).toISOString(),
      zone: 'Europe/Helsinki',
    };
    const subject = `Arrival ${n}`;
    const before = performance.now();
    await onni.createActivity({ subject, typeId: type.id, time });
    await untilInMailbox(demo.sandbox, subject);
    times.push(performance.now() - before);
  }
  return times;
}

async function untilInMailbox(sandbox: string, subject: string): Promise<void> {
  for (let tries = 0; tries < 1000; tries++) {
    const response = await fetch(`${sandbox}/sandbox/mailboxes/${MAILBOX}/items`);
    if ((await response.text()).includes(`"${subject}"`)) return;
    await pause(20);
  }
  throw new Error(`${subject} did not arrive in the mailbox within 20 s`);
}

function percentiles(times: readonly number[]): { p50: number; p95: number; most: number } {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number) =>
    Math.round(sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0);
  return { p50: at(0.5), p95: at(0.95), most: at(1) };
}

function residentMiB(pid: number): number {
  const kib = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Math.round(Number(kib) / 1024);
}
