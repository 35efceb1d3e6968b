import { afterAll, beforeAll, expect, test } from 'vitest';
import { addOperator, type Company, makeCompany } from '../fixtures/companies.ts';
import type { HttpClient } from '../fixtures/http-client.ts';
import { startServer, type TestServer } from '../fixtures/http-server.ts';

let web: TestServer;
let company: Company;
let other: Company;

beforeAll(async () => {
  web = await startServer();
  company = await makeCompany(web.database, 'guided.example');
  other = await makeCompany(web.database, 'lost.example');
});
afterAll(() => web.close());

async function signedIn(email: string): Promise<HttpClient> {
  const client = web.client();
  await client.signIn(email);
  await client.patch('/api/me', { language: 'en' });
  return client;
}

const rowsOf = async (client: HttpClient) => (await client.get('/api/guide-feedback')).body.rows;

test('an answer is kept, a later one takes its place, and the company sees its own alone', async () => {
  const aino = await signedIn(company.aino.email);
  const path = '/api/guide-feedback/impersonationRole';
  expect((await aino.put(path, { helpful: false, comment: ' Which shell? ' })).status).toBe(200);
  expect(await rowsOf(aino)).toMatchObject([
    { guide: 'impersonationRole', helpful: false, comment: 'Which shell?', person: 'Aino Example' },
  ]);
  await aino.put(path, { helpful: true, comment: '' });
  expect(await rowsOf(aino)).toMatchObject([{ helpful: true, comment: '' }]);
  expect(await rowsOf(await signedIn(other.aino.email))).toEqual([]);
});

test('an operator sees those of all companies, page by page, without names of people', async () => {
  const elsewhere = await signedIn(other.aino.email);
  await elsewhere.put('/api/guide-feedback/extendedRights', { helpful: false, comment: 'Too old' });
  const operator = await signedIn((await addOperator(web.database, 'guided.example')).email);
  const { rows, total } = (await operator.get('/api/guide-feedback?pageSize=1')).body;
  expect([total, rows.length]).toEqual([2, 1]);
  expect(rows[0]).toMatchObject({ guide: 'extendedRights', comment: 'Too old', person: null });
  expect(rows[0].company).not.toBe('');
  const { body } = await operator.get('/api/guide-feedback?pageSize=1&page=2');
  expect(body.rows[0].guide).toBe('impersonationRole');
});

test('a guide that there is none of, and a comment too long, are refused', async () => {
  const aino = await signedIn(company.aino.email);
  const unknown = await aino.put('/api/guide-feedback/knitting', { helpful: true, comment: '' });
  expect(unknown.status).toBe(400);
  const long = await aino.put('/api/guide-feedback/onlineApplication', {
    helpful: true,
    comment: 'x'.repeat(2001),
  });
  expect(long.status).toBe(400);
  expect(long.body.fields.comment).toMatch(/Comment/);
});
