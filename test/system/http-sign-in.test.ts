import { beforeEach, expect, test } from 'vitest';
import { addPerson, type Company, makeCompany, PASSWORD } from '../fixtures/companies.ts';
import { startServer, type TestServer } from '../fixtures/http-server.ts';

let web: TestServer;
let company: Company;
let count = 0;

beforeEach(async () => {
  web = await startServer();
  company = await makeCompany(web.database, `sign-in-${++count}.example`);
  return () => web.close();
});

const signIn = (email: string, password: string) => web.client().post('/api/session', { email, password });

test('a wrong password and an unknown address are answered in the same words', async () => {
  const wrong = await signIn(company.aino.email, 'wrong');
  const unknown = await signIn('nobody@sign-in.example', 'wrong');
  expect([wrong.status, unknown.status]).toEqual([401, 401]);
  const { requestId: _one, ...said } = wrong.body;
  const { requestId: _other, ...saidToo } = unknown.body;
  expect(said).toEqual(saidToo);
  expect(wrong.headers.getSetCookie()).toEqual([]);
});

test('and after the same work: both derive one key from the password', async () => {
  const time = async (email: string) => {
    const started = performance.now();
    await signIn(email, 'wrong');
    return performance.now() - started;
  };
  await time('warm@sign-in.example');
  const rounds = [0, 1, 2];
  const fastest = async (email: (round: number) => string) => {
    const times: number[] = [];
    for (const round of rounds) times.push(await time(email(round)));
    return Math.min(...times);
  };
  const unknown = await fastest((round) => `nobody-${round}@sign-in.example`);
  const people = [company.aino, company.onni, company.helmi];
  const known = await fastest((round) => people[round]?.email ?? '');
  // Without the decoy an unknown address answers in a small part of the time that a known one takes.
  expect(unknown).toBeGreaterThan(known / 3);
});

test.each(['known', 'unknown'])(
  'after some failures a %s account has to wait, with the right password too',
  async (kind) => {
    const email = kind === 'known' ? company.onni.email : 'nobody@sign-in.example';
    for (let attempt = 0; attempt < 5; attempt++) expect((await signIn(email, 'wrong')).status).toBe(401);
    const { status, body, headers } = await signIn(email, PASSWORD);
    expect([status, body.code]).toEqual([429, 'tooManyAttempts']);
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await signIn(company.helmi.email, PASSWORD)).status).toBe(200);
  },
);

test('a network address that tries many accounts has to wait as well', async () => {
  const tries = Array.from({ length: 50 }, (_, index) => `guess-${index}@sign-in.example`);
  for (const email of tries) expect((await signIn(email, 'wrong')).status).toBe(401);
  const { status, body } = await signIn(company.helmi.email, PASSWORD);
  expect([status, body.code]).toEqual([429, 'tooManyAttempts']);
});

test('an account that the store has locked stays locked after a restart, and only its owner is told', async () => {
  const lockedUntil = new Date(Date.now() + 60_000).toISOString();
  await web.database.db.updateTable('users').set({ lockedUntil }).where('id', '=', company.onni.id).execute();
  expect((await signIn(company.onni.email, 'wrong')).body.code).toBe('wrongCredentials');
  expect((await signIn(company.onni.email, PASSWORD)).body.code).toBe('tooManyAttempts');
});

test('a lock is told in the log, once', async () => {
  await web.database.db
    .updateTable('users')
    .set({ failedSignIns: 9 })
    .where('id', '=', company.onni.id)
    .execute();
  await signIn(company.onni.email, 'wrong');
  await signIn(company.onni.email, 'wrong');
  const aino = web.client();
  await aino.signIn(company.aino.email);
  const { entries } = (await aino.get('/api/log?kind=signInFailed')).body;
  expect(entries).toMatchObject([{ userId: company.onni.id, reason: 'accountLocked', severity: 'warning' }]);
});

test('an address that two companies know signs in to the one whose password it is', async () => {
  const second = await makeCompany(web.database, `second-${count}.example`);
  await addPerson(web.database, second.id, `sign-in-${count}.example`, 'Onni');
  await web.database.db
    .updateTable('users')
    .set({ passwordHash: 'no hash' })
    .where('id', '=', company.onni.id)
    .execute();
  const me = await web.client().signIn(company.onni.email);
  expect(me.organization.id).toBe(second.id);
});

test('neither password nor cookie nor token reach the log', async () => {
  const client = web.client();
  const { csrfToken } = await client.signIn(company.aino.email);
  await signIn(company.aino.email, 'a mistyped password');
  const logged = web.logged.join('');
  for (const secret of [PASSWORD, 'a mistyped password', csrfToken, client.cookie.split('=')[1] ?? '-'])
    expect(logged).not.toContain(secret);
});
