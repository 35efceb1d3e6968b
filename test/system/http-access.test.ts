import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ACCESS, type Access } from '../../src/http/access.ts';
import { Role } from '../../src/http/contract.ts';
import { addOperator, type Company, connect, makeCompany, type Person } from '../fixtures/companies.ts';
import type { Answer, HttpClient } from '../fixtures/http-client.ts';
import { startServer, type TestServer } from '../fixtures/http-server.ts';

let web: TestServer;
let company: Company;
let other: Company;
let operator: Person;
const clients = new Map<Role, HttpClient>();

beforeAll(async () => {
  web = await startServer();
  company = await makeCompany(web.database, 'access.example');
  other = await makeCompany(web.database, 'other.example');
  await connect(web.database, web.secretKey, company);
  operator = await addOperator(web.database, 'access.example');
  for (const role of ROLES) clients.set(role, await signedIn(role));
});
afterAll(() => web.close());

const personOf = (role: Role): Person =>
  ({ administrator: company.aino, user: company.onni, support: company.taavi, operator })[role];

async function signedIn(role: Role): Promise<HttpClient> {
  const client = web.client();
  await client.signIn(personOf(role).email);
  return client;
}

/** Ending the session would end the test's own; it is told in the tests of sessions. */
const ROUTES = Object.entries(ACCESS).filter(([route]) => route !== 'DELETE /api/session');
const ROLES = Role.options;

/** Calls a route of the table about a user; a body that is never right does not matter to the guard. */
function callRoute(client: HttpClient, route: string, userId: string): Promise<Answer> {
  const [method = '', pattern = ''] = route.split(' ');
  const path = pattern
    .replace(':userId', userId)
    .replace(':companyId', randomUUID())
    .replace(':id', randomUUID())
    .replace(':name', 'exchange-calendar-synchronization');
  return client.send(method, path, method === 'GET' || method === 'DELETE' ? undefined : {});
}

const REFUSED_BY_GUARD = ['forbidden', 'onlyYourself', 'signInRequired', 'forgeryToken'];
const wasLetThrough = (answer: Answer) => !REFUSED_BY_GUARD.includes(answer.body?.code);

function mayAboutOneself(access: Access, role: Role): boolean {
  if (access.kind === 'oneself') return role !== 'operator';
  return access.kind !== 'roles' || access.roles.includes(role);
}

function mayAboutOthers(access: Access, role: Role): boolean {
  return access.kind === 'oneself' ? access.orRoles.includes(role) : mayAboutOneself(access, role);
}

describe('the table of access holds both ways', () => {
  test.each(ROUTES)('%s without a session', async (route, access) => {
    const answer = await callRoute(web.client(), route, company.onni.id);
    if (access.kind === 'anyone') expect(answer.status).not.toBe(401);
    else expect([answer.status, answer.body.code]).toEqual([401, 'signInRequired']);
  });

  test.each(ROUTES.flatMap(([route, access]) => ROLES.map((role) => [route, role, access] as const)))(
    '%s as %s about oneself',
    async (route, role, access) => {
      const answer = await callRoute(clients.get(role) as HttpClient, route, personOf(role).id);
      expect(wasLetThrough(answer), answer.text).toBe(mayAboutOneself(access, role));
      if (!mayAboutOneself(access, role)) expect(answer.status).toBe(403);
    },
  );

  test.each(ROUTES.flatMap(([route, access]) => ROLES.map((role) => [route, role, access] as const)))(
    '%s as %s about somebody else',
    async (route, role, access) => {
      const answer = await callRoute(clients.get(role) as HttpClient, route, company.helmi.id);
      expect(wasLetThrough(answer), answer.text).toBe(mayAboutOthers(access, role));
      if (!mayAboutOthers(access, role)) expect(answer.status).toBe(403);
    },
  );
});

test('every route under /api stands in the description, and nothing else does', async () => {
  const { body } = await web.client().get('/api/openapi.json');
  const described = Object.entries(body.paths as Record<string, object>).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ':$1')}`),
  );
  const underApi = described.filter((route) => route.includes(' /api/'));
  expect(underApi.sort()).toEqual(Object.keys(ACCESS).sort());
  expect(body.openapi).toBe('3.1.0');
  expect(described.filter((route) => route.includes(' /rest-api/v1/')).length).toBeGreaterThan(20);
});

test('users of another company do not exist, whatever is asked about them', async () => {
  for (const [route, access] of ROUTES.filter(([, { kind }]) => kind === 'oneself')) {
    const answer = await callRoute(clients.get('administrator') as HttpClient, route, other.onni.id);
    const status = access.kind === 'oneself' && route.endsWith('off') ? [400, 404] : [404, 400];
    expect(status, route).toContain(answer.status);
    expect(answer.text, route).not.toContain('onlyYourself');
  }
  const off = await (clients.get('administrator') as HttpClient).post(
    `/api/users/${other.onni.id}/synchronization/off`,
    { entries: 'keep' },
  );
  expect([off.status, off.body.code]).toEqual([404, 'userNotFound']);
});
