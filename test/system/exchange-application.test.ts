import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { Registry } from 'prom-client';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { ExchangeForm, Move, Rung } from '../../src/http/contract.ts';
import { createServer } from '../../src/http/server.ts';
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.ts';
import { Company } from '../fixtures/company.ts';
import { freshDatabase, type TestDatabase } from '../fixtures/database.ts';
import { type SeededOrganization, type SeededUser, seedOrganization } from '../fixtures/database-seed.ts';
import { HttpClient } from '../fixtures/http-client.ts';
import { until } from '../fixtures/until.ts';

const PASSWORD = 'four words in a row';
const APPLICATION = {
  version: 'office365-ews',
  signInWay: 'application',
  tenant: 'esimerkki.example',
  applicationId: '7a0c1f0e-5b1d-4c8e-9a51-2f60d3c0de01',
  clientSecret: 'graph-demo',
} as const;
const WRONG_SECRET = 'a-secret-that-is-not-it';

let database: TestDatabase;
let sandbox: Sandbox;
let company: Company;
let onni: SeededUser;
let aino: HttpClient;
/** Everything that was answered or logged. */
const said: string[] = [];
const ends: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  database = await freshDatabase();
  sandbox = await startSandbox({ port: 0, dataDir: null, seed: 'empty' });
});
afterAll(async () => {
  for (const end of ends.reverse()) await end();
  await sandbox.close();
  await database.close();
});

beforeEach(() => open());

/** A company of its own with its page; `work`: its engine does by itself what the page asks of it. */
async function open(work = false): Promise<void> {
  const seeded = await companyOfItsOwn();
  ({ onni } = seeded);
  const config = { loginUrl: sandbox.url, work, sweepSeconds: 3600 };
  company = await Company.open(database, { seeded, sandboxUrl: sandbox.url, config });
  const { engine } = company;
  ends.push(() => engine.stop());
  aino = await page(company, seeded.aino.email);
}

/** A company whose people have addresses that nobody else has: one signs in by the address alone. */
async function companyOfItsOwn(): Promise<SeededOrganization> {
  const seeded = await seedOrganization(database, { password: PASSWORD });
  const { organization, aino, onni, helmi, types } = seeded;
  const moved = async (user: SeededUser) => {
    const email = user.email.replace('@', `@${organization.id}.`);
    await database.db.updateTable('users').set({ email }).where('id', '=', user.id).execute();
    return { ...user, email };
  };
  return { organization, types, aino: await moved(aino), onni: await moved(onni), helmi: await moved(helmi) };
}

/** The page's API over HTTP with the real synchronizer behind it, and an administrator signed in to it. */
async function page({ engine, secretKey }: Company, email: string): Promise<HttpClient> {
  const log = pino({ level: 'trace' }, { write: (line: string) => void said.push(line) });
  const config = { demo: false, demoAccounts: [], webRoot: null, version: '0', severaRateLimit: false };
  const parts = { database, engine, secretKey, mailer: null, registry: new Registry(), config, log };
  const server = await createServer(parts);
  await server.listen({ host: '127.0.0.1', port: 0 });
  ends.push(() => server.close());
  const client = new HttpClient(`http://127.0.0.1:${(server.server.address() as AddressInfo).port}`);
  await client.signIn(email, PASSWORD);
  await client.patch('/api/me', { language: 'en' });
  return client;
}

/** What is saved now, with a change. */
async function form(change: Partial<ExchangeForm>): Promise<ExchangeForm> {
  const { saved } = (await aino.get('/api/exchange-settings')).body;
  return { ...saved, ...change };
}

async function save(change: Partial<ExchangeForm>, saveAnyway = false) {
  const body = { form: await form(change), testMailbox: onni.email, saveAnyway };
  const answer = await aino.put('/api/exchange-settings', body);
  said.push(answer.text);
  return answer;
}

/** Another way of signing in is a move: looked at, confirmed, and over once every mailbox was recognised. */
async function move(change: Partial<ExchangeForm>): Promise<void> {
  const body = { form: await form(change), testMailbox: onni.email, saveAnyway: false };
  const asked = await aino.post('/api/exchange-settings/move', body);
  said.push(asked.text);
  expect(asked.status, asked.text).toBe(200);
  await untilMove('looked');
  const { id: moveId } = await latestMove();
  const answer = await aino.post('/api/exchange-settings/move/confirm', { moveId, despiteFailures: false });
  said.push(answer.text);
  expect(answer.status, answer.text).toBe(200);
  await untilMove('finished');
}

const latestMove = async (): Promise<Move> => (await aino.get('/api/exchange-settings/move')).body.move;
const untilMove = (state: Move['state']) => until(async () => (await latestMove())?.state === state);

/** The rungs of *Test the connection* as they end. */
async function climb(change: Partial<ExchangeForm>): Promise<Map<Rung['name'], Rung>> {
  const body = { form: await form(change), testMailbox: onni.email };
  const { text, status } = await aino.post('/api/exchange-settings/test', body);
  said.push(text);
  expect(status, text).toBe(200);
  const rungs = text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Rung);
  return new Map(rungs.map((rung) => [rung.name, rung]));
}

const control = (path: string, body: object) => company.exchange.control('POST', path, body);

describe('an administrator who lets Tahti sign in as an application', () => {
  test('tests, saves and synchronizes with it', async () => {
    const rungs = await climb(APPLICATION);
    expect([...rungs.values()].filter(({ state }) => state === 'failed')).toEqual([]);
    expect(rungs.get('signIn')?.facts).toMatchObject({
      application: APPLICATION.applicationId,
      tenant: APPLICATION.tenant,
    });
    const { status, body } = await save(APPLICATION);
    expect(status).toBe(200);
    expect(body).toMatchObject({ hasPassword: false, hasClientSecret: true, savedAnyway: false });
    expect(body.saved).toMatchObject({ ...APPLICATION, clientSecret: null, delegatePassword: null });
    await company.switchOn(onni);
    await company.exchange.add(onni.email, [{ subject: 'From Outlook' }]);
    await company.addActivity(onni, 'From Tahti', 30);
    await company.runWell(onni);
    expect(await company.activityNames(onni)).toEqual(['From Outlook', 'From Tahti']);
    expect(await company.itemSubjects(onni)).toEqual(['From Outlook', 'From Tahti']);
  });

  test('and back again keeps every link: nothing is written, nothing doubled', async () => {
    await open(true);
    await company.switchOn(onni);
    await company.exchange.add(onni.email, [{ subject: 'One' }, { subject: 'Two' }]);
    await company.runWell(onni);
    await company.runWell(onni);
    const look = async () => {
      const items = await company.exchange.items(onni.email);
      const activities = await company.activities(onni);
      return [...items.map(({ id, changeKey }) => id + changeKey), ...activities.map(({ id }) => id)].sort();
    };
    const before = await look();
    const refused = await save(APPLICATION);
    expect([refused.status, refused.body.code]).toEqual([409, 'moveRequired']);
    await move(APPLICATION);
    await company.runWell(onni);
    expect(await look()).toEqual(before);
    const { delegate } = company.exchange;
    const back = { delegateUserName: delegate.userName, delegatePassword: delegate.password };
    await move({ signInWay: 'password', ...back });
    await company.runWell(onni);
    expect(await look()).toEqual(before);
  });

  test('keeps the stored secret where none is typed', async () => {
    await save(APPLICATION);
    expect((await climb({ clientSecret: null })).get('signIn')?.state).toBe('passed');
    expect((await save({ clientSecret: null, daysBack: 9 })).status).toBe(200);
  });
});

describe('the sign-in rung has Microsoft’s exact words and the advice that fits', () => {
  const climbs: [string, Partial<ExchangeForm>, string, string][] = [
    ['a wrong secret', { clientSecret: WRONG_SECRET }, 'AADSTS7000215', 'ewsTokenSecretWrong'],
    ['an unknown tenant', { tenant: 'nowhere.example' }, 'AADSTS90002', 'ewsTokenTenantUnknown'],
    [
      'an application of somebody else',
      { applicationId: '00000000-0000-4000-8000-000000000000' },
      'AADSTS700016',
      'ewsTokenApplicationUnknown',
    ],
  ];
  test.each(climbs)('about %s', async (_name, change, code, advice) => {
    const rung = (await climb({ ...APPLICATION, ...change })).get('signIn');
    expect(rung).toMatchObject({ state: 'failed', advice, facts: { aadsts: code } });
    expect(rung?.words).toMatch(new RegExp(`^${code}: `));
    const saved = await save({ ...APPLICATION, ...change });
    expect([saved.status, saved.body.code]).toEqual([422, 'connectionTestFailed']);
    expect(saved.body.fields.signIn).toContain(code);
  });

  test('about a secret that has expired', async () => {
    await control('application', { secretExpired: true });
    const rung = (await climb(APPLICATION)).get('signIn');
    await control('application', { secretExpired: false });
    expect(rung).toMatchObject({ state: 'failed', advice: 'ewsTokenSecretExpired' });
  });

  test('about a token that Exchange does not take', async () => {
    await control('server', { bearerAllowed: false });
    const rung = (await climb(APPLICATION)).get('signIn');
    await control('server', { bearerAllowed: true });
    expect(rung).toMatchObject({ state: 'failed', advice: 'ewsTokenNotTaken' });
  });
});

describe('what cannot be saved names its field', () => {
  const faults: [string, Partial<ExchangeForm>, keyof ExchangeForm, RegExp][] = [
    ['another version', { version: '2019' }, 'signInWay', /only Office 365 \(EWS\)/],
    ['no tenant', { tenant: ' ' }, 'tenant', /required/],
    ['a tenant that is none', { tenant: 'common' }, 'tenant', /neither an id nor a domain/],
    ['a tenant with a path', { tenant: 'a.example/../b' }, 'tenant', /neither an id nor a domain/],
    ['no application', { applicationId: '' }, 'applicationId', /required/],
    ['an application by its name', { applicationId: 'Tahti' }, 'applicationId', /not an id/],
    ['no secret', { clientSecret: null }, 'clientSecret', /none is stored/],
    ['the id of the secret', { clientSecret: APPLICATION.applicationId }, 'clientSecret', /its value/],
  ];
  test.each(faults)('%s', async (_name, change, field, words) => {
    const { status, body } = await save({ ...APPLICATION, ...change }, true);
    expect(status).toBe(422);
    expect(body.fields[`form.${field}`], JSON.stringify(body)).toMatch(words);
  });

  test('the stored secret for another tenant, application, cloud or server', async () => {
    await save(APPLICATION);
    const changes: Partial<ExchangeForm>[] = [
      { tenant: 'evil.example' },
      { applicationId: '00000000-0000-4000-8000-000000000000' },
      { cloud: 'china' },
      { ewsUrl: 'https://evil.example/EWS/Exchange.asmx' },
    ];
    for (const change of changes) {
      const { status, body } = await save({ ...change, clientSecret: null }, true);
      expect([status, body.fields?.['form.clientSecret']]).toEqual([422, expect.stringMatching(/again/)]);
    }
  });

  test('the password that was stored before the way changed', async () => {
    await save(APPLICATION);
    const { status, body } = await save({ signInWay: 'password', delegatePassword: null }, true);
    expect([status, Object.keys(body.fields)]).toEqual([422, ['form.delegatePassword']]);
  });
});

test('neither secret nor token is in any answer or line of the log, in the log of the company or its audit', async () => {
  await save(APPLICATION);
  for (const path of ['exchange-settings', 'log', 'audit', 'audit/export?format=csv'])
    said.push((await aino.get(`/api/${path}`)).text);
  const all = said.join('\n');
  expect(all).toContain('signIn');
  for (const secret of [
    APPLICATION.clientSecret,
    WRONG_SECRET,
    'Bearer ey',
    company.exchange.delegate.password,
  ])
    expect(all).not.toContain(secret);
  expect((await aino.get('/api/audit')).text).toContain('"clientSecret"');
});
