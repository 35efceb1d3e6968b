import { beforeEach, describe, expect, test } from 'vitest';
import { until } from '../fixtures/until.ts';
import {
  addresses,
  connect,
  Ear,
  exchange,
  onExchange,
  shown,
  sizes,
  touch,
  tune,
} from './ews-notifications-harness.ts';

onExchange();

describe('a listener over streaming subscriptions', () => {
  test('hears each of 250 mailboxes over two connections, none with more than 200', async () => {
    const all = await addresses(250);
    const ear = new Ear(connect());
    ear.listenTo(...all);
    await until(() => ear.connected.size === 250);
    expect((await sizes()).reduce((sum, size) => sum + size, 0)).toBe(250);
    expect(Math.max(...(await sizes()))).toBeLessThanOrEqual(200);
    for (const address of [all[0], all[130], all[249]] as string[]) {
      await touch(address);
      await until(() => ear.events.includes(address));
    }
    expect(new Set(ear.events).size).toBe(3);
  });

  test('asks for a look at every mailbox when it begins to hear it, and not again while it does', async () => {
    const [one = ''] = await addresses(1);
    const ear = new Ear(connect());
    ear.listenTo(one);
    await until(() => ear.connected.has(one));
    await touch(one);
    await until(() => ear.events.length > 0);
    expect(ear.gaps).toEqual([one]);
  });

  test('renews its connection when the server ends it in good order, and loses nothing', async () => {
    await tune({ minuteMs: 60 });
    const [one = ''] = await addresses(1);
    const ear = new Ear(connect(), { minutes: 1 });
    ear.listenTo(one);
    await until(() => ear.connected.has(one));
    const begun = performance.now();
    for (let n = 1; n <= 5 || performance.now() - begun < 300; n++) {
      await touch(one);
      await until(() => ear.events.length >= n);
    }
    expect(ear.troubles).toEqual([]);
    expect(ear.gaps).toEqual([one]);
  });

  test('makes a subscription anew that the server forgot, alone, and asks for a look', async () => {
    const [one = '', other = ''] = await addresses(2);
    const ear = new Ear(connect());
    ear.listenTo(one, other);
    await until(() => ear.connected.size === 2);
    const before = ear.gaps.filter((key) => key === one).length;
    await exchange.control('DELETE', `/sandbox/notifications/subscriptions?mailbox=${one}`);
    await until(() => ear.gaps.filter((key) => key === one).length > before);
    await touch(one);
    await until(() => ear.events.includes(one));
    await touch(other);
    await until(() => ear.events.includes(other));
  });

  test('asks for a look at everybody after a connection was cut', async () => {
    const all = await addresses(3);
    const ear = new Ear(connect());
    ear.listenTo(...all);
    await until(() => ear.connected.size === 3);
    ear.gaps.length = 0;
    await exchange.control('DELETE', '/sandbox/notifications/streams');
    await until(() => new Set(ear.gaps).size === 3 && ear.connected.size === 3);
    expect(ear.troubles.map(({ code }) => code)).toContain('EWS_CONNECTION_LOST');
  });

  test('waits as long as a busy server asks', async () => {
    const [one = ''] = await addresses(1);
    const busy = { kind: 'serverBusy', backOffMilliseconds: 400 };
    await exchange.fault({ operation: 'Subscribe', count: 1, fault: busy });
    const begun = performance.now();
    const ear = new Ear(connect({ retry: { attempts: 1 } }));
    ear.listenTo(one);
    await until(() => ear.connected.has(one));
    expect(performance.now() - begun).toBeGreaterThanOrEqual(400);
    expect(ear.troubles).toMatchObject([{ code: 'ErrorServerBusy', retryAfter: 400 }]);
  });

  test('stays within the connections that the server allows, and comes in when one is free', async () => {
    await tune({ connectionLimit: 0 });
    const [one = ''] = await addresses(1);
    const ear = new Ear(connect());
    ear.listenTo(one);
    await until(() => ear.troubles.some(({ code }) => code === 'ErrorExceededConnectionCount'));
    expect(ear.connected.size).toBe(0);
    await tune({ connectionLimit: null });
    await until(() => ear.connected.has(one));
  });

  test('leaves one whose subscription is refused to the sweep, and hears the others', async () => {
    const [one = '', other = ''] = await addresses(2);
    const denied = { kind: 'responseCode', code: 'ErrorSubscriptionAccessDenied' };
    await exchange.fault({ operation: 'Subscribe', mailbox: one, count: 1, fault: denied });
    const ear = new Ear(connect(), { refusedPause: 600_000 });
    ear.listenTo(one, other);
    await until(() => ear.connected.has(other) && ear.troubles.length === 1);
    expect(ear.connected.has(one)).toBe(false);
    expect(ear.troubles[0]?.advice).toBe('ewsNotificationsRefused');
  });

  test('takes mailboxes in and lets them go while it listens', async () => {
    const [one = '', other = ''] = await addresses(2);
    const ear = new Ear(connect());
    ear.listenTo(one);
    await until(() => ear.connected.has(one));
    ear.listenTo(one, other);
    await until(() => ear.connected.has(other));
    ear.listenTo(other);
    await until(async () => !(await shown()).subscriptions.some(({ mailbox }) => mailbox === one));
    expect([...ear.connected]).toEqual([other]);
    await touch(other);
    await until(() => ear.events.includes(other));
    expect(ear.events).not.toContain(one);
  });

  test('takes everything back at its end, and says nothing more', async () => {
    const all = await addresses(5);
    const ear = new Ear(connect());
    ear.listenTo(...all);
    await until(() => ear.connected.size === 5);
    await ear.listener.close();
    await until(async () => (await sizes()).length === 0);
    expect((await shown()).subscriptions).toEqual([]);
    const told = ear.events.length + ear.gaps.length;
    await touch(all[0] ?? '');
    expect(ear.events.length + ear.gaps.length).toBe(told);
  });

  test('groups mailboxes by the server that keeps their subscriptions, and follows one that is moved', async () => {
    const all = await addresses(6);
    const server = (address: string, name: string) =>
      exchange.control('POST', `/sandbox/mailboxes/${address}/server`, {
        server: `${name}.esimerkki.example`,
      });
    for (const address of all.slice(0, 2)) await server(address, 'sandbox02');
    const ear = new Ear(connect());
    ear.listenTo(...all);
    await until(() => ear.connected.size === 6);
    expect(await sizes()).toEqual([2, 4]);
    const [one = '', , , other = ''] = all;
    await server(other, 'sandbox02');
    await exchange.control('POST', `/sandbox/mailboxes/${other}/move`);
    await until(async () => ear.connected.size === 6 && (await sizes()).includes(3));
    for (const address of [one, other]) {
      await touch(address);
      await until(() => ear.events.includes(address));
    }
  });

  test.each(['2010', '2013', 'online'])('hears a server of version %s', async (server) => {
    await exchange.control('POST', '/sandbox/server', { version: server });
    const versions = { '2010': '2010', '2013': '2013', online: 'office365-ews' } as const;
    const all = await addresses(4);
    const ear = new Ear(connect({ version: versions[server as keyof typeof versions] }));
    ear.listenTo(...all);
    await until(() => ear.connected.size === 4);
    expect(await sizes()).toEqual([4]);
    await touch(all[3] ?? '');
    await until(() => ear.events.includes(all[3] ?? ''));
  });
});

describe('a listener to Exchange 2007', () => {
  beforeEach(() => exchange.control('POST', '/sandbox/server', { version: '2007_SP1' }));

  test('asks for events, and hears a change', async () => {
    const [one = ''] = await addresses(1);
    const ear = new Ear(connect({ version: '2007-sp1' }));
    ear.listenTo(one);
    await until(() => ear.connected.has(one));
    for (let n = 1; n <= 3; n++) {
      await touch(one);
      await until(() => ear.events.length >= n);
    }
    expect(ear.gaps).toEqual([one]);
  });

  test('subscribes anew when its subscription is gone, and asks for a look', async () => {
    const [one = ''] = await addresses(1);
    const ear = new Ear(connect({ version: '2007-sp1' }));
    ear.listenTo(one);
    await until(() => ear.connected.has(one));
    await exchange.control('DELETE', '/sandbox/notifications/subscriptions');
    await until(() => ear.gaps.length === 2 && ear.connected.has(one));
    await ear.listener.close();
    expect((await shown()).subscriptions).toEqual([]);
  });
});
