import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openMailer } from '../../src/mail/mailer.ts';
import { NO_PASSWORD } from '../../src/store/passwords.ts';
import { type Company, connect, makeCompany, type Person } from '../fixtures/companies.ts';
import type { HttpClient } from '../fixtures/http-client.ts';
import { startServer, type TestServer } from '../fixtures/http-server.ts';
import { type MailServer, startMailServer, textOf, tokenIn } from '../fixtures/mail-server.ts';

const NEW = 'neljä sanaa peräkkäin';
let mailServer: MailServer;
/** One that can mail, and one that cannot. */
let mailing: TestServer;
let mute: TestServer;
let count = 0;

beforeAll(async () => {
  mailServer = await startMailServer();
  const mailer = openMailer(mailServer.url, 'Tahti <tahti@tahti.example>');
  mailing = await startServer({ publicUrl: 'https://tahti.example' }, mailer);
  mute = await startServer();
});
afterAll(async () => {
  await mailing.close();
  await mute.close();
  await mailServer.close();
});

async function signedIn(web: TestServer, email: string): Promise<HttpClient> {
  const client = web.client();
  await client.signIn(email);
  return client;
}

const mailsTo = (email: string) => mailServer.mails.filter(({ to }) => to.includes(email));
const setPassword = (web: TestServer, token: string, newPassword = NEW) =>
  web.client().post('/api/password/set', { token, newPassword });

describe('an administrator’s link, where no mail can be sent', () => {
  let company: Company;
  let aino: HttpClient;

  beforeEach(async () => {
    company = await makeCompany(mute.database, `mute-${++count}.example`);
    aino = await signedIn(mute, company.aino.email);
    await unused(company.onni, company.helmi, company.taavi);
  });

  const issue = async (userId: string) => (await aino.post(`/api/users/${userId}/password-link`)).body;

  /** As an account stands that was added and that nobody has come into. */
  const unused = async (...people: Person[]) => {
    const ids = people.map(({ id }) => id);
    await mute.database.db
      .updateTable('users')
      .set({ passwordHash: NO_PASSWORD, lastSignInAt: null })
      .where('id', 'in', ids)
      .execute();
  };

  test('is handed over, tells for whom it is, and sets the password once', async () => {
    const { way, link, email } = await issue(company.onni.id);
    expect({ way, email }).toEqual({ way: 'handedOver', email: company.onni.email });
    expect(link).toMatch(new RegExp(`^${mute.url}/set-password#`));
    const token = tokenIn(link);
    const look = await mute.client().post('/api/password/link', { token });
    expect(look.body).toMatchObject({ email, name: 'Onni Example', purpose: 'reset' });
    const set = await setPassword(mute, token);
    expect([set.status, set.body.email]).toEqual([200, email]);
    expect((await mute.client().signIn(company.onni.email, NEW)).email).toBe(email);
    expect((await setPassword(mute, token)).body.code).toBe('linkNotValid');
    expect((await mute.client().post('/api/password/link', { token })).status).toBe(410);
  });

  test('is not made at all for an account that somebody has come into: the operator makes those', async () => {
    await setPassword(mute, tokenIn((await issue(company.onni.id)).link));
    for (const userId of [company.onni.id, company.aino.id]) {
      const answer = await aino.post(`/api/users/${userId}/password-link`);
      expect([answer.status, answer.body.way, answer.body.link]).toEqual([200, 'byOperator', null]);
    }
    expect(await mute.database.db.selectFrom('passwordLinks').selectAll().execute()).toEqual([]);
  });

  test('nor after an administrator changed the address of such an account', async () => {
    await setPassword(mute, tokenIn((await issue(company.onni.id)).link));
    const email = `onni.new@${company.domain}`;
    const { status, body } = await aino.patch(`/api/users/${company.onni.id}`, { email });
    expect([status, body.link.way, body.link.link]).toEqual([200, 'byOperator', null]);
  });

  test('is told to its user, by whom it was made and that it was used', async () => {
    const { link } = await issue(company.onni.id);
    await setPassword(mute, tokenIn(link));
    const onni = mute.client();
    await onni.signIn(company.onni.email, NEW);
    const { entries } = (await onni.get('/api/log?kind=signInChanged')).body;
    expect(entries).toMatchObject([
      { reason: 'passwordSetByLink', severity: 'warning', actorName: 'Aino Example' },
      { reason: 'linkIssued', severity: 'warning', actorName: 'Aino Example' },
    ]);
  });

  test('stays good when the new password is refused', async () => {
    const token = tokenIn((await issue(company.onni.id)).link);
    expect((await setPassword(mute, token, 'abababababab')).body.code).toBe('passwordTooSimple');
    expect((await setPassword(mute, token)).status).toBe(200);
  });

  test('is good once, even for two at the same time', async () => {
    const token = tokenIn((await issue(company.onni.id)).link);
    const both = await Promise.all([setPassword(mute, token), setPassword(mute, token, `${NEW} toinen`)]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 410]);
  });

  test('ends with its time, with every other link that is used, and with the account', async () => {
    const [one, other] = [await issue(company.onni.id), await issue(company.onni.id)];
    await setPassword(mute, tokenIn(one.link));
    expect((await setPassword(mute, tokenIn(other.link))).status).toBe(410);
    const late = tokenIn((await issue(company.helmi.id)).link);
    const { db } = mute.database;
    const expiresAt = new Date(Date.now() - 1).toISOString();
    await db.updateTable('passwordLinks').set({ expiresAt }).where('userId', '=', company.helmi.id).execute();
    expect((await setPassword(mute, late)).status).toBe(410);
    const closed = tokenIn((await issue(company.taavi.id)).link);
    await db.updateTable('users').set({ isActive: false }).where('id', '=', company.taavi.id).execute();
    expect((await setPassword(mute, closed)).status).toBe(410);
  });

  test('lifts a lock', async () => {
    const lockedUntil = new Date(Date.now() + 3600_000).toISOString();
    const { db } = mute.database;
    await db.updateTable('users').set({ lockedUntil }).where('id', '=', company.onni.id).execute();
    await setPassword(mute, tokenIn((await issue(company.onni.id)).link));
    expect((await mute.client().signIn(company.onni.email, NEW)).email).toBe(company.onni.email);
  });

  test('is refused for people of other companies and for whoever is nobody', async () => {
    const other = await makeCompany(mute.database, `other-${count}.example`);
    for (const userId of [other.onni.id, crypto.randomUUID(), 'nobody'])
      expect((await aino.post(`/api/users/${userId}/password-link`)).status).toBe(404);
  });

  test('turns on nobody’s synchronization, and the administrator’s own session cannot either', async () => {
    await connect(mute.database, mute.secretKey, company);
    await setPassword(mute, tokenIn((await issue(company.onni.id)).link));
    const on = await aino.post(`/api/users/${company.onni.id}/synchronization/on`);
    expect([on.status, on.body.code]).toEqual([403, 'onlyYourself']);
    expect(await mute.database.db.selectFrom('synchronizations').selectAll().execute()).toEqual([]);
  });

  test('and a forgotten password is refused with whom to ask', async () => {
    const { status, body } = await mute.client().post('/api/password/forgot', { email: company.onni.email });
    expect([status, body.code]).toEqual([409, 'noMail']);
  });
});

describe('where mail can be sent', () => {
  let company: Company;

  beforeEach(async () => {
    company = await makeCompany(mailing.database, `mail-${++count}.example`);
  });

  test('an administrator’s link goes to the person alone: the administrator never sees it', async () => {
    const aino = await signedIn(mailing, company.aino.email);
    const { status, body, text } = await aino.post(`/api/users/${company.onni.id}/password-link`);
    expect([status, body.way, body.link]).toEqual([200, 'mailed', null]);
    const [mail, ...others] = mailsTo(company.onni.email);
    expect(others).toEqual([]);
    const words = textOf(mail as NonNullable<typeof mail>);
    expect(words).toContain('https://tahti.example/set-password#');
    expect(text).not.toContain(tokenIn(words));
    expect((await setPassword(mailing, tokenIn(words))).status).toBe(200);
  });

  test('a mail server that refuses is told, and still nobody sees the link', async () => {
    const aino = await signedIn(mailing, company.aino.email);
    mailServer.refuses = true;
    const { body } = await aino.post(`/api/users/${company.onni.id}/password-link`);
    mailServer.refuses = false;
    expect([body.way, body.link]).toEqual(['notMailed', null]);
    expect(mailing.logged.join('')).not.toContain('set-password#');
  });

  test('whoever forgot their password gets a link, in their own language', async () => {
    const { db } = mailing.database;
    await db.updateTable('users').set({ language: 'fi' }).where('id', '=', company.onni.id).execute();
    const asked = await mailing.client().post('/api/password/forgot', { email: ` ${company.onni.email} ` });
    expect([asked.status, asked.text]).toEqual([204, '']);
    await expect.poll(() => mailsTo(company.onni.email).length).toBe(1);
    const words = textOf(mailsTo(company.onni.email)[0] as (typeof mailServer.mails)[0]);
    expect(words).toContain('Hei Onni');
    expect((await setPassword(mailing, tokenIn(words))).body.email).toBe(company.onni.email);
  });

  test('whoever is nobody is answered the same, and gets no mail', async () => {
    const before = mailServer.mails.length;
    const answers = await Promise.all(
      ['nobody@mail.example', company.helmi.email].map((email) =>
        mailing.client().post('/api/password/forgot', { email }),
      ),
    );
    expect(answers.map(({ status, text }) => [status, text])).toEqual([
      [204, ''],
      [204, ''],
    ]);
    await expect.poll(() => mailsTo(company.helmi.email).length).toBe(1);
    expect(mailServer.mails).toHaveLength(before + 1);
  });

  test('nobody’s letter box is filled: three mails an hour, and then none', async () => {
    for (let asked = 1; asked <= 3; asked++) {
      await mailing.client().post('/api/password/forgot', { email: company.taavi.email });
      await expect.poll(() => mailsTo(company.taavi.email).length).toBe(asked);
    }
    await mailing.client().post('/api/password/forgot', { email: company.taavi.email });
    // A later request for somebody else is done after it: when that mail is here, the fourth would be too.
    await mailing.client().post('/api/password/forgot', { email: company.aino.email });
    await expect.poll(() => mailsTo(company.aino.email).length).toBe(1);
    expect(mailsTo(company.taavi.email)).toHaveLength(3);
  });
});

test('a network address that asks for ever more people’s links has to wait', async () => {
  const mailer = openMailer(mailServer.url, 'tahti@tahti.example');
  const web = await startServer({ publicUrl: 'https://tahti.example' }, mailer);
  try {
    const ask = (email: string) => web.client().post('/api/password/forgot', { email });
    for (let asked = 0; asked < 20; asked++) expect((await ask(`p-${asked}@x.example`)).status).toBe(204);
    expect((await ask('one-more@x.example')).status).toBe(429);
  } finally {
    await web.close();
  }
});
