import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterEach, describe, expect, it } from 'vitest';
import { until } from '../../test/fixtures/until.ts';
import type { TakenRun } from './queue.ts';
import { Worker } from './worker.ts';

const silent = { info() {}, warn() {}, error() {} };

/** A queue in memory with the real one's promise: what it gives out is nobody else's. */
class MemoryQueue {
  waiting: TakenRun[] = [];
  settled: string[] = [];
  #wake: () => void = () => {};

  add(organizationId: string, userId: string): void {
    this.waiting.push({ organizationId, userId, trigger: 'sweep', jobId: `${organizationId}:${userId}` });
    this.#wake();
  }

  async take(passOver: readonly string[]): Promise<TakenRun | null> {
    const at = this.waiting.findIndex((run) => !passOver.includes(run.organizationId));
    return at < 0 ? null : (this.waiting.splice(at, 1)[0] ?? null);
  }

  async settle(run: TakenRun): Promise<void> {
    this.settled.push(run.jobId);
  }

  async touch(runs: readonly TakenRun[]): Promise<ReadonlySet<string>> {
    return new Set(runs.map(({ jobId }) => jobId));
  }

  async clearDead(): Promise<void> {}

  onArrival(listener: () => void): () => void {
    this.#wake = listener;
    return () => {
      this.#wake = () => {};
    };
  }
}

/** Runs that end when the test says so. */
class Gate {
  readonly begun: string[] = [];
  readonly #ends = new Map<string, () => void>();
  #onBegin: () => void = () => {};

  run = (run: TakenRun, signal: AbortSignal): Promise<void> => {
    this.begun.push(run.jobId);
    this.#onBegin();
    return new Promise((resolve, reject) => {
      this.#ends.set(run.jobId, resolve);
      signal.addEventListener('abort', () => reject(signal.reason));
    });
  };

  end(jobId: string): void {
    this.#ends.get(jobId)?.();
  }

  /** Resolves when so many runs have begun. */
  async until(count: number): Promise<void> {
    while (this.begun.length < count)
      await new Promise<void>((resolve) => {
        this.#onBegin = resolve;
      });
  }
}

let worker: Worker | null = null;
afterEach(() => worker?.stop(0));

function start(concurrency: number) {
  const queue = new MemoryQueue();
  const gate = new Gate();
  worker = new Worker({ queue, run: gate.run, concurrency, log: silent });
  return { queue, gate, worker };
}

/** In a process of its own, since a worker that spins leaves nothing of this one to tell of it. */
const FULL_AND_CALLED = `
  import { Worker } from ${JSON.stringify(new URL('./worker.ts', import.meta.url).href)};
  const run = { organizationId: 'a', userId: '1', trigger: 'sweep', jobId: 'a:1' };
  const waiting = [run];
  let call = () => {};
  const queue = {
    take: async () => waiting.shift() ?? null,
    settle: async () => {},
    touch: async () => new Set(),
    clearDead: async () => {},
    onArrival: (listener) => { call = listener; return () => {}; },
  };
  let begun;
  const hasBegun = new Promise((resolve) => { begun = resolve; });
  const work = () => { begun(); return new Promise(() => {}); };
  const worker = new Worker({ queue, run: work, concurrency: 1, log: console });
  worker.start();
  await hasBegun;
  call();
  setImmediate(() => process.exit(0));
`;

describe('the worker', () => {
  it('leaves the process to others when it is called with every place taken', async () => {
    const args = ['--input-type=module', '--eval', FULL_AND_CALLED];
    await expect(promisify(execFile)(process.execPath, args, { timeout: 20_000 })).resolves.toBeDefined();
  });

  it('begins a run as soon as it arrives, and the next when a place is free', async () => {
    const { queue, gate, worker } = start(2);
    worker.start();
    for (const user of ['a', 'b', 'c']) queue.add(user === 'c' ? 'two' : 'one', user);
    await gate.until(2);
    expect(gate.begun).toEqual(['one:a', 'two:c']);
    gate.end('one:a');
    await gate.until(3);
    expect(gate.begun[2]).toBe('one:b');
  });

  it('leaves a place for others, however much one organization has waiting', async () => {
    const { queue, gate, worker } = start(4);
    for (let n = 0; n < 10; n++) queue.add('large', `user-${n}`);
    worker.start();
    await gate.until(3);
    queue.add('small', 'aino');
    await gate.until(4);
    expect(gate.begun[3]).toBe('small:aino');
    expect(queue.waiting).toHaveLength(7);
  });

  it('takes nothing of an organization that has to wait', async () => {
    const queue = new MemoryQueue();
    const gate = new Gate();
    worker = new Worker({ queue, run: gate.run, concurrency: 4, paused: async () => ['busy'], log: silent });
    queue.add('busy', 'onni');
    queue.add('other', 'aino');
    worker.start();
    await gate.until(1);
    expect([gate.begun, queue.waiting.length]).toEqual([['other:aino'], 1]);
  });

  it('settles a run also when it ends badly, and goes on', async () => {
    const queue = new MemoryQueue();
    const seen: string[] = [];
    let done = () => {};
    const both = new Promise<void>((resolve) => {
      done = resolve;
    });
    worker = new Worker({
      queue,
      concurrency: 1,
      log: silent,
      run: async ({ jobId }) => {
        seen.push(jobId);
        if (seen.length === 2) done();
        throw new Error('broken');
      },
    });
    queue.add('one', 'a');
    queue.add('one', 'b');
    worker.start();
    await both;
    await worker.stop(1000);
    expect(queue.settled).toEqual(['one:a', 'one:b']);
  });

  it('waits for what is under way when it is stopped, and takes nothing more', async () => {
    const { queue, gate, worker } = start(1);
    queue.add('one', 'a');
    queue.add('one', 'b');
    worker.start();
    await gate.until(1);
    const stopped = worker.stop(10_000);
    gate.end('one:a');
    await stopped;
    expect(gate.begun).toEqual(['one:a']);
    expect(queue.settled).toEqual(['one:a']);
  });

  it('says where a run broke, and never in the words of the error, which may quote an entry', async () => {
    const told: unknown[] = [];
    const queue = new MemoryQueue();
    worker = new Worker({
      queue,
      concurrency: 1,
      log: { ...silent, error: (fields: object) => void told.push(fields) },
      run: async () => {
        throw new Error('Dentist at\n  at noon with Aino');
      },
    });
    queue.add('one', 'a');
    worker.start();
    await until(() => queue.settled.length === 1);
    expect(JSON.stringify(told)).not.toContain('Aino');
    expect(told).toMatchObject([
      { error: 'Error', at: expect.arrayContaining([expect.stringContaining('worker.test')]) },
    ]);
  });

  it('tells runs to stop when its patience is over', async () => {
    const { queue, gate, worker } = start(1);
    queue.add('one', 'a');
    worker.start();
    await gate.until(1);
    await worker.stop(10);
    expect(queue.settled).toEqual(['one:a']);
  });
});
