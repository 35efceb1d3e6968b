import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import {
  created,
  createItem,
  getFolder,
  leo,
  onni,
  openTestClient,
  syncFolderItems,
  type TestClient,
} from '../test-client.ts';

let client: TestClient;
beforeAll(async () => {
  client = await openTestClient();
});
afterEach(() => client.control('DELETE', 'faults'));
afterAll(() => client.sandbox.close());

const plan = async (fault: object, rule: object = {}) => {
  const { status } = await client.control('POST', 'faults', { count: 1, ...rule, fault });
  expect(status).toBe(200);
};
const countItems = async () =>
  ((await client.control('GET', 'mailboxes/aino.aalto@esimerkki.example/items')).json as []).length;

test.each([401, 429, 500, 503])(
  'HTTP %i comes as often as it was asked for, then all is well again',
  async (status) => {
    await plan({ kind: 'httpStatus', status, retryAfter: 7 }, { count: 2 });
    const answers = [
      await client.call(getFolder()),
      await client.call(getFolder()),
      await client.call(getFolder()),
    ];
    expect(answers.map((answer) => answer.status)).toEqual([status, status, 200]);
    expect(answers[0]?.headers.get('retry-after')).toBe('7');
  },
);

test('a connection dropped before the work leaves nothing done', async () => {
  const before = await countItems();
  await plan({ kind: 'dropBefore' }, { operation: 'CreateItem' });
  await expect(client.call(createItem('<t:Subject>x</t:Subject>'))).rejects.toThrow();
  expect(await countItems()).toBe(before);
});

test('a connection dropped after the work has done it', async () => {
  const before = await countItems();
  await plan({ kind: 'dropAfter' }, { operation: 'CreateItem' });
  await expect(client.call(createItem('<t:Subject>x</t:Subject>'))).rejects.toThrow();
  expect(await countItems()).toBe(before + 1);
});

test('ErrorServerBusy says how long to wait', async () => {
  await plan({ kind: 'serverBusy', backOffMilliseconds: 297_749 });
  const answer = await client.call(getFolder());
  expect([answer.status, answer.codes]).toEqual([500, ['ErrorServerBusy']]);
  const value = answer.all('Value')[0];
  expect([value?.attributes.get('Name'), value?.text]).toEqual(['BackOffMilliseconds', '297749']);
});

test('a response code befalls single items of a batch, and they are not carried out', async () => {
  const before = await countItems();
  await plan({ kind: 'responseCode', code: 'ErrorQuotaExceeded' }, { operation: 'CreateItem', skip: 1 });
  const item = '<t:CalendarItem><t:Subject>x</t:Subject></t:CalendarItem>';
  const batch = `<m:CreateItem SendMeetingInvitations="SendToNone"><m:Items>${item.repeat(3)}</m:Items></m:CreateItem>`;
  expect((await client.call(batch)).codes).toEqual(['NoError', 'ErrorQuotaExceeded', 'NoError']);
  expect(await countItems()).toBe(before + 2);
});

test('a response code can be the fault of the whole request', async () => {
  await plan({ kind: 'responseCode', code: 'ErrorMailboxMoveInProgress', scope: 'request' });
  const answer = await client.call(getFolder());
  expect([answer.status, answer.codes]).toEqual([500, ['ErrorMailboxMoveInProgress']]);
});

test('a fault for one operation of one mailbox leaves all else alone', async () => {
  await plan(
    { kind: 'httpStatus', status: 503 },
    { operation: 'SyncFolderItems', mailbox: 'leo.makinen@esimerkki-group.example' },
  );
  expect((await client.call(getFolder(), { actFor: leo })).status).toBe(200);
  expect((await client.call(syncFolderItems(), { actFor: onni })).status).toBe(200);
  expect((await client.call(syncFolderItems(), { actFor: leo })).status).toBe(503);
});

test('a sync state is called worthless once, and a first synchronization is not', async () => {
  await plan({ kind: 'invalidSyncState' }, { mailbox: onni });
  const options = { actFor: onni };
  const first = await client.call(syncFolderItems(), options);
  const state = first.first('SyncState') ?? '';
  expect(first.codes).toEqual(['NoError']);
  expect((await client.call(syncFolderItems(state), options)).codes).toEqual(['ErrorInvalidSyncStateData']);
  expect((await client.call(syncFolderItems(state), options)).codes).toEqual(['NoError']);
});

const rawAnswer = async (limit = Number.POSITIVE_INFINITY) => {
  const response = await fetch(`${client.sandbox.url}/EWS/Exchange.asmx`, {
    method: 'POST',
    headers: {
      'content-type': 'text/xml',
      authorization: `Basic ${btoa('sync.delegate@esimerkki.example:delegate-demo')}`,
    },
    body: '<a/>',
  });
  let size = 0;
  let text = '';
  for await (const piece of response.body ?? []) {
    size += piece.length;
    if (text.length < 10_000) text += Buffer.from(piece).toString();
    if (size > limit) break;
  }
  return { size, text };
};

test('an answer can be broken XML', async () => {
  await plan({ kind: 'malformedXml' });
  expect((await rawAnswer()).text).toMatch(/<\/t:Nowhere>$/);
});

test('an answer can carry a document type with entities that explode', async () => {
  await plan({ kind: 'doctypeBomb' });
  expect((await rawAnswer()).text).toMatch(/<!DOCTYPE lolz .*&a9;/);
});

test('an answer can be huge', async () => {
  await plan({ kind: 'hugeAnswer', bytes: 5_000_000 });
  expect((await rawAnswer()).size).toBeGreaterThanOrEqual(5_000_000);
});

test('an answer can go on for ever, until the client leaves', async () => {
  await plan({ kind: 'endless' });
  expect((await rawAnswer(2_000_000)).size).toBeGreaterThan(2_000_000);
});

test('an answer can come in a trickle and is whole in the end', async () => {
  await plan({ kind: 'trickle', bytesPerSecond: 20_000 });
  const started = performance.now();
  expect((await client.call(getFolder())).codes).toEqual(['NoError']);
  expect(performance.now() - started).toBeGreaterThan(30);
});

test('latency is added to each request', async () => {
  await client.control('POST', 'server', { latencyMs: 120 });
  const started = performance.now();
  await client.call(getFolder());
  const took = performance.now() - started;
  await client.control('POST', 'server', { latencyMs: 0 });
  expect(took).toBeGreaterThanOrEqual(118);
});

test('a fault that is not known is refused with the reason', async () => {
  const { status, json } = await client.control('POST', 'faults', {
    count: 1,
    fault: { kind: 'earthquake' },
  });
  expect([status, JSON.stringify(json)]).toEqual([400, expect.stringContaining('kind')]);
});

test('planned faults are listed until they have happened or are cleared', async () => {
  await plan({ kind: 'dropBefore' }, { operation: 'GetItem' });
  expect((await client.control('GET', 'faults')).json).toEqual([
    expect.objectContaining({ operation: 'GetItem', count: 1, fault: { kind: 'dropBefore' } }),
  ]);
  await client.control('DELETE', 'faults');
  expect((await client.control('GET', 'faults')).json).toEqual([]);
  await created(client, '<t:Subject>fine</t:Subject>');
});
