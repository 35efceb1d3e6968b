import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { findOrganization } from '../../src/store/organizations.ts';
import { addOperator, type Company, connect, makeCompany, type Person } from '../fixtures/companies.ts';
import type { HttpClient } from '../fixtures/http-client.ts';
import { startServer, type TestServer } from '../fixtures/http-server.ts';
import { tokenIn } from '../fixtures/mail-server.ts';

let web: TestServer;
let operator: Person;
let otso: HttpClient;
let company: Company;
let count = 0;

beforeAll(async () => {
  web = await startServer();
  operator = await addOperator(web.database, 'tahti.example');
});
afterAll(() => web.close());
beforeEach(async () => {
  company = await makeCompany(web.database, `client-${++count}.example`);
  otso = web.client();
  await otso.signIn(operator.email);
});

const form = (more: object = {}) => ({
  name: `Uusi Yritys ${++count} Oy`,
  timeZone: 'Europe/Stockholm',
  administratorEmail: `paakayttaja-${count}@uusi.example`,
  administratorFirstName: 'Päivi',
  administratorLastName: 'Pää',
  administratorLanguage: 'fi',
  ...more,
});

test('an operator belongs to no company, and sees every company with its numbers', async () => {
  const me = (await otso.get('/api/me')).body;
  expect(me).toMatchObject({ role: 'operator', organization: { name: 'Tahti' } });
  const { rows, total } = (await otso.get('/api/companies?pageSize=200')).body;
  expect(total).toBe(rows.length);
  expect(rows.map((row: { name: string }) => row.name)).not.toContain('Tahti');
  const row = rows.find(({ id }: { id: string }) => id === company.id);
  expect(row).toMatchObject({ name: `Company ${company.domain}`, users: 4, switchedOn: 0, inTrouble: 0 });
  expect(row.administrator).toEqual({ name: 'Aino Example', email: company.aino.email });
});

test('the list is searched by name and by administrator, literally, and comes in pages', async () => {
  const found = async (search: string) =>
    (await otso.get(`/api/companies?search=${encodeURIComponent(search)}`)).body.rows.map(
      ({ id }: { id: string }) => id,
    );
  expect(await found(`COMPANY ${company.domain}`)).toEqual([company.id]);
  expect(await found(company.aino.email)).toEqual([company.id]);
  expect(await found(company.onni.email)).toEqual([]);
  expect(await found('%')).toEqual([]);
  await makeCompany(web.database, `another-${count}.example`);
  const pages = await Promise.all(
    [1, 2].map((page) => otso.get(`/api/companies?page=${page}&pageSize=1`).then(({ body }) => body)),
  );
  expect(pages[0].rows).toHaveLength(1);
  expect(pages[0].rows[0].id).not.toBe(pages[1].rows[0].id);
});

test('a company is added with its types and its first administrator, who comes in by the invitation', async () => {
  const asked = form();
  const { status, body } = await otso.post('/api/companies', asked);
  expect(status).toBe(201);
  expect(body.company).toMatchObject({ name: asked.name, users: 1, isTakenOver: false });
  expect(body.invitation).toMatchObject({ way: 'handedOver', email: asked.administratorEmail });
  const paivi = web.client();
  const token = tokenIn(body.invitation.link);
  expect((await paivi.post('/api/password/link', { token })).body).toMatchObject({ purpose: 'invitation' });
  const set = await paivi.post('/api/password/set', { token, newPassword: 'neljä sanaa peräkkäin' });
  expect(set.body).toMatchObject({ role: 'administrator', language: 'fi', timeZone: 'Europe/Stockholm' });
  expect((await paivi.get('/api/activity-types')).body.length).toBeGreaterThan(3);
  expect((await paivi.get('/api/add-ons')).body[0].active).toBe(false);
  const { rows } = (await otso.get(`/api/companies?search=${encodeURIComponent(asked.name)}`)).body;
  expect(rows[0].isTakenOver).toBe(true);
});

test('nobody knows a password of an administrator who has not come in yet', async () => {
  const asked = form();
  await otso.post('/api/companies', asked);
  for (const password of ['none', 'x', ''.padEnd(12, 'none')])
    await expect(web.client().signIn(asked.administratorEmail, password)).rejects.toThrow('wrongCredentials');
});

test('an invitation can be made again until an administrator has come in, and never after', async () => {
  const { body } = await otso.post('/api/companies', form());
  const again = await otso.post(`/api/companies/${body.company.id}/invitation`);
  expect(again.body.way).toBe('handedOver');
  const newPassword = 'neljä sanaa peräkkäin';
  await web.client().post('/api/password/set', { token: tokenIn(again.body.link), newPassword });
  const late = await otso.post(`/api/companies/${body.company.id}/invitation`);
  expect([late.status, late.body.code]).toEqual([409, 'companyTakenOver']);
  const old = await web
    .client()
    .post('/api/password/set', { token: tokenIn(body.invitation.link), newPassword });
  expect(old.status).toBe(410);
});

test('there is no invitation into the place of the operators, nor into a company that is none', async () => {
  const { organization } = (await otso.get('/api/me')).body;
  for (const id of [organization.id, crypto.randomUUID(), 'none']) {
    const { status, body } = await otso.post(`/api/companies/${id}/invitation`);
    expect([status, body.code]).toEqual([404, 'companyNotFound']);
  }
});

test.each([
  ['no name', { name: '   ' }, 400, 'name'],
  ['a zone that nobody knows', { timeZone: 'Europe/Äänekoski' }, 400, 'timeZone'],
  ['what is no address', { administratorEmail: 'paakayttaja' }, 400, 'administratorEmail'],
  ['no first name', { administratorFirstName: '' }, 400, 'administratorFirstName'],
  ['a language that Tahti does not speak', { administratorLanguage: 'de' }, 400, 'administratorLanguage'],
])('%s is refused beside its field, and nothing is added', async (_what, more, status, field) => {
  const before = (await otso.get('/api/companies')).body.total;
  const answer = await otso.post('/api/companies', form(more));
  expect(answer.status).toBe(status);
  expect(Object.keys(answer.body.fields)).toEqual([field]);
  expect((await otso.get('/api/companies')).body.total).toBe(before);
});

test('a name or an address that is taken is refused beside its field', async () => {
  const name = `company ${company.domain}`;
  const taken = await otso.post('/api/companies', form({ name }));
  expect([taken.status, Object.keys(taken.body.fields)]).toEqual([409, ['name']]);
  for (const administratorEmail of [company.onni.email.toUpperCase(), operator.email]) {
    const address = await otso.post('/api/companies', form({ administratorEmail }));
    expect([address.status, Object.keys(address.body.fields)]).toEqual([409, ['administratorEmail']]);
  }
});

test('an operator sees into no calendar and no log, and turns nobody’s synchronization on', async () => {
  await connect(web.database, web.secretKey, company);
  const own = (await otso.get('/api/me')).body.id;
  for (const userId of [company.onni.id, own])
    for (const step of ['dry-run', 'on', 'run', 'pause', 'resume', 'off', 'held-deletions']) {
      const answer = await otso.post(`/api/users/${userId}/synchronization/${step}`, {});
      expect([answer.status, answer.body.code], step).toEqual([403, 'forbidden']);
    }
  for (const path of [
    '/api/activities',
    '/api/log',
    '/api/log/export?format=csv',
    '/api/users',
    '/api/colleagues',
  ])
    expect((await otso.get(path)).status, path).toBe(403);
  expect(await web.database.db.selectFrom('synchronizations').selectAll().execute()).toEqual([]);
});

test('the database itself keeps operators out of companies and companies’ roles out of operators', async () => {
  const { db } = web.database;
  const update = (role: 'operator' | 'administrator', id: string) =>
    db.updateTable('users').set({ role }).where('id', '=', id).execute();
  await expect(update('operator', company.aino.id)).rejects.toThrow('users_role_fits_organization');
  await expect(update('administrator', operator.id)).rejects.toThrow('users_role_fits_organization');
});

test('every operator lives in one place', async () => {
  const second = await addOperator(web.database, `second-${count}.example`);
  const rows = await web.database.db
    .selectFrom('users')
    .select('organizationId')
    .where('id', 'in', [operator.id, second.id])
    .execute();
  const [place] = rows;
  expect(new Set(rows.map(({ organizationId }) => organizationId)).size).toBe(1);
  expect(await findOrganization(web.database.db, place?.organizationId ?? '')).toMatchObject({
    name: 'Tahti',
  });
});
