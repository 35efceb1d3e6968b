import { createHmac } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { AlertForm, Alerts } from '../../src/http/contract.ts';
import { createWatch } from '../../src/jobs/health/create-watch.ts';
import { HealthRecorder } from '../../src/jobs/health/health-recorder.ts';
import type { Watch } from '../../src/jobs/health/watch.ts';
import { SyncMetrics } from '../../src/jobs/metrics.ts';
import { type Mailer, openMailer } from '../../src/mail/mailer.ts';
import type { ErrorDetails } from '../../src/model/problem.ts';
import type { QueueOfCompany } from '../../src/store/health/record-look.ts';
import { holdDeletions, releaseHeldDeletions } from '../../src/store/held-deletions.ts';
import { saveLinks } from '../../src/store/links.ts';
import { switchOn } from '../../src/store/synchronizations.ts';
import { type Company, makeCompany, type Person } from '../fixtures/companies.ts';
import type { HttpClient } from '../fixtures/http-client.ts';
import { problemOf, someLink } from '../fixtures/http-samples.ts';
import { startServer, type TestServer } from '../fixtures/http-server.ts';
import { type MailServer, startMailServer, textOf } from '../fixtures/mail-server.ts';
import { until } from '../fixtures/until.ts';
import { WebhookReceiver } from '../fixtures/webhook-receiver.ts';

const MINUTE = 60_000;
const SECRET = 'a secret of the webhook';

let web: TestServer;
let smtp: MailServer;
let mailer: Mailer;
let receiver: WebhookReceiver;
let company: Company;
let aino: HttpClient;
let watch: Watch;
let queue: QueueOfCompany[];
let now: number;
let count = 0;

beforeAll(async () => {
  [smtp, receiver] = await Promise.all([startMailServer(), WebhookReceiver.start()]);
  mailer = openMailer(smtp.url, 'Tahti <tahti@tahti.example>');
  web = await startServer({}, mailer);
});
afterAll(async () => {
  mailer.close();
  await Promise.all([web.close(), smtp.close(), receiver.close()]);
});

beforeEach(async () => {
  company = await makeCompany(web.database, `alerts-${++count}.example`);
  aino = web.client();
  await aino.signIn(company.aino.email);
  now = Date.now();
  queue = [];
  receiver.calls.length = 0;
  receiver.answer = (response) => response.writeHead(204).end();
  watch = startWatch();
});
afterEach(() => watch.stop());

/** Two tries for each message, and looks as often as can be; the test moves the clock. */
function startWatch(allowPrivate = true): Watch {
  const parts = {
    db: web.database.db,
    secretKey: web.secretKey,
    queue: { sizes: async () => queue },
    recorder: new HealthRecorder({ db: web.database.db, now: () => now }),
    metrics: new SyncMetrics(),
    now: () => now,
    log: { info() {}, warn() {}, error() {} },
  };
  const created = createWatch(parts, {
    mailer,
    webhooks: { allowPrivate },
    publicUrl: 'https://tahti.example',
    times: { every: 10, lookSeconds: 0 },
    pauses: [MINUTE],
  });
  created.start();
  return created;
}

function form(change: Partial<AlertForm> = {}): AlertForm {
  return {
    emails: [`hallinto@${company.domain}`],
    webhookUrl: '',
    webhookSecret: null,
    conditions: [
      'mailboxFailing',
      'signInRefused',
      'secretExpiring',
      'deletionsHeld',
      'notificationsDown',
      'queueGrowing',
    ],
    failingMinutes: 60,
    queueMinutes: 10,
    notificationMinutes: 15,
    secretExpiresOn: null,
    secretWarningDays: 14,
    language: 'en',
    ...change,
  };
}

const save = (change: Partial<AlertForm> = {}) => aino.put('/api/alert-settings', form(change));

/** As the page does; the watch's clock is then as far as the server's. */
async function sendTest(): Promise<unknown> {
  const { body } = await aino.post('/api/alert-settings/test');
  now = Math.max(now, Date.now());
  return body;
}
const alerts = async (): Promise<Alerts> => (await aino.get('/api/alerts')).body;
const mails = () => smtp.mails.filter(({ to }) => to.includes(`hallinto@${company.domain}`));
const subjects = () =>
  mails().map(({ source }) => /^Subject: (.*)$/m.exec(source.replace(/\r\n /g, ' '))?.[1]?.trim());

/** One more look at everything, whatever the watch does by itself. */
const lookedAgain = () => watch.lookInTurn();

async function fails(person: Person, minutesAgo: number, error: Partial<ErrorDetails> = {}): Promise<void> {
  const { details } = problemOf('ErrorMailboxMoveInProgress', 'Moving.');
  const at = (millis: number) => new Date(millis).toISOString();
  const began = at(now - minutesAgo * MINUTE);
  await switchOn(
    web.database.db,
    { organizationId: company.id, userId: person.id, mailboxAddress: person.email },
    at(now - 600 * MINUTE),
  );
  const lastError = JSON.stringify({ ...details, advice: 'ewsMailboxMoving', ...error });
  await web.database.db
    .updateTable('synchronizations')
    .set({ lastError, failures: 3, lastSuccessAt: began, lastFinishedAt: at(now) })
    .where('userId', '=', person.id)
    .execute();
}

async function recovers(person: Person): Promise<void> {
  await web.database.db
    .updateTable('synchronizations')
    .set({ lastError: null, failures: 0, lastSuccessAt: new Date(now).toISOString() })
    .where('userId', '=', person.id)
    .execute();
}

describe('a condition is told once, and once more when it is over', () => {
  test('a mailbox that fails for longer than was chosen, by mail', async () => {
    await save();
    await fails(company.onni, 59);
    await lookedAgain();
    expect(mails()).toEqual([]);
    now += 2 * MINUTE;
    await until(() => mails().length === 1);
    await lookedAgain();
    await lookedAgain();
    expect(subjects()).toEqual([`Tahti, Company ${company.domain}: mailboxes cannot be synchronized`]);
    const text = textOf(mails()[0] as (typeof smtp.mails)[number]);
    expect(text).toContain('Onni Example');
    expect(text).toContain('ErrorMailboxMoveInProgress');
    expect(text).toContain('https://tahti.example/health');
    await recovers(company.onni);
    await until(() => mails().length === 2);
    await lookedAgain();
    expect(subjects()[1]).toContain('solved');
    expect((await alerts()).alerts).toMatchObject([
      { condition: 'mailboxFailing', userName: 'Onni Example' },
    ]);
    expect((await alerts()).alerts[0]?.solvedAt).not.toBeNull();
  });

  test('a refused account is one alert of the company, not one of each mailbox', async () => {
    await save();
    const refusal = { code: 'HTTP 401', advice: 'ewsPasswordRejected' };
    await fails(company.onni, 120, refusal);
    await fails(company.helmi, 120, refusal);
    await until(() => mails().length === 1);
    await lookedAgain();
    expect((await alerts()).alerts.map(({ condition, userId }) => [condition, userId])).toEqual([
      ['signInRefused', null],
    ]);
    expect(textOf(mails()[0] as (typeof smtp.mails)[number])).toContain('HTTP 401');
  });

  test('many mailboxes are told in one mail', async () => {
    await fails(company.onni, 120);
    await fails(company.helmi, 120);
    await fails(company.taavi, 120);
    await watch.stop();
    await web.database.db.deleteFrom('alerts').where('organizationId', '=', company.id).execute();
    await save();
    watch = startWatch();
    await until(() => mails().length > 0);
    await lookedAgain();
    expect(mails()).toHaveLength(1);
    for (const name of ['Onni', 'Helmi', 'Taavi'])
      expect(textOf(mails()[0] as (typeof smtp.mails)[number])).toContain(name);
  });

  test('deletions that wait for a person', async () => {
    await save({ language: 'fi' });
    await switchOn(
      web.database.db,
      { organizationId: company.id, userId: company.onni.id, mailboxAddress: company.onni.email },
      new Date(now).toISOString(),
    );
    const linkId = await someLinkOf(company.onni);
    const held = {
      linkId,
      side: 'mailbox',
      subject: 'Private thing',
      isPrivate: true,
      isRestoring: false,
      isApproved: false,
    } as const;
    await holdDeletions(web.database.db, company.id, company.onni.id, [held]);
    await until(() => mails().length === 1);
    const text = textOf(mails()[0] as (typeof smtp.mails)[number]);
    expect(text).toContain('1 poistoa');
    expect(text).not.toContain('Private thing');
    await releaseHeldDeletions(web.database.db, company.id, company.onni.id, [linkId]);
    await until(() => mails().length === 2);
  });

  test('a secret that is about to expire, by the company’s own day', async () => {
    const day = (days: number) => new Date(now + days * 24 * 60 * MINUTE).toISOString().slice(0, 10);
    await save({ secretExpiresOn: day(30) });
    await lookedAgain();
    expect((await alerts()).alerts).toEqual([]);
    await save({ secretExpiresOn: day(10) });
    await until(() => mails().length === 1);
    expect(subjects()[0]).toContain('about to expire');
    await save({ secretExpiresOn: day(300) });
    await until(() => mails().length === 2);
  });

  test('a queue in which runs wait for longer than was chosen', async () => {
    await save();
    queue = [{ organizationId: company.id, waiting: 40, oldestSeconds: 11 * 60 }];
    await until(() => mails().length === 1);
    expect(textOf(mails()[0] as (typeof smtp.mails)[number])).toContain('40 mailboxes');
    queue = [];
    now += 4 * MINUTE;
    await until(() => mails().length === 2);
  });

  test('what was not chosen is not told', async () => {
    await save({ conditions: ['deletionsHeld'] });
    await fails(company.onni, 120);
    await lookedAgain();
    expect((await alerts()).alerts).toEqual([]);
  });

  test('notifications of which fewer than half arrive, for as long as was chosen', async () => {
    await save({ notificationMinutes: 5 });
    const minute = now - (now % MINUTE);
    const samples = Array.from({ length: 5 }, (_, index) => ({
      organizationId: company.id,
      resolution: 'minute' as const,
      startsAt: new Date(minute - index * MINUTE).toISOString(),
      listened: 4,
      connected: 1,
    }));
    await web.database.db.insertInto('healthSamples').values(samples.slice(0, 3)).execute();
    await lookedAgain();
    expect((await alerts()).alerts).toEqual([]);
    await web.database.db.insertInto('healthSamples').values(samples.slice(3)).execute();
    await until(() => mails().length === 1);
    expect(textOf(mails()[0] as (typeof smtp.mails)[number])).toContain('only 1 of 4');
  });
});

async function someLinkOf(person: Person): Promise<string> {
  const link = someLink(person.id);
  await saveLinks(web.database.db, company.id, [link]);
  return link.id;
}

describe('a webhook', () => {
  test('gets a body that its secret signs', async () => {
    await save({ emails: [], webhookUrl: receiver.url, webhookSecret: SECRET });
    await fails(company.onni, 120);
    await until(() => receiver.calls.length === 1);
    const [call] = receiver.calls;
    const [, seconds, signature] =
      /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(call?.headers['tahti-signature'])) ?? [];
    expect(createHmac('sha256', SECRET).update(`${seconds}.${call?.text}`).digest('hex')).toBe(signature);
    expect(Math.abs(Number(seconds) - now / 1000)).toBeLessThan(2);
    expect(call?.body).toMatchObject({
      event: 'raised',
      company: { id: company.id },
      page: 'https://tahti.example/health',
      alerts: [{ condition: 'mailboxFailing', solvedAt: null, user: { email: company.onni.email } }],
    });
    expect(call?.headers['tahti-message-id']).toBe(call?.body.id);
    await recovers(company.onni);
    await until(() => receiver.calls.length === 2);
    expect(receiver.calls[1]?.body).toMatchObject({ event: 'solved' });
  });

  test('that fails is tried again after the pause, under the same id, and then given up', async () => {
    receiver.answer = (response) => response.writeHead(503).end('come back later');
    await save({ emails: [], webhookUrl: receiver.url, webhookSecret: SECRET });
    expect(await sendTest()).toEqual({ messages: 1 });
    await until(async () => (await alerts()).messages[0]?.lastError != null);
    expect((await alerts()).messages[0]).toMatchObject({
      attempts: 1,
      lastError: 'HTTP 503 come back later',
    });
    expect(receiver.calls).toHaveLength(1);
    now += MINUTE;
    await until(async () => (await alerts()).messages[0]?.nextTryAt === null);
    expect((await alerts()).messages[0]).toMatchObject({ attempts: 2, sentAt: null });
    expect(new Set(receiver.calls.map(({ body }) => body.id)).size).toBe(1);
    now += 60 * MINUTE;
    await lookedAgain();
    expect(receiver.calls).toHaveLength(2);
  });

  test('is not followed elsewhere', async () => {
    receiver.answer = (response) => response.writeHead(302, { location: `${receiver.url}-elsewhere` }).end();
    await save({ emails: [], webhookUrl: receiver.url, webhookSecret: SECRET });
    await sendTest();
    await until(async () => (await alerts()).messages[0]?.lastError != null);
    expect((await alerts()).messages[0]?.lastError).toContain('HTTP 302');
    expect(receiver.calls).toHaveLength(1);
  });

  test.each([
    ['http', () => receiver.url, 'not https'],
    ['a private number', () => receiver.url.replace('http:', 'https:'), 'private'],
    [
      'a name that stands for a private address',
      () => receiver.url.replace('http://127.0.0.1', 'https://localhost'),
      'private',
    ],
  ])('is not called over %s unless that is allowed', async (_what, address, words) => {
    await watch.stop();
    watch = startWatch(false);
    await save({ emails: [], webhookUrl: address(), webhookSecret: SECRET });
    await sendTest();
    await until(async () => (await alerts()).messages[0]?.lastError != null);
    expect((await alerts()).messages[0]?.lastError).toContain(words);
    expect(receiver.calls).toEqual([]);
  });

  test('that hangs holds up no mail', async () => {
    receiver.answer = () => {};
    await save({ webhookUrl: receiver.url, webhookSecret: SECRET });
    await sendTest();
    await until(() => mails().length === 1);
    expect(subjects()[0]).toContain('alerts reach you');
    receiver.answer = (response) => response.writeHead(204).end();
    // Lets go of the one that hangs, so that the watch can end.
    receiver.hangUp();
  });
});

describe('who is told', () => {
  test('is read by support and changed by an administrator alone', async () => {
    await save({ webhookUrl: receiver.url, webhookSecret: SECRET });
    const taavi = web.client();
    await taavi.signIn(company.taavi.email);
    const { body, text } = await taavi.get('/api/alert-settings');
    expect(body).toMatchObject({ hasWebhookSecret: true, mail: true, updatedByName: 'Aino Example' });
    expect(text).not.toContain(SECRET);
    expect((await taavi.put('/api/alert-settings', form())).body.code).toBe('forbidden');
    expect((await taavi.post('/api/alert-settings/test')).body.code).toBe('forbidden');
  });

  test('stands in the audit trail with both values, and the secret as changed', async () => {
    await save();
    await save({ failingMinutes: 30, webhookUrl: receiver.url, webhookSecret: SECRET });
    const { body, text } = await aino.get('/api/audit?action=alertSettingsChanged');
    const fields = body.entries[0].changes.map(({ field }: { field: string }) => field);
    expect(fields).toEqual(expect.arrayContaining(['failingMinutes', 'webhookUrl', 'webhookSecret']));
    expect(text).not.toContain(SECRET);
  });

  test.each([
    [{ emails: ['nobody'] }, 'emails.0'],
    [{ webhookUrl: 'ftp://example.com', webhookSecret: SECRET }, 'webhookUrl'],
    [{ webhookUrl: 'https://user:word@example.com', webhookSecret: SECRET }, 'webhookUrl'],
    [{ webhookUrl: 'https://example.com/alerts' }, 'webhookSecret'],
    [{ webhookSecret: 'short' }, 'webhookSecret'],
    [{ failingMinutes: 1 }, 'failingMinutes'],
    [{ secretExpiresOn: '31.12.2026' }, 'secretExpiresOn'],
    [{ conditions: ['weather' as never] }, 'conditions.0'],
  ])('bad input is refused by its field, and nothing is lost: %j', async (change, field) => {
    await save({ failingMinutes: 90 });
    const answer = await save(change);
    expect([400, 422]).toContain(answer.status);
    expect(answer.body.fields).toHaveProperty([field]);
    expect((await aino.get('/api/alert-settings')).body.failingMinutes).toBe(90);
  });

  test('a stored secret is not sent to another server', async () => {
    await save({ webhookUrl: 'https://one.example/alerts', webhookSecret: SECRET });
    expect((await save({ webhookUrl: 'https://one.example/other' })).status).toBe(200);
    const answer = await save({ webhookUrl: 'https://two.example/alerts' });
    expect(answer.body.fields).toHaveProperty('webhookSecret');
  });

  test('a test without anybody to tell says so', async () => {
    expect((await aino.post('/api/alert-settings/test')).body.code).toBe('nobodyIsTold');
  });
});
