import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CLIENT_SECRET, type Company, makeCompany } from '../fixtures/companies.ts';
import { startServer, type TestServer } from '../fixtures/http-server.ts';
import { SeveraClient } from '../fixtures/severa-client.ts';

let web: TestServer;
let company: Company;

beforeAll(async () => {
  web = await startServer();
  company = await makeCompany(web.database, 'severa-sign-in.example');
});
afterAll(() => web.close());

const GUID = '00000000-0000-4000-8000-000000000000';

describe('a token', () => {
  test('comes with everything that Severa tells about it', async () => {
    const client = new SeveraClient(web.url, company.clientId);
    const { status, body } = await client.requestToken(CLIENT_SECRET, 'activities:read,users:read');
    expect(status).toBe(200);
    expect(body).toEqual({
      access_token: expect.any(String),
      access_token_type: 'Bearer',
      access_token_expires_in: 3600,
      access_token_expires_utc: expect.any(String),
      refresh_token: expect.any(String),
      refresh_token_expires_in: 86_400,
      refresh_token_expires_utc: expect.any(String),
      scope: 'activities:read,users:read',
    });
    const left = Date.parse(body.access_token_expires_utc) - Date.now();
    expect(Math.abs(left - 3600_000)).toBeLessThan(60_000);
  });

  test('is renewed once with its refresh token, given as a JSON string', async () => {
    const client = await SeveraClient.signIn(web.url, company, 'users:read');
    const { status, body } = await client.post('refreshtoken', client.refreshToken);
    expect([status, body.scope]).toEqual([200, 'users:read']);
    const again = await client.post('refreshtoken', client.refreshToken);
    expect([again.status, again.body.error.type]).toEqual([401, 'AuthenticationRequired']);
    client.token = body.access_token;
    expect((await client.get('users')).status).toBe(200);
  });

  test.each([
    ['a wrong secret', { client_secret: 'wrong' }, 401, 'AuthenticationRequired'],
    ['an unknown client', { client_id: 'nobody' }, 401, 'AuthenticationRequired'],
    ['no secret', { client_secret: undefined }, 400, 'InvalidParameter'],
    ['an unknown field', { password: 'x' }, 400, 'InvalidParameter'],
    ['an unknown scope', { scope: 'everything' }, 400, 'InvalidParameter'],
  ])('is not given for %s', async (_title, change, status, type) => {
    const client = new SeveraClient(web.url, company.clientId);
    const credentials = { client_id: company.clientId, client_secret: CLIENT_SECRET, ...change };
    const answer = await client.post('token', credentials);
    expect([answer.status, answer.body.error.httpStatusCode, answer.body.error.type]).toEqual([
      status,
      status,
      type,
    ]);
    expect(answer.body.error.details[0].message).toMatch(/\.$/);
  });

  test('carries no scope that its client was not given', async () => {
    await web.database.db
      .updateTable('apiClients')
      .set({ scopes: ['users:read'] })
      .where('clientId', '=', company.clientId)
      .execute();
    const client = new SeveraClient(web.url, company.clientId);
    const { status, body } = await client.requestToken(CLIENT_SECRET, 'activities:read');
    expect([status, body.error.type]).toEqual([403, 'InsufficientApiScope']);
    expect(body.error.details[0].message).toContain('activities:read');
  });

  test('is not guessed: after some wrong secrets the right one has to wait too', async () => {
    const target = await makeCompany(web.database, 'severa-guessed.example');
    const client = new SeveraClient(web.url, target.clientId);
    for (let attempt = 0; attempt < 10; attempt++)
      expect((await client.requestToken(`guess ${attempt}`)).status).toBe(401);
    expect((await client.requestToken(CLIENT_SECRET)).status).toBe(401);
  });
});

describe('a call', () => {
  let all: SeveraClient;
  let scoped: Company;

  beforeAll(async () => {
    scoped = await makeCompany(web.database, 'severa-calls.example');
    all = await SeveraClient.signIn(web.url, scoped);
  });

  test('without a token, with a false one, or with another client’s id is refused', async () => {
    const none = new SeveraClient(web.url, scoped.clientId);
    expect((await none.get('users')).status).toBe(401);
    const other = new SeveraClient(web.url, company.clientId);
    other.token = all.token;
    const { status, body } = await other.get('users');
    expect([status, body.error.details[0].location]).toEqual([
      401,
      { type: 'RequestHeader', name: 'client_id' },
    ]);
    other.headers = { authorization: 'Bearer nonsense' };
    expect((await other.get('users')).status).toBe(401);
    const refresh = new SeveraClient(web.url, scoped.clientId);
    refresh.token = all.refreshToken;
    expect((await refresh.get('users')).status).toBe(401);
  });

  test('after the token’s time is over is refused', async () => {
    const client = await SeveraClient.signIn(web.url, scoped);
    await web.database.db
      .updateTable('apiTokens')
      .set({ expiresAt: new Date(Date.now() - 1000).toISOString() })
      .where('clientId', '=', scoped.clientId)
      .execute();
    expect((await client.get('users')).status).toBe(401);
    all = await SeveraClient.signIn(web.url, scoped);
  });

  test.each([
    ['GET', 'activities', 'activities:read'],
    ['GET', `activities/${GUID}`, 'activities:read'],
    ['POST', 'activities', 'activities:write'],
    ['PATCH', `activities/${GUID}`, 'activities:write'],
    ['DELETE', `activities/${GUID}`, 'activities:delete'],
    ['DELETE', `activities/${GUID}/exceptions`, 'activities:delete'],
    ['GET', `activities/${GUID}/activityparticipants`, 'activities:read'],
    ['GET', `activityparticipants/${GUID}`, 'activities:read'],
    ['POST', 'activityparticipants', 'activities:write'],
    ['PATCH', `activityparticipants/${GUID}`, 'activities:write'],
    ['DELETE', `activities/${GUID}/activityparticipants/${GUID}`, 'activities:delete'],
    ['GET', 'activitytypes', 'settings:read'],
    ['GET', `activitytypes/${GUID}`, 'settings:read'],
    ['POST', 'activitytypes', 'settings:write'],
    ['PATCH', `activitytypes/${GUID}`, 'settings:write'],
    ['DELETE', `activitytypes/${GUID}`, 'settings:delete'],
    ['GET', 'users', 'users:read'],
    ['GET', `users/${GUID}`, 'users:read'],
    ['GET', 'localization/timezones', 'settings:read'],
    ['GET', `localization/timezones/${GUID}`, 'settings:read'],
    ['GET', 'organizationdetails', 'organization:read'],
  ])('%s %s asks for the scope %s and no other', async (method, path, scope) => {
    const others = [
      ...['activities:read', 'activities:write', 'activities:delete', 'users:read'],
      ...['settings:read', 'settings:write', 'settings:delete', 'organization:read'],
    ].filter((one) => one !== scope);
    const setScopes = (scopes: string[]) =>
      web.database.db
        .updateTable('apiTokens')
        .set({ scopes })
        .where('clientId', '=', scoped.clientId)
        .execute();
    await setScopes(others);
    const { status, body } = await all.send(
      method,
      path,
      method === 'POST' || method === 'PATCH' ? {} : undefined,
    );
    expect([status, body.error.type]).toEqual([403, 'InsufficientApiScope']);
    expect(body.error.details[0].message).toContain(scope);
    await setScopes([scope]);
    const allowed = await all.send(method, path, method === 'POST' || method === 'PATCH' ? {} : undefined);
    expect([200, 400, 404]).toContain(allowed.status);
  });

  test('to an address that is none, or with a body that is none, is refused in Severa’s shape', async () => {
    all = await SeveraClient.signIn(web.url, scoped);
    const nowhere = await all.get('invoices');
    expect([nowhere.status, nowhere.body.error.httpStatusCode]).toEqual([404, 404]);
    const broken = await fetch(`${web.url}/rest-api/v1/activities`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${all.token}`,
        client_id: scoped.clientId,
        'content-type': 'application/json',
      },
      body: '{',
    });
    const { error } = (await broken.json()) as { error: { type: string } };
    expect([broken.status, error.type]).toEqual([400, 'InvalidRequest']);
  });
});

describe('the quota', () => {
  let limited: TestServer;

  beforeAll(async () => {
    limited = await startServer({ severaRateLimit: true });
  });
  afterAll(() => limited.close());

  test('is ten requests a second for each organization, refused in the documented words', async () => {
    const one = await makeCompany(limited.database, 'quota-one.example');
    const other = await makeCompany(limited.database, 'quota-other.example');
    const client = await SeveraClient.signIn(limited.url, one);
    const bystander = await SeveraClient.signIn(limited.url, other);
    const answers = await Promise.all(Array.from({ length: 60 }, () => client.get('localization/timezones')));
    const refused = answers.filter((answer) => answer.status === 429);
    expect(refused.length).toBeGreaterThan(0);
    expect(refused[0]?.text).toBe('API calls quota exceeded! maximum admitted 10 per 1s.');
    expect(refused[0]?.headers.get('retry-after')).toBe('1');
    expect((await bystander.get('localization/timezones')).status).toBe(200);
    await expect.poll(async () => (await client.get('localization/timezones')).status).toBe(200);
  });
});
