import { beforeEach, describe, expect, test } from 'vitest';
import { SideError } from '../../src/model/problem.ts';
import { insertPasswordLink } from '../../src/store/password-links.ts';
import type { LinkWay } from '../../src/store/schema/people.ts';
import { setPaused, switchOn } from '../../src/store/synchronizations.ts';
import type { HttpClient } from '../fixtures/http-client.ts';
import {
  aino,
  company,
  onConnectedCompany,
  onni,
  stateOf,
  step,
  storiesOf,
  viewOf,
  web,
} from '../fixtures/http-synchronization.ts';

const NEW = 'neljä sanaa peräkkäin';
const inAnHour = () => new Date(Date.now() + 3600_000).toISOString();

onConnectedCompany();

/** Comes into Onni's account by a link that came this way, as whoever holds it would. */
async function comeInByLink(way: LinkWay): Promise<HttpClient> {
  const about = { organizationId: company.id, userId: company.onni.id, purpose: 'reset' } as const;
  const link = { ...about, way, issuedBy: company.aino.id, expiresAt: inAnHour() };
  const token = await insertPasswordLink(web.database.db, link);
  expect((await web.client().post('/api/password/set', { token, newPassword: NEW })).status).toBe(200);
  const client = web.client();
  await client.signIn(company.onni.email, NEW);
  return client;
}

/** The code that stands in the mailbox now. */
const codeInMailbox = () =>
  /[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}/.exec(web.engine.notes.at(-1)?.text ?? '')?.[0] ?? '';
const askForCode = (client: HttpClient) => step(client, company.onni, 'confirmation');
const say = (client: HttpClient, code: string) => step(client, company.onni, 'confirmation/code', { code });

async function pauseOnni(): Promise<void> {
  const of = { organizationId: company.id, userId: company.onni.id, mailboxAddress: company.onni.email };
  await switchOn(web.database.db, of, new Date().toISOString());
  await setPaused(web.database.db, company.id, company.onni.id, true, new Date().toISOString());
}

beforeEach(() => {
  web.engine.notes.length = 0;
  web.engine.takenAway.length = 0;
  web.engine.noteTrouble = null;
});

describe('whoever came in by a link that was handed over', () => {
  let holder: HttpClient;
  beforeEach(async () => {
    holder = await comeInByLink('handedOver');
  });

  test.each(['on', 'dry-run'])('is refused %s, and nothing is changed', async (name) => {
    const { status, body } = await step(holder, company.onni, name);
    expect([status, body.code]).toEqual([403, 'confirmationNeeded']);
    expect(await stateOf(company.onni)).toBe('off');
    expect(web.engine.requests).toEqual([]);
    expect((await viewOf(holder, company.onni)).body.needsConfirmation).toBe(true);
  });

  test('cannot resume what its user paused, by either name', async () => {
    await pauseOnni();
    for (const name of ['resume', 'on'])
      expect((await step(holder, company.onni, name)).body.code).toBe('confirmationNeeded');
    expect(await stateOf(company.onni)).toBe('paused');
  });

  test('is not helped by a new password, nor by a new session', async () => {
    const change = { currentPassword: NEW, newPassword: `${NEW} toinen` };
    expect((await holder.put('/api/me/password', change)).status).toBe(200);
    const again = web.client();
    await again.signIn(company.onni.email, change.newPassword);
    expect((await step(again, company.onni, 'on')).body.code).toBe('confirmationNeeded');
  });

  test('turns it on with the code from the mailbox, which is taken away again', async () => {
    const asked = await askForCode(holder);
    expect([asked.status, asked.body.mailboxAddress]).toEqual([200, company.onni.email]);
    expect(asked.text).not.toContain(codeInMailbox());
    expect(web.engine.notes.at(-1)).toMatchObject({ mailboxAddress: company.onni.email });
    const said = await say(holder, codeInMailbox().toLowerCase());
    expect([said.status, said.body.needsConfirmation]).toEqual([200, false]);
    expect(web.engine.takenAway).toEqual([web.engine.notes.at(-1)?.key]);
    expect((await step(holder, company.onni, 'on')).body.state).toBe('on');
    expect(await storiesOf(company.onni)).toContainEqual({
      kind: 'signInChanged',
      reason: 'mailboxConfirmed',
    });
  });

  test('who says the code is alone in the account from then on', async () => {
    const other = web.client();
    await other.signIn(company.onni.email, NEW);
    await askForCode(holder);
    await say(holder, codeInMailbox());
    expect((await other.get('/api/me')).status).toBe(401);
    expect((await holder.get('/api/me')).status).toBe(200);
  });

  test('finds no code by guessing: after five wrong ones the right one is over too', async () => {
    await askForCode(holder);
    const right = codeInMailbox();
    const wrong = right.startsWith('2') ? '3333-3333' : '2222-2222';
    const tries = await Promise.all(Array.from({ length: 5 }, () => say(holder, wrong)));
    expect(tries.map(({ status }) => status).sort()).toEqual([410, 422, 422, 422, 422]);
    const { status, body } = await say(holder, right);
    expect([status, body.code]).toEqual([410, 'confirmationOver']);
    expect(Object.keys(body.fields)).toEqual(['code']);
  });

  test('cannot use a code twice, an older one, an expired one, nor any before one was asked for', async () => {
    expect((await say(holder, 'ABCD-EFGH')).status).toBe(410);
    await askForCode(holder);
    const [first, firstNote] = [codeInMailbox(), web.engine.notes.at(-1)?.key];
    await askForCode(holder);
    expect(web.engine.takenAway).toEqual([firstNote]);
    expect((await say(holder, first)).status).toBe(422);
    const expiresAt = new Date(Date.now() - 1).toISOString();
    await web.database.db.updateTable('mailboxConfirmations').set({ expiresAt }).execute();
    expect((await say(holder, codeInMailbox())).status).toBe(410);
    await askForCode(holder);
    expect((await say(holder, codeInMailbox())).status).toBe(200);
    expect((await say(holder, codeInMailbox())).status).toBe(410);
  });

  test('fills nobody’s calendar with codes', async () => {
    for (let asked = 0; asked < 3; asked++) expect((await askForCode(holder)).status).toBe(200);
    expect((await askForCode(holder)).status).toBe(429);
    expect(web.engine.notes).toHaveLength(3);
  });

  test('is told with Exchange’s own words why no code could be left', async () => {
    web.engine.noteTrouble = new SideError({
      kind: 'fatal',
      source: 'mailbox',
      code: 'ErrorNonExistentMailbox',
      words: 'No mailbox with such guid.',
      requestId: null,
      advice: 'ewsMailboxUnknown',
      retryAfter: null,
    });
    const { status, body } = await askForCode(holder);
    expect([status, body.code]).toEqual([502, 'exchangeUnreachable']);
    expect(body.trouble.words).toBe('No mailbox with such guid.');
  });

  test('is told to the user, and in the audit trail from where the link was used', async () => {
    expect(await storiesOf(company.onni)).toContainEqual({
      kind: 'signInChanged',
      reason: 'passwordSetByLink',
    });
    const { entries } = (await aino.get(`/api/audit?userId=${company.onni.id}`)).body;
    const line = entries.find(({ code }: { code: string }) => code === 'passwordSetByLink');
    expect(line.changes).toEqual([{ field: 'networkAddress', before: null, after: '127.0.0.1' }]);
  });
});

test('nobody asks for a code, nor says one, for somebody else', async () => {
  await comeInByLink('handedOver');
  for (const name of ['confirmation', 'confirmation/code']) {
    const { status, body } = await step(
      aino,
      company.onni,
      name,
      name === 'confirmation' ? {} : { code: 'x' },
    );
    expect([status, body.code]).toEqual([403, 'onlyYourself']);
  }
  expect(web.engine.notes).toEqual([]);
});

test('whoever came in by a mailed link has shown that they read the mailbox', async () => {
  await comeInByLink('handedOver');
  const reader = await comeInByLink('mailed');
  expect((await viewOf(reader, company.onni)).body.needsConfirmation).toBe(false);
  expect((await step(reader, company.onni, 'on')).body.state).toBe('on');
});

describe('an administrator who changes addresses', () => {
  test('of their own account to a colleague’s mailbox cannot turn that on', async () => {
    const email = `board@${company.domain}`;
    const patched = await aino.patch(`/api/users/${company.aino.id}`, { email });
    expect(patched.status, patched.text).toBe(200);
    const { status, body } = await step(aino, company.aino, 'on');
    expect([status, body.code]).toEqual([403, 'confirmationNeeded']);
    expect(await stateOf(company.aino)).toBe('off');
  });

  test('ends the links that were mailed to the earlier address', async () => {
    const about = { organizationId: company.id, userId: company.aino.id, purpose: 'reset' } as const;
    const link = { ...about, way: 'mailed', issuedBy: null, expiresAt: inAnHour() } as const;
    const token = await insertPasswordLink(web.database.db, link);
    await aino.patch(`/api/users/${company.aino.id}`, { email: `board@${company.domain}` });
    expect((await web.client().post('/api/password/set', { token, newPassword: NEW })).status).toBe(410);
  });

  test('after a code was left says it in vain: it stood in another mailbox', async () => {
    await aino.patch(`/api/users/${company.aino.id}`, { email: `own.second@${company.domain}` });
    await step(aino, company.aino, 'confirmation');
    const code = codeInMailbox();
    await aino.patch(`/api/users/${company.aino.id}`, { email: `board@${company.domain}` });
    const said = await step(aino, company.aino, 'confirmation/code', { code });
    expect([said.status, said.body.code]).toEqual([410, 'confirmationOver']);
    expect((await step(aino, company.aino, 'on')).body.code).toBe('confirmationNeeded');
  });

  test('finds what a user paused turned off, so that nobody else resumes it', async () => {
    await pauseOnni();
    await aino.patch(`/api/users/${company.onni.id}`, { email: `onni.new@${company.domain}` });
    expect(await stateOf(company.onni)).toBe('off');
  });
});

test('an account that was never in doubt is asked for nothing', async () => {
  expect((await viewOf(onni, company.onni)).body.needsConfirmation).toBe(false);
  expect((await step(onni, company.onni, 'on')).body.state).toBe('on');
});
