import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { freshDatabase, type TestDatabase } from '../../test/fixtures/database.ts';
import { type MailboxRun, RunQueue } from './queue.ts';

const silent = { info() {}, warn() {}, error() {} };

let database: TestDatabase;
let queue: RunQueue;

beforeAll(async () => {
  database = await freshDatabase();
  queue = new RunQueue(database, silent);
  await queue.start();
});

afterAll(async () => {
  await queue.stop();
  await database.close();
});

beforeEach(async () => {
  await database.pool.query('delete from pgboss.job');
});

const run = (user: string, changes: Partial<MailboxRun> = {}): MailboxRun => ({
  organizationId: 'one',
  userId: user,
  trigger: 'activitySaved',
  ...changes,
});

describe('the queue of runs', () => {
  it('takes a mailbox once, however often it was marked', async () => {
    for (let n = 0; n < 3; n++) await queue.enqueue(run('onni'));
    expect(await queue.take([])).toMatchObject(run('onni'));
    expect(await queue.take([])).toBeNull();
  });

  it('keeps a run that arrives while one is active, and gives it out after that one', async () => {
    await queue.enqueue(run('onni'));
    const first = await queue.take([]);
    for (let n = 0; n < 3; n++) await queue.enqueue(run('onni'));
    expect(await queue.take([])).toBeNull();
    expect(await queue.size()).toEqual({ waiting: 1, active: 1 });
    if (first) await queue.settle(first);
    expect(await queue.take([])).toMatchObject(run('onni'));
    expect(await queue.size()).toEqual({ waiting: 0, active: 1 });
  });

  it('knows a run by its sign of life only until it was given out anew', async () => {
    await queue.enqueue(run('onni'));
    const taken = await queue.take([]);
    if (!taken) throw new Error('nothing was taken');
    expect([...(await queue.touch([taken]))]).toEqual([taken.jobId]);
    await database.pool.query(`update pgboss.job set heartbeat_on = now() - interval '1 minute'`);
    await queue.clearDead();
    expect([...(await queue.touch([taken]))]).toEqual([]);
  });

  it('never gives two runs of one mailbox to workers that ask at once', async () => {
    for (let n = 0; n < 20; n++) await queue.enqueue(run(`user-${n % 5}`));
    const taken = await Promise.all(Array.from({ length: 20 }, () => queue.take([])));
    const users = taken.flatMap((one) => (one ? [one.userId] : []));
    expect(users.sort()).toEqual(['user-0', 'user-1', 'user-2', 'user-3', 'user-4']);
  });

  it('names what a person started also when a sweep was waiting already, and serves it first', async () => {
    await queue.enqueue(run('aino', { trigger: 'sweep' }));
    await queue.enqueue(run('onni', { trigger: 'sweep' }));
    await queue.enqueue(run('onni', { trigger: 'synchronizeNow' }));
    expect(await queue.take([])).toMatchObject({ userId: 'onni', trigger: 'synchronizeNow' });
    expect(await queue.take([])).toMatchObject({ userId: 'aino', trigger: 'sweep' });
  });

  it('does not let a sweep hide what a person started', async () => {
    await queue.enqueue(run('onni', { trigger: 'switchedOn' }));
    await queue.enqueue(run('onni', { trigger: 'sweep' }));
    expect(await queue.take([])).toMatchObject({ trigger: 'switchedOn' });
  });

  it('passes over organizations that have enough under way', async () => {
    await queue.enqueue(run('onni'));
    await queue.enqueue(run('helmi', { organizationId: 'two' }));
    expect(await queue.take(['one'])).toMatchObject({ organizationId: 'two' });
    expect(await queue.take(['one'])).toBeNull();
  });

  it('lets a command claim its very mailbox, but not beside a run that is active', async () => {
    await queue.enqueue(run('aino'));
    await queue.enqueue(run('onni'));
    const mine = await queue.claim(run('onni', { trigger: 'commandLine' }));
    expect(mine).toMatchObject({ userId: 'onni' });
    expect(await queue.claim(run('onni'))).toBeNull();
    if (mine) await queue.settle(mine);
    expect(await queue.claim(run('onni'))).toMatchObject({ userId: 'onni' });
  });

  it('wakes whoever waits for an arrival', async () => {
    const arrived = new Promise<void>((resolve) => queue.onArrival(resolve));
    await queue.enqueue(run('onni'));
    await arrived;
  });

  it('leaves nothing behind of a run that is over', async () => {
    await queue.enqueue(run('onni'));
    const taken = await queue.take([]);
    if (taken) await queue.settle(taken);
    const { rows } = await database.pool.query('select count(*)::int as count from pgboss.job');
    expect(rows).toEqual([{ count: 0 }]);
  });

  it('gives out again at once what a killed process had taken from the embedded database', async () => {
    if (database.kind !== 'pglite') return expect(database.kind).toBe('postgres');
    await queue.enqueue(run('onni'));
    await queue.take([]);
    const restarted = new RunQueue(database, silent);
    await restarted.start();
    expect(await restarted.take([])).toMatchObject(run('onni'));
    await restarted.stop();
  });

  it('gives out again on PostgreSQL what a worker had taken that gives no sign of life', async () => {
    if (database.kind !== 'postgres') return expect(database.kind).toBe('pglite');
    await queue.enqueue(run('onni'));
    await queue.take([]);
    await database.pool.query(
      `update pgboss.job set heartbeat_on = now() - interval '1 minute' where state = 'active'`,
    );
    await queue.clearDead();
    expect(await queue.take([])).toMatchObject(run('onni'));
  });
});
