import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { aino, created, getFolder, getItem, onni, openTestClient, type TestClient } from '../test-client.ts';

let client: TestClient;
beforeAll(async () => {
  client = await openTestClient();
});
afterAll(() => client.sandbox.close());

test('the example company has its five mailboxes, with plausible entries around this week', async () => {
  const mailboxes: { primaryAddress: string; zone: string; items: number; secondaryAddresses: string[] }[] = (
    await client.control('GET', 'mailboxes')
  ).json;
  expect(mailboxes.map((each) => each.primaryAddress)).toEqual([
    aino,
    onni,
    'helmi.korhonen@esimerkki.example',
    'leo.makinen@esimerkki.example',
    'sanni.nieminen@esimerkki.example',
  ]);
  expect(mailboxes[4]?.zone).toBe('W. Europe Standard Time');
  expect(mailboxes[3]?.secondaryAddresses).toEqual(['leo.makinen@esimerkki-group.example']);
  expect(mailboxes.every((each) => each.items >= 3)).toBe(true);
  const items: { sensitivity: string; allDay: boolean; start: string }[] = (
    await client.control('GET', `mailboxes/${onni}/items`)
  ).json;
  expect(items.some((item) => item.sensitivity === 'Private')).toBe(true);
  expect(items.some((item) => item.allDay)).toBe(true);
  const week = 7 * 86_400_000;
  expect(items.every((item) => Math.abs(Date.parse(item.start) - Date.now()) < 2 * week)).toBe(true);
});

test('a new mailbox can be signed in to at once, and an address is given only once', async () => {
  const mailbox = { primaryAddress: 'new@esimerkki.example', password: 'secret', zone: 'Europe/Stockholm' };
  const made = await client.control('POST', 'mailboxes', mailbox);
  expect(made.json).toMatchObject({ zone: 'W. Europe Standard Time', items: 0 });
  const answer = await client.call(getFolder(), {
    user: mailbox.primaryAddress,
    password: 'secret',
    actFor: null,
  });
  expect(answer.codes).toEqual(['NoError']);
  expect((await client.control('POST', 'mailboxes', mailbox)).status).toBe(409);
});

test('entries are filled in by the thousand and seen by EWS', async () => {
  await client.control('POST', 'mailboxes', { primaryAddress: 'many@esimerkki.example' });
  const entries = Array.from({ length: 2_000 }, (_, index) => ({
    subject: `entry ${index}`,
    start: '2026-11-25T10:00:00+02:00',
    end: '2026-11-25T11:00:00+02:00',
  }));
  const made: { id: string; changeKey: string; start: string }[] = (
    await client.control('POST', 'mailboxes/many@esimerkki.example/items', entries)
  ).json;
  expect(made).toHaveLength(2_000);
  const answer = await client.call(getItem(made[1_999] ?? { id: '', changeKey: '' }), {
    actFor: 'many@esimerkki.example',
  });
  expect([answer.first('Subject'), answer.first('Start')]).toEqual(['entry 1999', '2026-11-25T08:00:00Z']);
});

test('an entry has the zone of its mailbox unless it says another', async () => {
  const item = { start: '2026-11-25T10:00:00Z', end: '2026-11-25T11:00:00Z' };
  const made: { startZone: string }[] = (
    await client.control('POST', `mailboxes/${aino}/items`, [item, { ...item, zone: 'Europe/Stockholm' }])
  ).json;
  expect(made.map((each) => each.startZone)).toEqual(['FLE Standard Time', 'W. Europe Standard Time']);
  const unknown = await client.control('POST', `mailboxes/${aino}/items`, { ...item, zone: '' });
  expect(unknown.status).toBe(400);
});

test('the request log tells who did what with which outcome, and no secrets', async () => {
  const before: { sequence: number }[] = (await client.control('GET', 'requests')).json;
  const since = before.at(-1)?.sequence ?? 0;
  await created(client, '<t:Subject>logged</t:Subject>', { httpHeaders: { 'client-request-id': 'my-id' } });
  const { json } = await client.control('GET', `requests?since=${since}`);
  expect(json).toEqual([
    expect.objectContaining({
      operation: 'CreateItem',
      mailbox: aino,
      identity: 'sync.delegate@esimerkki.example',
      status: 200,
      responseCodes: ['NoError'],
      clientRequestId: 'my-id',
      fault: null,
    }),
  ]);
  expect(JSON.stringify(json)).not.toMatch(/delegate-demo|logged/);
});

test('the clock of the server can be set wrong, and shows in its answers', async () => {
  await client.control('POST', 'server', { clockOffsetMs: -3_600_000 });
  const answer = await client.call(getFolder());
  await client.control('POST', 'server', { clockOffsetMs: 0 });
  const late = Date.now() - Date.parse(answer.headers.get('date') ?? '');
  expect(late).toBeGreaterThan(3_590_000);
  expect(late).toBeLessThan(3_610_000);
});

test('requests and answers are captured when it is asked for, except what a fault has spoiled', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'sandbox-capture-'));
  await client.control('POST', 'capture', { directory });
  await client.call(getFolder());
  await client.control('POST', 'faults', { count: 1, fault: { kind: 'malformedXml' } });
  await client.call(getFolder()).catch(() => {});
  await client.control('POST', 'capture', { directory: process.env.TAHTI_CAPTURE_DIR ?? null });
  const names = existsSync(directory) ? readdirSync(directory).sort() : [];
  expect(names.map((name) => name.replace(/^.*-(GetFolder)/, '$1'))).toEqual([
    'GetFolder-answer.xml',
    'GetFolder-request.xml',
  ]);
  expect(readFileSync(join(directory, names[0] ?? ''), 'utf8')).toContain('GetFolderResponse');
  rmSync(directory, { recursive: true });
});

test('an address without a control says which controls there are', async () => {
  const { status, json } = await client.control('GET', 'weather');
  expect([status, JSON.stringify(json)]).toEqual([404, expect.stringContaining('GET /sandbox/mailboxes')]);
  expect((await client.control('PUT', 'mailboxes')).status).toBe(405);
  expect((await client.control('GET', 'mailboxes/nobody@x.example/items')).status).toBe(404);
});

test('a web page cannot use the controls', async () => {
  const response = await fetch(`${client.sandbox.url}/sandbox/reset`, {
    method: 'POST',
    headers: { origin: 'https://elsewhere.example' },
  });
  expect(response.status).toBe(403);
});

test('reset brings back the example company, or nothing at all', async () => {
  await client.control('POST', 'reset', { seed: 'empty' });
  expect((await client.control('GET', 'mailboxes')).json).toEqual([]);
  await client.control('POST', 'reset');
  expect(((await client.control('GET', 'mailboxes')).json as []).length).toBe(5);
  expect((await client.call(getFolder())).codes).toEqual(['NoError']);
});
