import { afterEach, beforeEach, expect, test } from 'vitest';
import { subscribeStreaming } from '../notifications/test-stream.ts';
import { aino, openTestClient, type TestClient } from '../test-client.ts';

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
