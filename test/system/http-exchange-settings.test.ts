import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { ExchangeForm } from '../../src/http/contract.ts';
import { updateActivityType } from '../../src/store/activity-types.ts';
import { readExchangeSecret } from '../../src/store/exchange-settings.ts';
import { holdsMailbox, takeMailbox } from '../../src/store/mailbox-hold.ts';
import { switchOn } from '../../src/store/synchronizations.ts';
import { aino, company, form, onNewCompany, SECRET, save, web } from '../fixtures/http-exchange-settings.ts';
import { rung } from '../fixtures/recording-engine.ts';

onNewCompany();

describe('saving', () => {
  test('starts from a suggestion, and stores what passed the test; the password is never told again', async () => {
    const before = (await aino.get('/api/exchange-settings')).body;
    expect(before).toMatchObject({ saved: null, hasPassword: false, hasPersonalType: true });
    expect(before.suggestion).toMatchObject({ ewsUrl: 'http://127.0.0.1:1/EWS/Exchange.asmx' });
    expect(before.suggestion.outgoingTypeIds).not.toContain(company.types.task.id);
    const { status, body, text } = await save();
    expect(status).toBe(200);
    expect(body).toMatchObject({ hasPassword: true, savedBy: 'Aino Example', savedAnyway: false });
    expect(body.saved).toEqual({ ...form(), delegatePassword: null });
    expect(text + (await aino.get('/api/exchange-settings')).text).not.toContain(SECRET);
    expect(await readExchangeSecret(web.database.db, web.secretKey, company.id, 'password')).toBe(SECRET);
    expect((await aino.get('/api/me')).body.connectionSaved).toBe(true);
    expect(web.engine.connectionsChanged).toContain(company.id);
  });

  test('tells everybody what becomes of participants, while the add-on is active', async () => {
    const policy = async () => (await aino.get('/api/me')).body.participantsPolicy;
    const activate = (active: boolean) =>
      aino.put('/api/add-ons/exchange-calendar-synchronization', { active });
    await activate(true);
    await save({ participantsPolicy: 'invitations' });
    expect(await policy()).toBe('invitations');
    await activate(false);
    expect(await policy()).toBeNull();
  });

  test('stores nothing that does not pass, and says which rung failed in the server’s words', async () => {
    web.engine.ladder = [rung('address'), rung('signIn', { state: 'failed', words: '401 Unauthorized' })];
    const { status, body } = await save();
    expect([status, body.code]).toEqual([422, 'connectionTestFailed']);
    expect(body.fields).toEqual({ signIn: '401 Unauthorized' });
    expect(body.rung).toMatchObject({ name: 'signIn', words: '401 Unauthorized' });
    expect(body.message).toContain('Nothing was saved');
    expect((await aino.get('/api/exchange-settings')).body.saved).toBeNull();
  });

  test('stores it anyway when the administrator says so, and remembers that', async () => {
    web.engine.ladder = [rung('address', { state: 'failed' })];
    const { status, body } = await save({}, true, '');
    expect([status, body.savedAnyway]).toEqual([200, true]);
    expect(web.engine.candidates).toEqual([]);
  });

  test('without a password keeps the stored one, and tries with it', async () => {
    await save();
    expect((await save({ delegatePassword: null, daysBack: 7 })).status).toBe(200);
    expect(web.engine.candidates.at(-1)?.candidate.delegatePassword).toBeNull();
    expect(await readExchangeSecret(web.database.db, web.secretKey, company.id, 'password')).toBe(SECRET);
  });

  test('never sends the stored password to another server or for another account', async () => {
    await save();
    for (const change of [
      { ewsUrl: 'https://evil.example/EWS/Exchange.asmx' },
      { delegateUserName: 'other@x.example' },
    ])
      for (const answer of [
        await save({ ...change, delegatePassword: null }),
        await save({ ...change, delegatePassword: null }, true),
        await aino.post('/api/exchange-settings/test', {
          form: form({ ...change, delegatePassword: null }),
          testMailbox: company.aino.email,
        }),
      ]) {
        expect(answer.status).toBe(422);
        expect(answer.body.fields['form.delegatePassword']).toContain('must be entered again');
      }
    expect(web.engine.candidates).toHaveLength(1);
  });

  test('tells the log which fields changed, without their values', async () => {
    await save();
    await save({
      delegatePassword: null,
      daysAhead: 100,
      ewsUrl: 'https://exchange.example/ews/exchange.asmx',
    });
    const { body, text } = await aino.get('/api/log?kind=settingsChanged');
    expect(body.entries[0].fields.sort()).toEqual(['daysAhead', 'ewsUrl']);
    expect(body.entries[1].fields).toContain('delegatePassword');
    expect(text).not.toContain(SECRET);
    expect(web.logged.join('')).not.toContain(SECRET);
  });

  test('starts a run for everybody who is switched on', async () => {
    const { id: userId, email: mailboxAddress } = company.onni;
    const of = { organizationId: company.id, userId, mailboxAddress };
    await switchOn(web.database.db, of, new Date().toISOString());
    await save();
    expect(web.engine.requests.map((request) => request.userId)).toEqual([userId]);
  });
});

describe('what cannot be saved names its field', () => {
  const cases: [string, () => Partial<ExchangeForm>, string, RegExp][] = [
    [
      'a project task',
      () => ({ outgoingTypeIds: [company.types.task.id] }),
      'outgoingTypeIds.0',
      /never synchronized/,
    ],
    ['an unknown type', () => ({ outgoingTypeIds: [randomUUID()] }), 'outgoingTypeIds.0', /does not exist/],
    ['no default type', () => ({ defaultTypeId: null }), 'defaultTypeId', /required/],
    ['an unknown default type', () => ({ defaultTypeId: randomUUID() }), 'defaultTypeId', /does not exist/],
    [
      'a Personal default type',
      () => ({ defaultTypeId: company.types.personal.id }),
      'defaultTypeId',
      /Personal/,
    ],
    [
      'a Task default type',
      () => ({ defaultTypeId: company.types.task.id }),
      'defaultTypeId',
      /Project task/,
    ],
    ['no address', () => ({ ewsUrl: ' ' }), 'ewsUrl', /required/],
    ['an address that is none', () => ({ ewsUrl: 'exchange.example' }), 'ewsUrl', /not a web address/],
    [
      'an address with a password',
      () => ({ ewsUrl: 'https://a:b@x.example/' }),
      'ewsUrl',
      /without user name/,
    ],
    ['no account', () => ({ delegateUserName: '' }), 'delegateUserName', /required/],
    ['no password', () => ({ delegatePassword: null }), 'delegatePassword', /none is stored/],
    [
      'Graph, which is not there yet',
      () => ({ version: 'office365-graph' }),
      'version',
      /cannot be used yet/,
    ],
  ];
  test.each(cases)('%s', async (_title, change, field, words) => {
    const { status, body } = await save(change(), true);
    expect(status).toBe(422);
    expect(body.fields[`form.${field}`], JSON.stringify(body)).toMatch(words);
  });

  test('a default type that is out of use', async () => {
    await updateActivityType(web.database.db, company.id, company.types.visit.id, { isActive: false });
    const { body } = await save({ defaultTypeId: company.types.visit.id }, true);
    expect(body.fields['form.defaultTypeId']).toMatch(/Customer visit.*not active/);
  });

  test('a test without a mailbox', async () => {
    const { status, body } = await save({}, false, '  ');
    expect([status, body.code]).toEqual([422, 'testMailboxRequired']);
  });

  test('a test with a mailbox that is no address', async () => {
    const { status, body } = await save({}, false, 'aino');
    expect([status, body.code]).toEqual([422, 'testMailboxNotAddress']);
    expect(body.fields.testMailbox).toMatch(/not an e-mail address/);
  });
});

test('the add-on stops the runs under way with its deactivation, and starts everybody with its activation', async () => {
  const { db } = web.database;
  const path = '/api/add-ons/exchange-calendar-synchronization';
  await aino.put(path, { active: true });
  const of = { organizationId: company.id, userId: company.onni.id };
  const at = new Date().toISOString();
  await switchOn(db, { ...of, mailboxAddress: company.onni.email }, at);
  const runId = randomUUID();
  await takeMailbox(db, of.organizationId, of.userId, runId, at);
  await aino.put(path, { active: false });
  expect(await holdsMailbox(db, of.organizationId, of.userId, runId)).toBe(false);
  await aino.put(path, { active: true });
  expect(web.engine.triggersOf(company.onni.id)).toEqual(['sweep']);
});

test('the add-on is switched by administrators, which the log tells', async () => {
  const path = '/api/add-ons/exchange-calendar-synchronization';
  expect((await aino.put(path, { active: true })).body).toMatchObject({ active: true });
  expect((await aino.get('/api/add-ons')).body).toMatchObject([
    { active: true, changedAt: expect.any(String) },
  ]);
  await aino.put(path, { active: true });
  expect((await aino.get('/api/log?kind=addOnChanged')).body.entries).toHaveLength(1);
  const unknown = await aino.put('/api/add-ons/other', { active: true });
  expect([unknown.status, unknown.body.code]).toEqual([404, 'addOnNotFound']);
});
