import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { holdDeletions, releaseHeldDeletions } from '../../src/store/held-deletions.ts';
import { AlertTown, MINUTE, type WatchedCompany } from '../fixtures/alert-town.ts';
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

describe('a condition is told once, and once more when it is over', () => {
  test('a mailbox that fails for longer than was chosen, by mail', async () => {
    await at.save();
    await at.fails(at.company.onni, 59);
    await at.lookAgain();
    expect(at.mails).toEqual([]);
    at.now += 2 * MINUTE;
    await until(() => at.mails.length === 1);
    await at.lookAgain();
    await at.lookAgain();
    expect(at.subjects).toEqual([`Tahti, Company ${at.company.domain}: mailboxes cannot be synchronized`]);
    const text = at.words;
    expect(text).toContain('Onni Example');
    expect(text).toContain('ErrorMailboxMoveInProgress');
    expect(text).toContain('https://tahti.example/health');
    await at.recovers(at.company.onni);
    await until(() => at.mails.length === 2);
    await at.lookAgain();
    expect(at.subjects[1]).toContain('solved');
    expect((await at.alerts()).alerts).toMatchObject([
      { condition: 'mailboxFailing', userName: 'Onni Example' },
    ]);
    expect((await at.alerts()).alerts[0]?.solvedAt).not.toBeNull();
  });

  test('a refused account is one alert of the company, not one of each mailbox', async () => {
    await at.save();
    const refusal = { code: 'HTTP 401', advice: 'ewsPasswordRejected' };
    await at.fails(at.company.onni, 120, refusal);
    await at.fails(at.company.helmi, 120, refusal);
    await until(() => at.mails.length === 1);
    await at.lookAgain();
    expect((await at.alerts()).alerts.map(({ condition, userId }) => [condition, userId])).toEqual([
      ['signInRefused', null],
    ]);
    expect(at.words).toContain('HTTP 401');
  });

  test('many mailboxes are told in one mail', async () => {
    await at.fails(at.company.onni, 120);
    await at.fails(at.company.helmi, 120);
    await at.fails(at.company.taavi, 120);
    await at.stopWatch();
    await town.web.database.db.deleteFrom('alerts').where('organizationId', '=', at.company.id).execute();
    await at.save();
    at.startWatch();
    await until(() => at.mails.length > 0);
    await at.lookAgain();
    expect(at.mails).toHaveLength(1);
    for (const name of ['Onni', 'Helmi', 'Taavi']) expect(at.words).toContain(name);
  });

  test('deletions that wait for a person', async () => {
    await at.save({ language: 'fi' });
    await at.switchesOn(at.company.onni);
    const linkId = await at.someLinkOf(at.company.onni);
    const held = {
      linkId,
      side: 'mailbox',
      subject: 'Private thing',
      isPrivate: true,
      isRestoring: false,
      isApproved: false,
    } as const;
    await holdDeletions(town.web.database.db, at.company.id, at.company.onni.id, [held]);
    await until(() => at.mails.length === 1);
    const text = at.words;
    expect(text).toContain('1 poistoa');
    expect(text).not.toContain('Private thing');
    await releaseHeldDeletions(town.web.database.db, at.company.id, at.company.onni.id, [linkId]);
    await until(() => at.mails.length === 2);
  });

  test('a secret that is about to expire, by the company’s own day', async () => {
    const day = (days: number) => new Date(at.now + days * 24 * 60 * MINUTE).toISOString().slice(0, 10);
    await at.save({ secretExpiresOn: day(30) });
    await at.lookAgain();
    expect((await at.alerts()).alerts).toEqual([]);
    await at.save({ secretExpiresOn: day(10) });
    await until(() => at.mails.length === 1);
    expect(at.subjects[0]).toContain('about to expire');
    await at.save({ secretExpiresOn: day(300) });
    await until(() => at.mails.length === 2);
  });

  test('a queue in which runs wait for longer than was chosen', async () => {
    await at.save();
    at.queue = [{ organizationId: at.company.id, waiting: 40, oldestSeconds: 11 * 60 }];
    await until(() => at.mails.length === 1);
    expect(at.words).toContain('40 mailboxes');
    at.queue = [];
    at.now += 4 * MINUTE;
    await until(() => at.mails.length === 2);
  });

  test('what was not chosen is not told', async () => {
    await at.save({ conditions: ['deletionsHeld'] });
    await at.fails(at.company.onni, 120);
    await at.lookAgain();
    expect((await at.alerts()).alerts).toEqual([]);
  });

  test('notifications of which fewer than half arrive, for as long as was chosen', async () => {
    await at.save({ notificationMinutes: 5 });
    const minute = at.now - (at.now % MINUTE);
    const samples = Array.from({ length: 5 }, (_, index) => ({
      organizationId: at.company.id,
      resolution: 'minute' as const,
      startsAt: new Date(minute - index * MINUTE).toISOString(),
      listened: 4,
      connected: 1,
    }));
    await town.web.database.db.insertInto('healthSamples').values(samples.slice(0, 3)).execute();
    await at.lookAgain();
    expect((await at.alerts()).alerts).toEqual([]);
    await town.web.database.db.insertInto('healthSamples').values(samples.slice(3)).execute();
    await until(() => at.mails.length === 1);
    expect(at.words).toContain('only 1 of 4');
  });
});
