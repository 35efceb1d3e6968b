import { afterEach, beforeEach, expect, test } from 'vitest';
import { getStreamingEvents, subscribeStreaming } from '../notifications/test-stream.ts';
import { aino, onni, openTestClient, type TestClient } from '../test-client.ts';

let client: TestClient;
beforeEach(async () => {
  client = await openTestClient();
});
afterEach(() => client.sandbox.close());

const affinity = { 'x-anchormailbox': aino, 'x-preferserveraffinity': 'true' };

test('who asks for affinity is given the cookie once, and shows it from then on', async () => {
  const first = await client.call(subscribeStreaming(), { httpHeaders: affinity });
  const [cookie] = first.headers.getSetCookie();
  expect(cookie).toMatch(/^X-BackEndOverrideCookie=[^;]+; path=\/; secure; HttpOnly$/);
  const httpHeaders = { ...affinity, cookie: cookie?.split(';')[0] ?? '' };
  const second = await client.call(subscribeStreaming(), { httpHeaders });
  expect(second.codes).toEqual(['NoError']);
  expect(second.headers.getSetCookie()).toEqual([]);
});

test('nobody else is, and an old server knows nothing of it', async () => {
  const { 'x-anchormailbox': _, ...unanchored } = affinity;
  expect(
    (await client.call(subscribeStreaming(), { httpHeaders: unanchored })).headers.getSetCookie(),
  ).toEqual([]);
  await client.control('POST', 'server', { version: '2010' });
  const options = { httpHeaders: affinity, version: 'Exchange2010_SP2' };
  expect((await client.call(subscribeStreaming(), options)).headers.getSetCookie()).toEqual([]);
});

test('subscriptions of mailboxes on two servers share a stream when both were made on the server of one', async () => {
  await client.control('POST', `mailboxes/${onni}/server`, { server: 'sandbox02.esimerkki.example' });
  const first = await client.call(subscribeStreaming(), { httpHeaders: affinity });
  const cookie = first.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  const grouped = { ...affinity, cookie };
  const second = await client.call(subscribeStreaming(), { httpHeaders: grouped, actFor: onni });
  expect(second.headers.get('x-beserver')).toBe('SANDBOX01');
  const ids = [first, second].map((answer) => answer.first('SubscriptionId') ?? '');
  const misrouted = await client.call(getStreamingEvents(ids), { actFor: onni });
  expect(misrouted.codes).toEqual(['ErrorProxiedSubscriptionCallFailure']);
  await client.control('POST', 'notifications', { minuteMs: 10 });
  const routed = await client.call(getStreamingEvents(ids, 1), { httpHeaders: grouped, actFor: onni });
  expect(routed.headers.get('x-nobuffering')).toBe('1');
  expect(routed.text).toContain('<m:ConnectionStatus>OK</m:ConnectionStatus>');
});

test('a subscription made on the own server cannot be streamed together with one of another server', async () => {
  await client.control('POST', `mailboxes/${onni}/server`, { server: 'sandbox02.esimerkki.example' });
  const mine = (await client.call(subscribeStreaming())).first('SubscriptionId') ?? '';
  const foreign = (await client.call(subscribeStreaming(), { actFor: onni })).first('SubscriptionId') ?? '';
  const answer = await client.call(getStreamingEvents([mine, foreign]));
  expect(answer.codes).toEqual(['ErrorProxiedSubscriptionCallFailure']);
  expect(answer.all('ErrorSubscriptionIds')[0]?.children.map((each) => each.text)).toEqual([foreign]);
});
