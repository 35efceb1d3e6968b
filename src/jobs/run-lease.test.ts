import { describe, expect, it } from 'vitest';
import type { TakenRun } from './queue.ts';
import { RunLease, renewLeases } from './run-lease.ts';

const RUN: TakenRun = { organizationId: 'one', userId: 'onni', trigger: 'sweep', jobId: 'job' };
const NEVER = new AbortController().signal;

/** A run under way, a clock that the test moves, and a queue that answers as it says. */
function under() {
  const clock = { now: 0 };
  const now = () => clock.now;
  const lease = new RunLease(NEVER, now);
  const renew = (touch: () => Promise<ReadonlySet<string>>) =>
    renewLeases({ touch }, new Map([[RUN, lease]]), now);
  return { clock, lease, renew };
}

const known = async () => new Set(['job']);
const unreachable = async () => {
  throw new Error('the database is away');
};

describe('the lease of a run', () => {
  it('goes on while signs of life are taken', async () => {
    const { clock, lease, renew } = under();
    for (clock.now = 0; clock.now < 60_000; clock.now += 5_000) await renew(known);
    expect(lease.signal.aborted).toBe(false);
  });

  it('is lost when the queue has given the run to another', async () => {
    const { lease, renew } = under();
    await renew(async () => new Set());
    expect(lease.signal.reason).toMatchObject({ name: 'LeaseLost' });
  });

  it('is lost after ten seconds without a sign of life that was taken', async () => {
    const { clock, lease, renew } = under();
    for (clock.now = 5_000; clock.now <= 10_000; clock.now += 5_000) await renew(unreachable).catch(() => {});
    expect(lease.signal.aborted).toBe(false);
    await renew(unreachable).catch(() => {});
    expect(lease.signal.aborted).toBe(true);
  });

  it('is lost when the process slept, before the queue is even asked', async () => {
    const { clock, lease, renew } = under();
    clock.now = 20_000;
    let wasAborted = false;
    await renew(async () => {
      wasAborted = lease.signal.aborted;
      return new Set(['job']);
    });
    expect(wasAborted).toBe(true);
  });

  it('ends with the process, too', () => {
    const stop = new AbortController();
    const lease = new RunLease(stop.signal);
    stop.abort();
    expect(lease.signal.aborted).toBe(true);
  });
});
