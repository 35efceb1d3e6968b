import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { insertStories, type NewStory } from '../../src/store/stories.ts';
import { addOperator, type Company, connect, makeCompany, type Person } from '../fixtures/companies.ts';
import type { Answer, HttpClient } from '../fixtures/http-client.ts';
import { startServer, type TestServer } from '../fixtures/http-server.ts';

let web: TestServer;
let home: Company;
let assigned: Company;
let stranger: Company;
let operator: HttpClient;
let support: HttpClient;

beforeAll(async () => {
  web = await startServer();
  home = await makeCompany(web.database, 'home.example');
  assigned = await makeCompany(web.database, 'assigned.example');
  stranger = await makeCompany(web.database, 'stranger.example');
  operator = await signedIn(await addOperator(web.database, 'operators.example'));
  support = await signedIn(home.taavi);
  for (const company of [home, assigned, stranger]) {
    await connect(web.database, web.secretKey, company);
    await tell(company, { subject: `Of ${company.domain}` });
    await tell(company, { subject: `Secret of ${company.domain}`, isPrivate: true });
  }
});

afterAll(() => web.close());

async function signedIn({ email }: Person): Promise<HttpClient> {
  const client = web.client();
  await client.signIn(email);
  return client;
}

async function tell(company: Company, change: Partial<NewStory>): Promise<void> {
  const at = new Date().toISOString();
  const story = { at, userId: company.onni.id, severity: 'info', kind: 'created', side: 'mailbox' } as const;
  await insertStories(web.database.db, company.id, [{ ...story, ...change }]);
}

const assign = (...companies: Company[]) =>
  operator.put(`/api/support-people/${home.id}/${home.taavi.id}`, {
    companyIds: companies.map(({ id }) => id),
  });

/** Everything of the log that takes a company; `{id}` is a user of it. */
const ROUTES = [
  '/api/log?companyId=',
  '/api/log/export?format=csv&companyId=',
  '/api/log/export?format=json&companyId=',
  '/api/log/live?since=0&companyId=',
  '/api/log/runs?companyId=',
  '/api/log/people?companyId=',
  '/api/set-aside?companyId=',
  '/api/held-deletions?companyId=',
  '/api/held-deletions/{id}?companyId=',
];

/** The answer's head and, of a stream, what comes first. */
async function ask(
  client: HttpClient,
  route: string,
  company: Company,
): Promise<Pick<Answer, 'status' | 'text'>> {
  const path = route.replace('{id}', company.onni.id) + company.id;
  const stop = new AbortController();
  const response = await client.open('GET', path, undefined, stop.signal);
  const isStream = response.headers.get('content-type')?.startsWith('text/event-stream');
  const text = isStream ? '' : await response.text();
  stop.abort();
  return { status: response.status, text };
}

const auditOf = async (company: Company) =>
  (await (await signedIn(company.aino)).get('/api/audit')).body.entries as {
    action: string;
    actorName: string;
    userId: string | null;
  }[];

describe('a support person', () => {
  it('reads the log of no other company before an operator says so', async () => {
    for (const company of [assigned, stranger])
      for (const route of ROUTES)
        expect((await ask(support, route, company)).status, `${route}${company.domain}`).toBe(403);
    const unknown = await support.get(`/api/log?companyId=${randomUUID()}`);
    const unassigned = await support.get(`/api/log?companyId=${stranger.id}`);
    expect(unknown.body.message).toBe(unassigned.body.message);
  });

  it('reads the logs of the companies that they were given, and never another', async () => {
    expect((await assign(assigned)).body.companies).toEqual([
      { id: assigned.id, name: 'Company assigned.example' },
    ]);
    for (const route of ROUTES) {
      const answer = await ask(support, route, assigned);
      expect(answer.status, route).toBe(200);
      expect(answer.text, route).not.toMatch(/Secret|home\.example|stranger\.example/);
      expect((await ask(support, route, home)).status, route).toBe(200);
      expect((await ask(support, route, stranger)).status, route).toBe(403);
    }
    const own = (await support.get('/api/log')).text;
    expect(own).toContain('Of home.example');
    expect(own).not.toContain('assigned.example');
    const theirs = (await support.get(`/api/log?companyId=${assigned.id.toUpperCase()}`)).text;
    expect(theirs).toContain('Of assigned.example');
    expect((await support.get('/api/log/companies')).body.map(({ id }: { id: string }) => id)).toEqual([
      home.id,
      assigned.id,
    ]);
  });

  it('finds no private entry of another company by its name', async () => {
    const found = await support.get(`/api/log?companyId=${assigned.id}&text=secret`);
    expect(found.body.entries).toEqual([]);
    const all = (await support.get(`/api/log?companyId=${assigned.id}`)).body.entries;
    expect(all).toContainEqual(expect.objectContaining({ isPrivate: true, subject: null }));
  });

  it('leaves a line in that company’s audit trail for looking, and one for each file', async () => {
    await support.get(`/api/log?companyId=${assigned.id}&userId=${assigned.helmi.id}`);
    await support.get(`/api/log?companyId=${assigned.id}&userId=${assigned.helmi.id}`);
    const trail = await auditOf(assigned);
    const looks = trail.filter(({ action }) => action === 'looked');
    expect(looks.map(({ userId }) => userId)).toEqual([assigned.helmi.id, assigned.onni.id, null]);
    expect(looks[0]?.actorName).toBe(`Taavi Example (${home.taavi.email})`);
    expect(trail.filter(({ action }) => action === 'exported')).toHaveLength(2);
    expect(trail.filter(({ action }) => action === 'supportAssigned')).toHaveLength(1);
    expect(await auditOf(stranger)).toEqual([]);
  });

  it('tries entries again there, by their own name, and puts no value back', async () => {
    const body = { companyId: stranger.id, code: 'ErrorItemSave' };
    expect((await support.post('/api/set-aside/try-again', body)).status).toBe(403);
    const there = await support.post('/api/set-aside/try-again', { ...body, companyId: assigned.id });
    expect(there.body.code).toBe('nothingSetAside');
    const putBack = await support.post('/api/log/1/put-back', { field: 'subject', side: 'mailbox' });
    expect(putBack.body.code).toBe('forbidden');
  });

  it('is shut out again when the assignment ends', async () => {
    await assign();
    for (const route of ROUTES) expect((await ask(support, route, assigned)).status, route).toBe(403);
    expect((await support.get('/api/log/companies')).body).toHaveLength(1);
    expect((await auditOf(assigned)).filter(({ action }) => action === 'supportAssigned')).toHaveLength(2);
  });

  it('who has become a user is shut out, whatever is still assigned', async () => {
    await assign(assigned);
    const role = (name: string) =>
      web.database.pool.query('update users set role = $1 where id = $2', [name, home.taavi.id]);
    await role('user');
    for (const route of ROUTES.filter((one) => !one.includes('people')))
      expect((await ask(support, route, assigned)).status, route).toBe(403);
    await role('support');
    await assign();
  });
});

describe('nobody else', () => {
  it('reads the log of another company, whoever they are', async () => {
    for (const person of [home.aino, home.onni]) {
      const client = await signedIn(person);
      for (const route of ROUTES) expect((await ask(client, route, stranger)).status, route).toBe(403);
      expect((await client.get(`/api/log?companyId=${home.id}`)).status).toBe(200);
    }
  });

  it('assigns companies', async () => {
    for (const person of [home.aino, home.onni, home.taavi]) {
      const client = await signedIn(person);
      const path = `/api/support-people/${home.id}/${home.taavi.id}`;
      expect((await client.put(path, { companyIds: [stranger.id] })).body.code).toBe('forbidden');
      expect((await client.get('/api/support-people')).body.code).toBe('forbidden');
    }
  });
});

describe('an operator', () => {
  it('sees all support people with their companies, and is refused what does not exist', async () => {
    const { body } = await operator.get('/api/support-people');
    expect(body).toHaveLength(3);
    expect(body[0]).toMatchObject({ name: 'Taavi Example', companies: [] });
    const wrong = (path: string, companyIds: unknown) =>
      operator.put(`/api/support-people/${path}`, { companyIds });
    const taavi = `${home.id}/${home.taavi.id}`;
    expect((await wrong(taavi, [randomUUID()])).body.fields).toHaveProperty('companyIds');
    expect((await wrong(taavi, ['nothing'])).body.fields).toHaveProperty(['companyIds.0']);
    expect((await wrong(taavi, 'all')).body.fields).toHaveProperty('companyIds');
    for (const path of [`${home.id}/${home.onni.id}`, `${assigned.id}/${home.taavi.id}`, 'a/b'])
      expect((await wrong(path, [])).body.code).toBe('supportPersonNotFound');
    expect((await wrong(taavi, [home.id])).body.companies).toEqual([]);
  });
});
