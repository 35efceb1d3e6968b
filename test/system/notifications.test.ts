import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createEngine } from '../../src/jobs/create-engine.ts';
import { Company } from '../fixtures/company.ts';
import { freshDatabase, type TestDatabase } from '../fixtures/database.ts';
import type { SeededUser } from '../fixtures/database-seed.ts';
import { until } from '../fixtures/until.ts';

let database: TestDatabase;
let company: Company;

/** Quick pauses and beats; nothing is ever swept, so that only notifications can bring a change. */
const config = {
  work: true,
  notifications: true,
  sweepSeconds: 80_000,
  listening: {
    times: { beat: 50, gather: 20 },
    limits: { gather: 20, firstPause: 20, longestPause: 100, refusedPause: 200 },
  },
};

interface Shown {
  readonly subscriptions: readonly { mailbox: string; kind: string; streaming: boolean }[];
  readonly streams: readonly { subscriptionIds: readonly string[] }[];
}

beforeAll(async () => {
  database = await freshDatabase();
  company = await Company.open(database, { config });
  for (const user of [company.seeded.onni, company.seeded.helmi]) await switchOn(user);
});

afterAll(async () => {
  await company.close();
  await database.close();
});

async function switchOn(user: SeededUser): Promise<void> {
  await company.switchOn(user);
  const { organizationId } = company;
  await company.engine.enqueue({ organizationId, userId: user.id, trigger: 'switchedOn' });
}

const shown = async () => (await company.exchange.control('GET', 'notifications')) as Shown;
const isHeard = async ({ email }: SeededUser) =>
  (await shown()).subscriptions.some(({ mailbox, streaming }) => mailbox === email && streaming);
const arrives = (user: SeededUser, name: string) =>
  until(async () => (await company.activityNames(user)).includes(name));
/** How many runs have looked into the mailbox since that request of the server's log. */
const looks = async ({ email }: SeededUser, since: number) =>
  (await company.exchange.operations(email, since)).filter((name) => name === 'SyncFolderItems').length;

describe('notifications', () => {
  it('bring what another client made, changed and deleted into the activities, without any sweep', async () => {
    const { onni } = company.seeded;
    await until(() => isHeard(onni));
    await company.exchange.add(onni.email, [{ subject: 'From the phone' }], 30);
    await arrives(onni, 'From the phone');
    const item = await company.exchange.item(onni.email, 'From the phone');
    await company.exchange.change(onni.email, item, 'item:Subject', '<t:Subject>From the car</t:Subject>');
    await arrives(onni, 'From the car');
    await company.exchange.delete(onni.email, await company.exchange.item(onni.email, 'From the car'));
    await until(async () => (await company.activityNames(onni)).length === 0);
  });

  it('are heard for the whole company over one connection', async () => {
    const { onni, helmi } = company.seeded;
    await until(async () => (await isHeard(onni)) && (await isHeard(helmi)));
    const { streams, subscriptions } = await shown();
    expect(subscriptions.map(({ mailbox }) => mailbox).sort()).toEqual([helmi.email, onni.email].sort());
    expect(streams.map(({ subscriptionIds }) => subscriptionIds.length)).toEqual([2]);
  });

  it('of what Tahti wrote itself start no endless loop', async () => {
    const { onni, helmi } = company.seeded;
    const before = await company.exchange.latestRequest();
    await company.addActivity(onni, 'Our own', 40);
    await company.engine.activityChanged(company.organizationId, [onni.id]);
    await until(async () => (await company.itemSubjects(onni)).includes('Our own'));
    // The run that wrote it, and the one that its echo starts.
    await until(async () => (await looks(onni, before)) >= 2);
    // A change that travels through everything afterwards: whatever loop there was had its time.
    for (const name of ['One', 'Two', 'Three']) {
      await company.exchange.add(helmi.email, [{ subject: name }], 50);
      await arrives(helmi, name);
    }
    expect(await looks(onni, before)).toBeLessThanOrEqual(3);
    expect(await company.itemSubjects(onni)).toEqual(['Our own']);
  });

  it('that were missed while the connection was cut are looked up when it stands again', async () => {
    const { onni } = company.seeded;
    await company.exchange.control('POST', 'faults', {
      operation: 'GetStreamingEvents',
      count: 1,
      fault: { kind: 'serverBusy', backOffMilliseconds: 50 },
    });
    await company.exchange.control('DELETE', 'notifications/subscriptions');
    await company.exchange.add(onni.email, [{ subject: 'Unheard' }], 60);
    await arrives(onni, 'Unheard');
    await until(() => isHeard(onni));
  });

  it('go on after every connection was cut', async () => {
    const { onni } = company.seeded;
    await company.exchange.control('DELETE', 'notifications/streams');
    await until(() => isHeard(onni));
    await company.exchange.add(onni.email, [{ subject: 'Heard again' }], 61);
    await arrives(onni, 'Heard again');
  });

  it('are heard although another company’s secret cannot be read with this key', async () => {
    const { onni } = company.seeded;
    // Its engine made a key of its own, as a company's whose data came from another installation.
    const other = await Company.open(database);
    await other.switchOn(other.seeded.onni);
    await company.restartEngine();
    await until(() => isHeard(onni));
    await company.exchange.add(onni.email, [{ subject: 'Heard beside them' }], 62);
    await arrives(onni, 'Heard beside them');
    const text = 'select from listeners where user_id = $1 and connected_since is not null';
    await until(async () => (await database.pool.query(text, [onni.id])).rowCount === 1);
    await other.switchOff(other.seeded.onni, 'keep');
    await other.close();
  });

  it('are sought again where the server was full, and the mailbox is swept until then', async () => {
    const { aino } = company.seeded;
    await company.exchange.control('POST', 'notifications', { subscriptionLimit: 0 });
    await switchOn(aino);
    await until(async () => (await company.synchronization(aino)).lastSuccessAt !== null);
    expect(await isHeard(aino)).toBe(false);
    await company.exchange.control('POST', 'notifications', { subscriptionLimit: null });
    await until(() => isHeard(aino));
  });

  it('are remembered as heard, so that the sweep may come more rarely', async () => {
    const { rows } = await database.pool.query('select connected_since from listeners');
    await until(async () => {
      const text = 'select count(*)::int as count from listeners where connected_since is not null';
      return (await database.pool.query<{ count: number }>(text)).rows[0]?.count === rows.length;
    });
    const figures = await company.engine.registry.metrics();
    expect(figures).toMatch(/tahti_listened_mailboxes\{state="connected"\} 3/);
    expect(figures).toMatch(/tahti_notifications_total\{kind="event"\} \d+/);
  });

  it('are no longer asked for when the user switches off or the engine stops', async () => {
    const { onni } = company.seeded;
    await company.switchOff(onni, 'keep');
    await until(async () => !(await shown()).subscriptions.some(({ mailbox }) => mailbox === onni.email));
    await company.engine.stop();
    const { subscriptions, streams } = await shown();
    expect({ subscriptions, streams }).toEqual({ subscriptions: [], streams: [] });
    const { rows } = await database.pool.query('select * from listening_workers');
    expect(rows).toEqual([]);
    await company.restartEngine();
  });
});

describe('two processes', () => {
  it('share the mailboxes, and what one lets go the other hears', async () => {
    const { onni, helmi, aino } = company.seeded;
    await switchOn(onni);
    const second = createEngine({
      database,
      secretKey: company.secretKey,
      log: { info() {}, warn() {}, error() {} },
      now: Date.now,
      config: { concurrency: 2, retentionDays: 180, ...config },
    });
    await second.start();
    const shares = async () => {
      const text = 'select count(*)::int as count from listeners group by worker_id order by 1';
      return (await database.pool.query<{ count: number }>(text)).rows.map(({ count }) => count);
    };
    await until(async () => (await shares()).join() === '1,2');
    await second.stop();
    await until(async () => (await shares()).join() === '3');
    for (const user of [onni, helmi, aino]) await until(() => isHeard(user));
    await company.exchange.add(onni.email, [{ subject: 'After the other left' }], 70);
    await arrives(onni, 'After the other left');
  });
});
