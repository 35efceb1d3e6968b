import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Company, makeCompany } from '../fixtures/companies.ts';
import type { HttpClient } from '../fixtures/http-client.ts';
import { startServer, type TestServer } from '../fixtures/http-server.ts';

let web: TestServer;
let company: Company;
let aino: HttpClient;
let count = 0;

beforeAll(async () => {
  web = await startServer();
});
afterAll(() => web.close());

beforeEach(async () => {
  company = await makeCompany(web.database, `find-${++count}.example`);
  aino = web.client();
  await aino.signIn(company.aino.email);
  web.engine.questions.length = 0;
});

const body = (change: object = {}) => ({
  mailbox: ' onni@esimerkki.example ',
  delegateUserName: 'ESIMERKKI\\delegate',
  delegatePassword: 'typed just now',
  netbiosDomain: '',
  confirmedHost: null,
  ...change,
});
const find = (change: object = {}, client = aino) =>
  client.post('/api/exchange-settings/find-address', body(change));

test('an administrator is told the address, the primary address and the version', async () => {
  const answer = await find();
  expect(answer.status).toBe(200);
  expect(answer.body).toEqual({
    found: {
      ewsUrl: 'https://mail.esimerkki.example/EWS/Exchange.asmx',
      primaryAddress: 'onni.virtanen@esimerkki.example',
      version: '2019',
    },
    trouble: null,
    confirmHost: null,
  });
  expect(web.engine.questions).toMatchObject([
    { mailbox: 'onni@esimerkki.example', password: 'typed just now' },
  ]);
});

test('why nothing was found comes with the words, the advice, and a host that may be confirmed', async () => {
  const found = web.engine.address;
  const details = { kind: 'fatal', source: 'mailbox', requestId: null, retryAfter: null } as const;
  web.engine.address = {
    ok: false,
    error: {
      ...details,
      code: 'EWS_AUTODISCOVER_CONFIRM',
      words: 'leads away',
      advice: 'ewsAutodiscoverConfirm',
    },
    confirm: 'autodiscover.hoster.example',
  };
  expect((await find()).body).toEqual({
    found: null,
    trouble: {
      code: 'EWS_AUTODISCOVER_CONFIRM',
      words: 'leads away',
      requestId: null,
      advice: 'ewsAutodiscoverConfirm',
    },
    confirmHost: 'autodiscover.hoster.example',
  });
  web.engine.address = found;
});

test.each([
  ['no mailbox', { mailbox: '' }, 'mailbox'],
  ['a mailbox that is none', { mailbox: 'onni' }, 'mailbox'],
  ['no account', { delegateUserName: ' ' }, 'delegateUserName'],
  ['no password, though one is stored', { delegatePassword: '' }, 'delegatePassword'],
])('%s is refused, and nobody is asked', async (_name, change, field) => {
  const answer = await find(change);
  expect(answer.status).toBe(422);
  expect(Object.keys(answer.body.fields)).toEqual([field]);
  expect(web.engine.questions).toEqual([]);
});

test('nobody but an administrator may send a password anywhere', async () => {
  const onni = web.client();
  await onni.signIn(company.onni.email);
  expect((await find({}, onni)).status).toBe(403);
  expect((await find({}, web.client())).status).toBe(401);
  expect(web.engine.questions).toEqual([]);
});
