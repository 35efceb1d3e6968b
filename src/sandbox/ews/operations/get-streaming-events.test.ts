import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  getStreamingEvents,
  openStream,
  subscribed,
  subscribeStreaming,
  type TestStream,
} from '../../notifications/test-stream.ts';
import {
  aino,
  created,
  deleteItem,
  onni,
  openTestClient,
  setField,
  type TestClient,
  updateItem,
} from '../../test-client.ts';

let client: TestClient;
const streams: TestStream[] = [];
beforeEach(async () => {
  client = await openTestClient();
});
afterEach(async () => {
  for (const stream of streams.splice(0)) stream.close();
  await client.sandbox.close();
});

/** Opens a stream that is closed after the test. */
async function listen(...parameters: Parameters<typeof openStream>): Promise<TestStream> {
  const stream = await openStream(...parameters);
  streams.push(stream);
  return stream;
}

test('a new entry is told on the open stream, with its id and its folder', async () => {
  const id = await subscribed(client);
  const stream = await listen(client, [id]);
  expect(stream.headers.get('transfer-encoding')).toBe('chunked');
  const ref = await created(client, '<t:Subject>x</t:Subject>');
  const message = await stream.next();
  expect(message?.codes).toEqual(['NoError']);
  expect(message?.events).toEqual(['CreatedEvent', 'FreeBusyChangedEvent', 'ModifiedEvent']);
  expect(message?.all('SubscriptionId').map((each) => each.text)).toEqual([id]);
  expect(message?.all('ItemId')[0]?.attributes.get('Id')).toBe(ref.id);
  expect(message?.all('TimeStamp')[0]?.text).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
  expect(message?.all('Watermark')).toEqual([]);
});

test('a change, a deletion into Deleted Items and a deletion for good are told as what they are', async () => {
  const types = ['Created', 'Modified', 'Deleted', 'Moved'];
  const one = await created(client, '<t:Subject>one</t:Subject>');
  const two = await created(client, '<t:Subject>two</t:Subject>');
  const stream = await listen(client, [await subscribed(client, {}, types)]);
  await client.call(updateItem(one, setField('item:Subject', '<t:Subject>new</t:Subject>')));
  expect((await stream.next())?.all('ItemId').map((each) => each.attributes.get('Id'))).toEqual([one.id]);
  await client.call(deleteItem(one));
  const moved = await stream.next();
  expect(moved?.events).toEqual(['MovedEvent', 'ModifiedEvent']);
  expect(moved?.all('OldItemId')[0]?.attributes.get('Id')).toBe(one.id);
  expect(moved?.all('ItemId')[0]?.attributes.get('Id')).not.toBe(one.id);
  await client.call(deleteItem(two, 'HardDelete'));
  const deleted = await stream.next();
  expect(deleted?.events).toEqual(['DeletedEvent', 'ModifiedEvent']);
  expect(deleted?.all('ItemId')[0]?.attributes.get('Id')).toBe(two.id);
});

test('only the types of events that were asked for are told', async () => {
  const stream = await listen(client, [await subscribed(client, {}, ['Deleted'])]);
  const ref = await created(client, '<t:Subject>x</t:Subject>');
  await client.call(deleteItem(ref, 'HardDelete'));
  expect((await stream.next())?.events).toEqual(['DeletedEvent']);
});

test('one stream tells of several mailboxes, and says which', async () => {
  const ids = [await subscribed(client), await subscribed(client, { actFor: onni })];
  const stream = await listen(client, ids);
  await created(client, '<t:Subject>x</t:Subject>', { actFor: onni });
  expect((await stream.next())?.all('SubscriptionId').map((each) => each.text)).toEqual([ids[1]]);
  await created(client, '<t:Subject>x</t:Subject>');
  expect((await stream.next())?.all('SubscriptionId').map((each) => each.text)).toEqual([ids[0]]);
});

/** Resolves when the server knows that no stream is open any more. */
async function allStreamsClosed(): Promise<void> {
  await expect
    .poll(async () => (await client.control('GET', 'notifications')).json as object)
    .toMatchObject({ streams: [] });
}

test('what happens between two streams is told on the next one', async () => {
  const id = await subscribed(client, {}, ['Created']);
  (await listen(client, [id])).close();
  await allStreamsClosed();
  const ref = await created(client, '<t:Subject>meanwhile</t:Subject>');
  const stream = await listen(client, [id]);
  expect((await stream.next())?.all('ItemId')[0]?.attributes.get('Id')).toBe(ref.id);
});

test('a quiet stream says that it is alive, and ends when its time is over', async () => {
  await client.control('POST', 'notifications', { statusIntervalMs: 20, minuteMs: 100 });
  const stream = await listen(client, [await subscribed(client)], 1);
  const alive = await stream.next();
  expect(alive?.events).toEqual(['StatusEvent']);
  const seen = [alive];
  while (seen.at(-1) && seen.at(-1)?.status === undefined) seen.push(await stream.next());
  expect(seen.at(-1)?.status).toBe('Closed');
  expect(await stream.next()).toBeNull();
});

test('many changes come in notifications of fifty events at the most', async () => {
  const stream = await listen(client, [await subscribed(client, {}, ['Created'])]);
  const start = '2026-11-25T10:00:00Z';
  const end = '2026-11-25T11:00:00Z';
  const items = Array.from({ length: 120 }, (_, index) => ({ subject: `s${index}`, start, end }));
  await client.control('POST', `mailboxes/${aino}/items`, items);
  const counts = [await stream.next(), await stream.next(), await stream.next()].map(
    (message) => message?.events.length,
  );
  expect(counts).toEqual([50, 50, 20]);
});

test('a stream that cannot keep up is told that it has missed events, and hears of later ones', async () => {
  const id = await subscribed(client, {}, ['Created']);
  const start = '2026-11-25T10:00:00Z';
  const end = '2026-11-25T11:00:00Z';
  const items = Array.from({ length: 5_100 }, () => ({ subject: 's', start, end }));
  await client.control('POST', `mailboxes/${aino}/items`, items);
  const stream = await listen(client, [id]);
  const missed = await stream.next();
  expect(missed?.codes).toEqual(['ErrorMissedNotificationEvents']);
  expect(missed?.all('ErrorSubscriptionIds')[0]?.children.map((each) => each.text)).toEqual([id]);
  const ref = await created(client, '<t:Subject>later</t:Subject>');
  expect((await stream.next())?.all('ItemId')[0]?.attributes.get('Id')).toBe(ref.id);
});

test('a bad id spoils the request, and the answer names it', async () => {
  const good = await subscribed(client);
  const answer = await client.call(getStreamingEvents([good, 'AAAA']));
  expect(answer.codes).toEqual(['ErrorInvalidSubscription']);
  expect(answer.all('ErrorSubscriptionIds')[0]?.children.map((each) => each.text)).toEqual(['AAAA']);
  expect(answer.first('ConnectionStatus')).toBe('Closed');
});

test('a subscription that has ended is not found', async () => {
  const id = await subscribed(client);
  await client.call(`<m:Unsubscribe><m:SubscriptionId>${id}</m:SubscriptionId></m:Unsubscribe>`);
  expect((await client.call(getStreamingEvents([id]))).codes).toEqual(['ErrorSubscriptionNotFound']);
});

test('a subscription that ends while it is streamed is reported, and the others go on', async () => {
  const ids = [await subscribed(client), await subscribed(client, { actFor: onni })];
  const stream = await listen(client, ids);
  await client.control('POST', `mailboxes/${aino}/move`);
  const lost = await stream.next();
  expect(lost?.codes).toEqual(['ErrorSubscriptionNotFound']);
  expect(lost?.all('ErrorSubscriptionIds')[0]?.children.map((each) => each.text)).toEqual([ids[0]]);
  expect(lost?.status).toBeUndefined();
  await created(client, '<t:Subject>x</t:Subject>', { actFor: onni });
  expect((await stream.next())?.all('SubscriptionId')[0]?.text).toBe(ids[1]);
  await client.control('DELETE', `notifications/subscriptions?mailbox=${onni}`);
  expect((await stream.next())?.status).toBe('Closed');
  expect(await stream.next()).toBeNull();
});

test('a second stream takes the subscription over from the first', async () => {
  const id = await subscribed(client);
  const first = await listen(client, [id]);
  const second = await listen(client, [id]);
  const farewell = await first.next();
  expect(farewell?.codes).toEqual(['ErrorNewEventStreamConnectionOpened']);
  expect(farewell?.status).toBe('Closed');
  await created(client, '<t:Subject>x</t:Subject>');
  expect((await second.next())?.events).toContain('CreatedEvent');
});

test('nobody but the account that subscribed can use a subscription', async () => {
  const id = await subscribed(client);
  const answer = await client.call(getStreamingEvents([id]), {
    user: aino,
    password: 'tahti-demo',
    actFor: null,
  });
  expect(answer.codes).toEqual(['ErrorSubscriptionAccessDenied']);
});

test('the number of open streams is limited: 10, and 3 on Exchange 2010; another mailbox has its own', async () => {
  await client.control('POST', 'server', { version: '2010' });
  const options = { version: 'Exchange2010_SP1' };
  for (let open = 0; open < 3; open += 1) {
    await listen(client, [await subscribed(client, options)], 30, options);
  }
  const id = await subscribed(client, options);
  expect((await client.call(getStreamingEvents([id]), options)).codes).toEqual([
    'ErrorExceededConnectionCount',
  ]);
  await listen(client, [id], 30, { ...options, actFor: onni });
  await client.control('POST', 'server', { version: 'SE' });
  await listen(client, [await subscribed(client)]);
});

test('a closed stream frees its place', async () => {
  await client.control('POST', 'notifications', { connectionLimit: 1 });
  const id = await subscribed(client);
  (await listen(client, [id])).close();
  await allStreamsClosed();
  await listen(client, [id]);
});

test('streaming came with Exchange 2010 SP1: older schema versions do not have it', async () => {
  const subscribing = await client.call(subscribeStreaming(), { version: 'Exchange2010' });
  expect(subscribing.codes).toEqual(['ErrorIncorrectSchemaVersion']);
  const getting = await client.call(getStreamingEvents(['x']), { version: 'Exchange2007_SP1' });
  expect(getting.codes).toEqual(['ErrorIncorrectSchemaVersion']);
});

test('a request names 200 subscriptions at the most, and 1 to 30 minutes', async () => {
  const id = await subscribed(client);
  const many = await client.call(getStreamingEvents(Array.from({ length: 201 }, () => id)));
  expect(many.codes).toEqual(['ErrorInvalidSubscriptionRequest']);
  expect((await client.call(getStreamingEvents([id], 31))).codes).toEqual(['ErrorSchemaValidation']);
});
