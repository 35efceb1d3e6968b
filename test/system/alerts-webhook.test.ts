import { createHmac } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { AlertTown, MINUTE, type WatchedCompany, WEBHOOK_SECRET } from '../fixtures/alert-town.ts';
import { until } from '../fixtures/until.ts';

let town: AlertTown;
let at: WatchedCompany;

beforeAll(async () => {
  town = await AlertTown.open();
});
afterAll(() => town.close());
beforeEach(async () => {
  at = await town.company();
});
afterEach(() => at.stopWatch());

describe('a webhook', () => {
  test('gets a body that its secret signs', async () => {
    await at.save({ emails: [], webhookUrl: town.receiver.url, webhookSecret: WEBHOOK_SECRET });
    await at.fails(at.company.onni, 120);
    await until(() => town.receiver.calls.length === 1);
    const [call] = town.receiver.calls;
    const [, seconds, signature] =
      /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(call?.headers['tahti-signature'])) ?? [];
    expect(createHmac('sha256', WEBHOOK_SECRET).update(`${seconds}.${call?.text}`).digest('hex')).toBe(
      signature,
    );
    expect(Math.abs(Number(seconds) - at.now / 1000)).toBeLessThan(2);
    expect(call?.body).toMatchObject({
      event: 'raised',
      company: { id: at.company.id },
      page: 'https://tahti.example/health',
      alerts: [{ condition: 'mailboxFailing', solvedAt: null, user: { email: at.company.onni.email } }],
    });
    expect(call?.headers['tahti-message-id']).toBe(call?.body.id);
    await at.recovers(at.company.onni);
    await until(() => town.receiver.calls.length === 2);
    expect(town.receiver.calls[1]?.body).toMatchObject({ event: 'solved' });
  });

  test('that fails is tried again after the pause, under the same id, and then given up', async () => {
    town.receiver.answer = (response) => response.writeHead(503).end('come back later');
    await at.save({ emails: [], webhookUrl: town.receiver.url, webhookSecret: WEBHOOK_SECRET });
    expect(await at.sendTest()).toEqual({ messages: 1 });
    await until(async () => (await at.alerts()).messages[0]?.lastError != null);
    expect((await at.alerts()).messages[0]).toMatchObject({
      attempts: 1,
      lastError: 'HTTP 503 come back later',
    });
    expect(town.receiver.calls).toHaveLength(1);
    at.now += MINUTE;
    await until(async () => (await at.alerts()).messages[0]?.nextTryAt === null);
    expect((await at.alerts()).messages[0]).toMatchObject({ attempts: 2, sentAt: null });
    expect(new Set(town.receiver.calls.map(({ body }) => body.id)).size).toBe(1);
    at.now += 60 * MINUTE;
    await at.lookAgain();
    expect(town.receiver.calls).toHaveLength(2);
  });

  test('is not followed elsewhere', async () => {
    town.receiver.answer = (response) =>
      response.writeHead(302, { location: `${town.receiver.url}-elsewhere` }).end();
    await at.save({ emails: [], webhookUrl: town.receiver.url, webhookSecret: WEBHOOK_SECRET });
    await at.sendTest();
    await until(async () => (await at.alerts()).messages[0]?.lastError != null);
    expect((await at.alerts()).messages[0]?.lastError).toContain('HTTP 302');
    expect(town.receiver.calls).toHaveLength(1);
  });

  test.each([
    ['http', () => town.receiver.url, 'not https'],
    ['a private number', () => town.receiver.url.replace('http:', 'https:'), 'private'],
    [
      'a name that stands for a private address',
      () => town.receiver.url.replace('http://127.0.0.1', 'https://localhost'),
      'private',
    ],
  ])('is not called over %s unless that is allowed', async (_what, address, words) => {
    await at.stopWatch();
    at.startWatch(false);
    await at.save({ emails: [], webhookUrl: address(), webhookSecret: WEBHOOK_SECRET });
    await at.sendTest();
    await until(async () => (await at.alerts()).messages[0]?.lastError != null);
    expect((await at.alerts()).messages[0]?.lastError).toContain(words);
    expect(town.receiver.calls).toEqual([]);
  });

  test('that hangs holds up no mail', async () => {
    town.receiver.answer = () => {};
    await at.save({ webhookUrl: town.receiver.url, webhookSecret: WEBHOOK_SECRET });
    await at.sendTest();
    await until(() => at.mails.length === 1);
    expect(at.subjects[0]).toContain('alerts reach you');
    town.receiver.answer = (response) => response.writeHead(204).end();
    // Lets go of the one that hangs, so that the watch can end.
    town.receiver.hangUp();
  });
});
