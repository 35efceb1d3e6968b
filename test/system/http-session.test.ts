import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Company, makeCompany, PASSWORD } from '../fixtures/companies.ts';
import { startServer, type TestServer } from '../fixtures/http-server.ts';

let web: TestServer;
let company: Company;

beforeAll(async () => {
  web = await startServer();
  company = await makeCompany(web.database, 'session.example');
});
afterAll(() => web.close());

test('whoever signs in is told who they are, and the session holds from then on', async () => {
  const client = web.client();
  const me = await client.signIn(company.aino.email.toUpperCase());
  expect(me).toMatchObject({
    email: 'aino@session.example',
    role: 'administrator',
    organization: { id: company.id },
    addOnActive: false,
    connectionSaved: false,
    participantsPolicy: null,
    demo: false,
  });
  expect((await client.get('/api/me')).body).toEqual(me);
});

test('the cookie is for the browser alone, and for this site', async () => {
  const response = await web
    .client()
    .open('POST', '/api/session', { email: company.aino.email, password: PASSWORD });
  const cookie = response.headers.getSetCookie()[0] ?? '';
  expect(cookie).toMatch(/HttpOnly/);
  expect(cookie).toMatch(/SameSite=Lax/);
  expect(cookie).not.toMatch(/Secure/);
});

test('signing out ends the session for good', async () => {
  const client = web.client();
  await client.signIn(company.onni.email);
  const { cookie } = client;
  expect((await client.delete('/api/session')).status).toBe(204);
  client.cookie = cookie;
  expect((await client.get('/api/me')).status).toBe(401);
});

test('a session that was planted before the sign-in does not become the person’s', async () => {
  const attacker = web.client();
  await attacker.signIn(company.helmi.email);
  const victim = web.client();
  victim.cookie = attacker.cookie;
  const planted = attacker.cookie;
  await victim.signIn(company.onni.email);
  expect(victim.cookie).not.toBe(planted);
  expect((await attacker.get('/api/me')).status).toBe(401);
});

test('a session ends when its user is no longer active', async () => {
  const client = web.client();
  const me = await client.signIn(company.helmi.email);
  const update = (isActive: boolean) =>
    web.database.db.updateTable('users').set({ isActive }).where('id', '=', me.id).execute();
  await update(false);
  expect((await client.get('/api/me')).status).toBe(401);
  await update(true);
  expect((await client.get('/api/me')).status).toBe(200);
});

test('signing in starts a run for those who are switched on, and for nobody else', async () => {
  web.engine.requests.length = 0;
  await web.client().signIn(company.onni.email);
  expect(web.engine.requests).toEqual([]);
  await web.database.db
    .insertInto('synchronizations')
    .values({
      organizationId: company.id,
      userId: company.onni.id,
      state: 'on',
      mailboxAddress: company.onni.email,
    } as never)
    .execute();
  await web.client().signIn(company.onni.email);
  expect(web.engine.triggersOf(company.onni.id)).toEqual(['signIn']);
});

test('the language that a person chooses is theirs wherever they sign in', async () => {
  const client = web.client();
  await client.signIn(company.taavi.email);
  expect((await client.patch('/api/me', { language: 'sv' })).body.language).toBe('sv');
  const refusal = await client.put('/api/add-ons/exchange-calendar-synchronization', { active: true });
  expect(refusal.body.message).toMatch(/^Din roll tillåter inte detta/);
  await client.patch('/api/me', { language: 'en' });
});
