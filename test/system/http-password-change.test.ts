import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Company, makeCompany, PASSWORD } from '../fixtures/companies.ts';
import type { HttpClient } from '../fixtures/http-client.ts';
import { startServer, type TestServer } from '../fixtures/http-server.ts';

let web: TestServer;
let company: Company;
let onni: HttpClient;
let count = 0;

const NEW = 'neljä sanaa peräkkäin';

beforeAll(async () => {
  web = await startServer();
});
afterAll(() => web.close());
beforeEach(async () => {
  company = await makeCompany(web.database, `change-${++count}.example`);
  onni = web.client();
  await onni.signIn(company.onni.email);
});

const change = (client: HttpClient, currentPassword: string, newPassword: string) =>
  client.put('/api/me/password', { currentPassword, newPassword });

test('a changed password ends every session but the one that changed it, and the old one is worth nothing', async () => {
  const elsewhere = web.client();
  await elsewhere.signIn(company.onni.email);
  const before = onni.cookie;
  const answer = await change(onni, PASSWORD, NEW);
  expect([answer.status, answer.body.email]).toEqual([200, company.onni.email]);
  onni.csrfToken = answer.body.csrfToken;
  expect((await onni.get('/api/me')).status).toBe(200);
  expect((await onni.patch('/api/me', { language: 'fi' })).status).toBe(200);
  expect((await elsewhere.get('/api/me')).status).toBe(401);
  const old = web.client();
  old.cookie = before;
  expect((await old.get('/api/me')).status).toBe(401);
  await expect(web.client().signIn(company.onni.email, PASSWORD)).rejects.toThrow('wrongCredentials');
  expect((await web.client().signIn(company.onni.email, NEW)).email).toBe(company.onni.email);
});

test('and ends nobody else’s', async () => {
  const helmi = web.client();
  await helmi.signIn(company.helmi.email);
  await change(onni, PASSWORD, NEW);
  expect((await helmi.get('/api/me')).status).toBe(200);
});

test('a wrong current password is refused beside its field, and after some failures made to wait', async () => {
  const { status, body } = await change(onni, 'wrong', NEW);
  expect([status, body.code, Object.keys(body.fields)]).toEqual([
    403,
    'wrongCurrentPassword',
    ['currentPassword'],
  ]);
  for (let attempt = 0; attempt < 4; attempt++) await change(onni, 'wrong', NEW);
  const waiting = await change(onni, PASSWORD, NEW);
  expect([waiting.status, waiting.body.code]).toEqual([429, 'tooManyAttempts']);
  expect((await web.client().signIn(company.onni.email)).email).toBe(company.onni.email);
});

test.each([
  ['too short', 'yhdeksän9', 'invalidRequest'],
  ['the same few characters', 'abababababab', 'passwordTooSimple'],
  ['the same as before', PASSWORD, 'passwordUnchanged'],
])('a new password that is %s is refused beside its field', async (_what, password, code) => {
  const { status, body } = await change(onni, PASSWORD, password);
  expect([status, body.code, Object.keys(body.fields)]).toEqual([400, code, ['newPassword']]);
  expect((await onni.get('/api/me')).status).toBe(200);
});

test('one’s own address is no password', async () => {
  const { body } = await change(onni, PASSWORD, company.onni.email.toUpperCase());
  expect(body.code).toBe('passwordIsAddress');
});

test('the profile says when it was changed, and the log that it was', async () => {
  expect((await onni.get('/api/me/sign-in')).body).toEqual({
    passwordChangedAt: null,
    hasPassword: true,
    provider: null,
  });
  const { body } = await change(onni, PASSWORD, NEW);
  onni.csrfToken = body.csrfToken;
  const { passwordChangedAt } = (await onni.get('/api/me/sign-in')).body;
  expect(Date.now() - Date.parse(passwordChangedAt)).toBeLessThan(60_000);
  const { entries } = (await onni.get('/api/log?kind=signInChanged')).body;
  expect(entries).toMatchObject([{ reason: 'passwordChanged', userId: company.onni.id }]);
});

test('of a sign-in with the old password that races the change, no session is left', async () => {
  const racing = Array.from({ length: 4 }, () => web.client());
  const [changed] = await Promise.all([
    change(onni, PASSWORD, NEW),
    ...racing.map((client) => client.signIn(company.onni.email, PASSWORD).catch(() => undefined)),
  ]);
  expect(changed.status).toBe(200);
  for (const client of racing) expect((await client.get('/api/me')).status).toBe(401);
});

test('neither password reaches the log', async () => {
  await change(onni, 'a mistyped password', NEW);
  await change(onni, PASSWORD, NEW);
  const logged = web.logged.join('');
  for (const secret of [PASSWORD, NEW, 'a mistyped password']) expect(logged).not.toContain(secret);
});
