import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SENTENCES } from '../../src/http/language.ts';
import { type Company, connect, makeCompany } from '../fixtures/companies.ts';
import type { Answer, HttpClient } from '../fixtures/http-client.ts';
import { startServer, type TestServer } from '../fixtures/http-server.ts';

let web: TestServer;
let company: Company;
let aino: HttpClient;

beforeAll(async () => {
  web = await startServer();
  company = await makeCompany(web.database, 'refusals.example');
  aino = web.client();
  await aino.signIn(company.aino.email);
});
afterAll(() => web.close());

const LANGUAGES = ['fi', 'en', 'sv'] as const;

const activity = () => ({
  subject: 'X',
  typeId: company.types.meeting.id,
  time: { kind: 'allDay', start: '2026-12-01', end: '2026-12-02' },
  ...{ location: '', notes: '', participantIds: [], busy: 'busy' },
});

/** A request that is refused with each code, as an administrator unless it says otherwise. */
const REFUSED: Record<string, (client: HttpClient) => Promise<Answer>> = {
  signInRequired: () => anonymous('GET', '/api/me'),
  wrongCredentials: () =>
    anonymous('POST', '/api/session', { email: `${randomUUID()}@x.example`, password: 'x' }),
  crossSite: (client) => withHeaders(client, { 'sec-fetch-site': 'cross-site' }, 'DELETE', '/api/session'),
  forgeryToken: (client) => withHeaders(client, { 'x-csrf-token': 'x' }, 'PATCH', '/api/me', {}),
  unknownRoute: (client) => client.get('/api/nothing-here'),
  userNotFound: (client) => client.get(`/api/users/${randomUUID()}/synchronization`),
  activityNotFound: (client) => client.get(`/api/activities/${randomUUID()}`),
  addOnNotFound: (client) => client.put('/api/add-ons/other', { active: true }),
  invalidRequest: (client) => client.post('/api/activities', { ...activity(), subject: '' }),
  malformedJson: (client) => client.post('/api/activities', '{ "subject": '),
  malformedRequest: (client) => client.get('/api/activities/%zz'),
  emptyBody: (client) => client.post('/api/activities', ''),
  bodyTooLarge: (client) => client.post('/api/activities', { ...activity(), notes: 'x'.repeat(1_100_000) }),
  unsupportedContentType: (client) =>
    withHeaders(client, { 'content-type': 'text/csv' }, 'POST', '/api/activities', 'a'),
  onlyYourself: (client) => client.post(`/api/users/${company.onni.id}/synchronization/on`, {}),
  addOnInactive: (client) => client.post(`/api/users/${company.aino.id}/synchronization/on`, {}),
  typeUnknown: (client) => client.post('/api/activities', { ...activity(), typeId: randomUUID() }),
  participantUnknown: (client) =>
    client.post('/api/activities', { ...activity(), participantIds: [randomUUID()] }),
  periodReversed: (client) => client.get('/api/activities?from=2026-12-02T00:00:00Z&to=2026-12-01T00:00:00Z'),
  pageUnknown: (client) => client.get('/api/log?before=nonsense'),
};

function anonymous(method: string, path: string, body?: unknown): Promise<Answer> {
  const client = web.client();
  client.headers = { ...aino.headers };
  return client.send(method, path, body);
}

async function withHeaders(
  client: HttpClient,
  headers: Record<string, string>,
  method: string,
  path: string,
  body?: unknown,
): Promise<Answer> {
  const before = client.headers;
  client.headers = { ...before, ...headers };
  return client.send(method, path, body).finally(() => {
    client.headers = before;
  });
}

describe.each(LANGUAGES)('in %s', (language) => {
  beforeAll(async () => {
    aino.headers = { 'accept-language': `${language}, de;q=0.5` };
    await aino.patch('/api/me', { language });
  });

  test.each(Object.keys(REFUSED))('%s is a sentence with a request id', async (code) => {
    const { status, body, headers } = await (REFUSED[code] as (client: HttpClient) => Promise<Answer>)(aino);
    expect([body?.code, status >= 400]).toEqual([code, true]);
    expect(headers.get('content-type')).toContain('application/json');
    expect(body.requestId).toMatch(/^[\da-f-]{36}$/);
    expect(body.message).toMatch(/^\p{Lu}.+\.$/u);
    expect(body.message).not.toMatch(/[{}]/);
    const expected = SENTENCES[language][`error.${code}`] ?? '';
    if (code !== 'invalidRequest') expect(body.message).toBe(filled(expected, body.message));
  });
});

/** The sentence with its places taken from the message, so that only its own words are compared. */
function filled(text: string, message: string): string {
  const pattern = text.replace(/[.*+?^$()|[\]\\]/g, '\\$&').replace(/\{\w+\}/g, '.+');
  return new RegExp(`^${pattern}$`).test(message) ? message : text;
}

test('the person’s own language goes before that of the browser', async () => {
  await aino.patch('/api/me', { language: 'fi' });
  aino.headers = { 'accept-language': 'sv' };
  expect((await aino.get(`/api/activities/${randomUUID()}`)).body.message).toBe(
    SENTENCES.fi['error.activityNotFound'],
  );
});

test('what nobody foresaw tells its request id and nothing of its inner details', async () => {
  await connect(web.database, web.secretKey, company);
  web.engine.looked = new Error('the inner words of a failure at 10.0.0.7');
  const { status, body, text } = await aino.post(`/api/users/${company.aino.id}/synchronization/dry-run`, {});
  expect([status, body.code]).toEqual([500, 'internal']);
  expect(text).not.toContain('inner words');
  const line = web.logged.find((one) => one.includes('inner words'));
  expect(JSON.parse(line ?? '{}').requestId).toBe(body.requestId);
});

test('prototype tricks in a body are refused as broken JSON', async () => {
  const answer = await aino.post('/api/activities', '{"__proto__": {"role": "administrator"}}');
  expect([answer.status, answer.body.code]).toEqual([400, 'malformedJson']);
});
