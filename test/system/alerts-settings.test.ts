import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { AlertTown, type WatchedCompany, WEBHOOK_SECRET } from '../fixtures/alert-town.ts';

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

describe('who is told', () => {
  test('is read by support and changed by an administrator alone', async () => {
    await at.save({ webhookUrl: town.receiver.url, webhookSecret: WEBHOOK_SECRET });
    const taavi = town.web.client();
    await taavi.signIn(at.company.taavi.email);
    const { body, text } = await taavi.get('/api/alert-settings');
    expect(body).toMatchObject({ hasWebhookSecret: true, mail: true, updatedByName: 'Aino Example' });
    expect(text).not.toContain(WEBHOOK_SECRET);
    expect((await taavi.put('/api/alert-settings', at.form())).body.code).toBe('forbidden');
    expect((await taavi.post('/api/alert-settings/test')).body.code).toBe('forbidden');
  });

  test('stands in the audit trail with both values, and the secret as changed', async () => {
    await at.save();
    await at.save({ failingMinutes: 30, webhookUrl: town.receiver.url, webhookSecret: WEBHOOK_SECRET });
    const { body, text } = await at.aino.get('/api/audit?action=alertSettingsChanged');
    const fields = body.entries[0].changes.map(({ field }: { field: string }) => field);
    expect(fields).toEqual(expect.arrayContaining(['failingMinutes', 'webhookUrl', 'webhookSecret']));
    expect(text).not.toContain(WEBHOOK_SECRET);
  });

  test.each([
    [{ emails: ['nobody'] }, 'emails.0'],
    [{ webhookUrl: 'ftp://example.com', webhookSecret: WEBHOOK_SECRET }, 'webhookUrl'],
    [{ webhookUrl: 'https://user:word@example.com', webhookSecret: WEBHOOK_SECRET }, 'webhookUrl'],
    [{ webhookUrl: 'https://example.com/alerts' }, 'webhookSecret'],
    [{ webhookSecret: 'short' }, 'webhookSecret'],
    [{ failingMinutes: 1 }, 'failingMinutes'],
    [{ secretExpiresOn: '31.12.2026' }, 'secretExpiresOn'],
    [{ conditions: ['weather' as never] }, 'conditions.0'],
  ])('bad input is refused by its field, and nothing is lost: %j', async (change, field) => {
    await at.save({ failingMinutes: 90 });
    const answer = await at.save(change);
    expect([400, 422]).toContain(answer.status);
    expect(answer.body.fields).toHaveProperty([field]);
    expect((await at.aino.get('/api/alert-settings')).body.failingMinutes).toBe(90);
  });

  test('a stored secret is not sent to another server', async () => {
    await at.save({ webhookUrl: 'https://one.example/alerts', webhookSecret: WEBHOOK_SECRET });
    expect((await at.save({ webhookUrl: 'https://one.example/other' })).status).toBe(200);
    const answer = await at.save({ webhookUrl: 'https://two.example/alerts' });
    expect(answer.body.fields).toHaveProperty('webhookSecret');
  });

  test('a test without anybody to tell says so', async () => {
    expect((await at.aino.post('/api/alert-settings/test')).body.code).toBe('nobodyIsTold');
  });
});
