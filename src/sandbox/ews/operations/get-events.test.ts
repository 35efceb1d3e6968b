import { afterEach, beforeEach, expect, test } from 'vitest';
import { subscribePull } from '../../notifications/test-stream.ts';
import {
  type Answer,
  aino,
  type CallOptions,
  created,
  deleteItem,
  onni,
  openTestClient,
  type TestClient,
} from '../../test-client.ts';

let client: TestClient;
beforeEach(async () => {
  client = await openTestClient();
});
afterEach(() => client.sandbox.close());

const old: CallOptions = { version: 'Exchange2007_SP1' };

const getEvents = (id: string, watermark: string): string =>
  `<m:GetEvents><m:SubscriptionId>${id}</m:SubscriptionId><m:Watermark>${watermark}</m:Watermark></m:GetEvents>`;

const unsubscribe = (id: string): string =>
  `<m:Unsubscribe><m:SubscriptionId>${id}</m:SubscriptionId></m:Unsubscribe>`;

async function subscribed(types?: string[], options = old): Promise<{ id: string; watermark: string }> {
  const answer = await client.call(subscribePull(types), options);
  return { id: answer.first('SubscriptionId') ?? '', watermark: answer.first('Watermark') ?? '' };
}

const events = (answer: Answer): string[] =>
  (answer.all('Notification')[0]?.children ?? [])
    .map(({ name }) => name)
    .filter((name) => name.endsWith('Event'));

const lastWatermark = (answer: Answer): string => answer.all('Watermark').at(-1)?.text ?? '';

const classic = ['Created', 'Modified', 'Deleted', 'Moved', 'Copied'];

test('on Exchange 2007 events are pulled, each with the watermark to go on from', async () => {
  await client.control('POST', 'server', { version: '2007_SP1' });
  const { id, watermark } = await subscribed(classic);
  const ref = await created(client, '<t:Subject>x</t:Subject>', old);
  const answer = await client.call(getEvents(id, watermark), old);
  expect(answer.codes).toEqual(['NoError']);
  expect(answer.first('PreviousWatermark')).toBe(watermark);
  expect(answer.first('MoreEvents')).toBe('false');
  expect(events(answer)).toEqual(['CreatedEvent', 'ModifiedEvent']);
  expect(answer.all('ItemId')[0]?.attributes.get('Id')).toBe(ref.id);
  await client.call(deleteItem(ref, 'SoftDelete'), old);
  const next = await client.call(getEvents(id, lastWatermark(answer)), old);
  expect(events(next)).toEqual(['DeletedEvent', 'ModifiedEvent']);
  expect(next.all('ItemId')[0]?.attributes.get('Id')).toBe(ref.id);
});

test('the same watermark gives the same events again, and a quiet mailbox a StatusEvent', async () => {
  const { id, watermark } = await subscribed(classic);
  await created(client, '<t:Subject>x</t:Subject>');
  const first = await client.call(getEvents(id, watermark), old);
  const again = await client.call(getEvents(id, watermark), old);
  expect(again.all('ItemId')).toHaveLength(first.all('ItemId').length);
  const quiet = await client.call(getEvents(id, lastWatermark(first)), old);
  expect(events(quiet)).toEqual(['StatusEvent']);
  expect(lastWatermark(quiet)).toBe(lastWatermark(first));
});

test('more than fifty events come in several answers, and MoreEvents says so', async () => {
  const { id, watermark } = await subscribed(['Created']);
  const entry = { subject: 's', start: '2026-11-25T10:00:00Z', end: '2026-11-25T11:00:00Z' };
  await client.control(
    'POST',
    `mailboxes/${aino}/items`,
    Array.from({ length: 70 }, () => entry),
  );
  const first = await client.call(getEvents(id, watermark), old);
  expect([first.first('MoreEvents'), events(first).length]).toEqual(['true', 50]);
  const second = await client.call(getEvents(id, lastWatermark(first)), old);
  expect([second.first('MoreEvents'), events(second).length]).toEqual(['false', 20]);
});

test('a new subscription can go on from the watermark of an old one', async () => {
  const { id, watermark } = await subscribed(classic);
  await client.call(unsubscribe(id), old);
  const ref = await created(client, '<t:Subject>between</t:Subject>');
  const answer = await client.call(subscribePull(classic, watermark), old);
  const pulled = await client.call(getEvents(answer.first('SubscriptionId') ?? '', watermark), old);
  expect(pulled.all('ItemId')[0]?.attributes.get('Id')).toBe(ref.id);
});

test('a watermark of another mailbox, or of before a move, is invalid', async () => {
  const { watermark } = await subscribed(classic);
  const foreign = await client.call(subscribePull(classic, watermark), { ...old, actFor: onni });
  expect(foreign.codes).toEqual(['ErrorInvalidWatermark']);
  await client.control('POST', `mailboxes/${aino}/move`);
  expect((await client.call(subscribePull(classic, watermark), old)).codes).toEqual([
    'ErrorInvalidWatermark',
  ]);
});

test('a client that does not ask for too long is told that its subscription has expired, and then of none', async () => {
  await client.control('POST', 'notifications', { minuteMs: 10 });
  const answer = await client.call(subscribePull(classic, '', 1), old);
  const id = answer.first('SubscriptionId') ?? '';
  const watermark = answer.first('Watermark') ?? '';
  const isOver = async (): Promise<string[]> => (await client.call(getEvents(id, watermark), old)).codes;
  const alive = async (): Promise<unknown[]> =>
    ((await client.control('GET', 'notifications')).json as { subscriptions: unknown[] }).subscriptions;
  await expect.poll(alive).toEqual([]);
  expect(await isOver()).toEqual(['ErrorExpiredSubscription']);
  expect(await isOver()).toEqual(['ErrorSubscriptionNotFound']);
});

test('a subscription can be ended once', async () => {
  const { id } = await subscribed(classic);
  expect((await client.call(unsubscribe(id), old)).codes).toEqual(['NoError']);
  expect((await client.call(unsubscribe(id), old)).codes).toEqual(['ErrorSubscriptionNotFound']);
});

test('folders have to be named, unless all are wanted', async () => {
  const types = '<t:EventTypes><t:EventType>CreatedEvent</t:EventType></t:EventTypes>';
  const request = (attributes: string): string =>
    `<m:Subscribe><m:StreamingSubscriptionRequest${attributes}>${types}</m:StreamingSubscriptionRequest></m:Subscribe>`;
  expect((await client.call(request(''))).codes).toEqual(['ErrorInvalidSubscriptionRequest']);
  expect((await client.call(request(' SubscribeToAllFolders="true"'))).codes).toEqual(['NoError']);
});

test('a mailbox has a limited number of subscriptions: 20 online', async () => {
  await client.control('POST', 'server', { version: 'online' });
  const codes = [];
  for (let index = 0; index < 21; index += 1) codes.push((await client.call(subscribePull())).codes[0]);
  expect(codes).toEqual([...Array.from({ length: 20 }, () => 'NoError'), 'ErrorExceededSubscriptionCount']);
});
