import { afterEach, beforeEach, expect, test } from 'vitest';
import { aino, created, onni, openTestClient, type TestClient } from '../test-client.ts';
import { openStream, subscribed, type TestStream } from './test-stream.ts';

let client: TestClient;
const streams: TestStream[] = [];
beforeEach(async () => {
  client = await openTestClient();
});
afterEach(async () => {
  for (const stream of streams.splice(0)) stream.close();
  await client.sandbox.close();
});

async function listen(id: string): Promise<TestStream> {
  const stream = await openStream(client, [id]);
  streams.push(stream);
  return stream;
}

const plan = (fault: object, extra: object = {}) =>
  client.control('POST', 'faults', { count: 1, fault, ...extra });

const create = (subject: string) => created(client, `<t:Subject>${subject}</t:Subject>`);

test('a silent subscription looks alive and tells nothing', async () => {
  await plan({ kind: 'silentSubscription' }, { mailbox: aino });
  await client.control('POST', 'notifications', { statusIntervalMs: 30 });
  const other = await subscribed(client, { actFor: onni });
  const stream = await listen(await subscribed(client, {}, ['Created']));
  await create('unheard');
  expect((await stream.next())?.events).toEqual(['StatusEvent']);
  expect((await stream.next())?.events).toEqual(['StatusEvent']);
  const loud = await listen(other);
  await created(client, '<t:Subject>heard</t:Subject>', { actFor: onni });
  expect((await loud.nextNews())?.events).toContain('CreatedEvent');
});

test('a dropped stream ends without a farewell, the events in it are lost, and the subscription lives on', async () => {
  const id = await subscribed(client, {}, ['Created']);
  const stream = await listen(id);
  await plan({ kind: 'dropStream' });
  await create('lost');
  await expect(stream.next()).rejects.toThrow();
  const again = await listen(id);
  const ref = await create('told');
  expect((await again.next())?.all('ItemId')[0]?.attributes.get('Id')).toBe(ref.id);
});

test('lost events are never told, later ones are', async () => {
  const stream = await listen(await subscribed(client, {}, ['Created']));
  await plan({ kind: 'loseEvents' });
  await create('lost');
  const ref = await create('told');
  expect((await stream.next())?.all('ItemId').map((each) => each.attributes.get('Id'))).toEqual([ref.id]);
});

test('duplicated events are told twice', async () => {
  const stream = await listen(await subscribed(client, {}, ['Created']));
  await plan({ kind: 'duplicateEvents' });
  const ref = await create('twice');
  const ids = (await stream.next())?.all('ItemId').map((each) => each.attributes.get('Id'));
  expect(ids).toEqual([ref.id, ref.id]);
});

test('delayed events come late, together with what happened meanwhile', async () => {
  const stream = await listen(await subscribed(client, {}, ['Created']));
  await plan({ kind: 'delayEvents', milliseconds: 150 });
  const started = performance.now();
  await create('late');
  await create('meanwhile');
  expect((await stream.next())?.events).toEqual(['CreatedEvent', 'CreatedEvent']);
  expect(performance.now() - started).toBeGreaterThanOrEqual(149);
});

test('all streams can be cut at once, and the subscriptions of one mailbox or of all be forgotten', async () => {
  const stream = await listen(await subscribed(client));
  expect((await client.control('DELETE', 'notifications/streams')).json).toEqual({ cut: 1 });
  await expect(stream.next()).rejects.toThrow();
  await subscribed(client, { actFor: onni });
  const forgotten = await client.control('DELETE', `notifications/subscriptions?mailbox=${onni}`);
  expect(forgotten.json).toEqual({ ended: 1 });
  expect((await client.control('DELETE', 'notifications/subscriptions')).json).toEqual({ ended: 1 });
});

test('who looks at the server sees subscriptions and open streams', async () => {
  const id = await subscribed(client);
  await listen(id);
  const seen = (await client.control('GET', 'notifications')).json;
  expect(seen).toMatchObject({
    subscriptions: [{ id, kind: 'streaming', mailbox: aino, streaming: true }],
    streams: [{ subscriptionIds: [id] }],
  });
});
