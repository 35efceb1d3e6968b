import { setTimeout as pause } from 'node:timers/promises';
import type { RunResult } from '../sync/run-sync.ts';
import type { MailboxRun, RunQueue, TakenRun } from './queue.ts';
import { RunLease, renewLeases } from './run-lease.ts';

/** How often a busy mailbox is asked for again (milliseconds). */
const ASK_EVERY = 250;

/** How often the run gives a sign of life (milliseconds). */
const TOUCH_EVERY = 5000;

/**
 * One run in this process, for the command line. It has its turn as every other run: while another process
 * synchronizes the mailbox it waits, until `signal` ends its patience.
 */
export async function runNow(
  queue: Pick<RunQueue, 'claim' | 'settle' | 'touch'>,
  run: (taken: TakenRun, signal: AbortSignal) => Promise<RunResult | null>,
  request: MailboxRun,
  signal: AbortSignal,
): Promise<RunResult | null> {
  let taken = await queue.claim(request);
  while (!taken) {
    await pause(ASK_EVERY, undefined, { signal });
    taken = await queue.claim(request);
  }
  const mine = taken;
  const lease = new RunLease(signal);
  const leases = new Map([[mine, lease]]);
  const alive = setInterval(() => renewLeases(queue, leases).catch(() => {}), TOUCH_EVERY);
  try {
    return await run(mine, lease.signal);
  } finally {
    clearInterval(alive);
    await queue.settle(mine);
  }
}
