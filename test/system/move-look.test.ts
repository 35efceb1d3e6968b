import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { noRecognition } from '../../src/model/recognition.ts';
import { instantFromMillis } from '../../src/model/time.ts';
import { setPaused } from '../../src/store/synchronizations.ts';
import type { ExchangeServer } from '../fixtures/exchange-server.ts';
import { HttpClient } from '../fixtures/http-client.ts';
import { MovingCompany } from '../fixtures/moving-company.ts';
import { names } from '../fixtures/one-mailbox.ts';
import { until } from '../fixtures/until.ts';

let moving: MovingCompany;

beforeEach(async () => {
  moving = await MovingCompany.open();
});
afterEach(() => moving.close());

const counted = (some: object) => ({ ...noRecognition(), ...some });

/** Four entries that Onni made in Outlook and two that came from their activities. */
async function fill(): Promise<void> {
  const { company, onni } = moving;
  await company.exchange.add(
    onni.email,
    names(4, 'Entry').map((subject) => ({ subject })),
  );
  await company.addActivity(onni, 'Ours 1', 100);
  await company.addActivity(onni, 'Ours 2', 101);
  await company.runWell(onni);
}

const WRITES = ['CreateItem', 'UpdateItem', 'DeleteItem', 'MoveItem', 'SendItem'];

/** What was asked of a server to change something in Onni's mailbox, since a request. */
async function writesIn(server: ExchangeServer, since: number): Promise<readonly string[]> {
  const asked = await server.operations(moving.onni.email, since);
  return asked.filter((name) => WRITES.includes(name));
}

describe('the look before a move', () => {
  it('counts what is recognised by mark, by UID and by its looks, what is new and what is gone', async () => {
    await fill();
    const another = await moving.carryOver();
    const email = moving.onni.email;
    const [gone, again] = [await another.item(email, 'Entry 000'), await another.item(email, 'Entry 001')];
    await another.delete(email, gone);
    await another.delete(email, again);
    const { subject, start, end } = again;
    await another.add(email, [{ subject, start, end }, { subject: 'Theirs' }], 200);
    const since = await another.latestRequest();
    const move = await moving.look();
    expect(move).toMatchObject({ state: 'looked', isStale: false, arrivals: null });
    expect(move.users).toEqual({ all: 1, waiting: 0, looked: 1, failed: 0, unsure: 1, joined: 0 });
    expect(move.counts).toEqual(counted({ byMark: 2, byUid: 2, byLikeness: 1, gone: 1, newActivities: 1 }));
    expect(await writesIn(another, since)).toEqual([]);
    const names = (await another.items(email)).map((item) => item.subject).sort();
    expect(names).toEqual(['Entry 001', 'Entry 002', 'Entry 003', 'Ours 1', 'Ours 2', 'Theirs']);
  });

  it('writes nothing, in either calendar or in the database, while the old connection goes on', async () => {
    await fill();
    const another = await moving.carryOver();
    const { company, onni } = moving;
    await moving.look();
    const since = await another.latestRequest();
    const links = () => company.database.db.selectFrom('links').selectAll().orderBy('id').execute();
    const before = { links: await links(), stories: (await company.stories(onni)).length };
    const { id } = await moving.latest();
    await moving.step('look', id, { whom: 'everybody' });
    await moving.lookedAt();
    expect({ links: await links(), stories: (await company.stories(onni)).length }).toEqual(before);
    expect(await writesIn(another, since)).toEqual([]);
    await company.exchange.add(onni.email, [{ subject: 'Meanwhile' }], 300);
    await company.runWell(onni);
    expect(await company.activityNames(onni)).toContain('Meanwhile');
    expect(await another.items(onni.email)).toHaveLength(6);
  });

  it('names undecided and missing entries to their owner, and hides private ones from everybody else', async () => {
    await fill();
    const { company, onni, aino } = moving;
    await company.exchange.add(onni.email, [{ subject: 'Secret', sensitivity: 'Private' }], 300);
    await company.runWell(onni);
    await setPaused(moving.database.db, company.organizationId, onni.id, true, instantFromMillis(Date.now()));
    const twins = [1, 2].map((n) =>
      company.addActivity(onni, 'Twin', 400, 'CalendarEntry', { notes: `${n}` }),
    );
    const [twin] = await Promise.all(twins);
    const another = await moving.carryOver();
    await another.delete(onni.email, await another.item(onni.email, 'Secret'));
    const { start, end } = twin?.time ?? { start: '', end: '' };
    const alike = ['A', 'B', 'C'].map((location) => ({ subject: 'Twin', location, start, end }));
    await another.add(onni.email, alike);
    const move = await moving.look();
    expect(move.counts).toMatchObject({ undecided: 5, gone: 1, byMark: 2, byUid: 4 });

    const path = `/api/users/${onni.id}/move`;
    const seenBy = async (client: HttpClient) => {
      const { body } = await client.get(path);
      return body.entries.map((entry: { subject: string | null }) => entry.subject).sort();
    };
    const owner = new HttpClient(aino.url);
    await owner.signIn(onni.email, 'tahti-demo');
    expect(await seenBy(owner)).toEqual(['Secret', 'Twin', 'Twin', 'Twin', 'Twin', 'Twin']);
    expect((await seenBy(aino)).filter((subject: unknown) => subject === null)).toHaveLength(1);
    expect((await aino.get(path)).text).not.toContain('Secret');
    await moving.step('cancel', move.id);
    expect((await owner.get(path)).body).toEqual({ move: null, entries: [], undecided: 0, gone: 0 });
  });

  it('tells of each user, those first who need somebody’s eye', async () => {
    await fill();
    const { company, aino, onni } = moving;
    const { helmi } = company.seeded;
    await company.switchOn(helmi);
    await company.runWell(helmi);
    await moving.openAnother([company.seeded.aino.email, onni.email]);
    const move = await moving.look();
    expect(move.users).toMatchObject({ all: 2, looked: 1, failed: 1 });
    const users = async (query = '') =>
      (await aino.get(`/api/exchange-settings/move/users?moveId=${move.id}${query}`)).body;
    const { rows, total } = await users();
    expect(total).toBe(2);
    expect(rows.map(({ email, state }: { email: string; state: string }) => [email, state])).toEqual([
      [helmi.email, 'failed'],
      [onni.email, 'looked'],
    ]);
    expect(rows[0].trouble).toMatchObject({ code: 'ErrorNonExistentMailbox' });
    expect((await users('&show=failed')).total).toBe(1);
    expect((await users('&show=attention')).total).toBe(2);
    expect((await users('&search=virta')).rows[0].email).toBe(onni.email);
    expect((await users('&pageSize=1&page=2')).rows[0].email).toBe(onni.email);
  });
});

describe('a new server that fails', () => {
  it('is not tried with a second mailbox when it refuses the password, and the old one goes on', async () => {
    await fill();
    const { company, onni } = moving;
    await company.switchOn(company.seeded.helmi);
    const another = await moving.carryOver();
    const since = await another.latestRequest();
    await moving.prepare({ delegatePassword: 'wrong' }, true);
    const move = await moving.lookedAt();
    expect(move).toMatchObject({ state: 'failed', trouble: { code: 'HTTP 401' } });
    expect(move.users).toMatchObject({ all: 2, waiting: 2, looked: 0 });
    expect(await another.latestRequest()).toBeLessThanOrEqual(since + 8);
    expect((await moving.confirm(move.id)).body.code).toBe('moveNotLooked');
    await company.exchange.add(onni.email, [{ subject: 'Still here' }], 300);
    await company.runWell(onni);
    expect(await company.activityNames(onni)).toContain('Still here');
  });

  it('is not prepared for when the test does not pass, and nothing is stored', async () => {
    await fill();
    await moving.carryOver();
    const { status, body } = await moving.prepare({ delegatePassword: 'wrong' });
    expect([status, body.code]).toEqual([422, 'connectionTestFailed']);
    expect(await moving.latest()).toBeNull();
  });

  it('is given the time that it asks for, and looked at again after it', async () => {
    await fill();
    const another = await moving.carryOver();
    await moving.prepare({}, true);
    await moving.lookedAt();
    const fault = { kind: 'serverBusy', backOffMilliseconds: 2000 };
    await another.control('POST', 'faults', { operation: 'SyncFolderItems', count: 1, fault });
    const { id } = await moving.latest();
    await moving.step('look', id, { whom: 'everybody' });
    await until(async () => (await moving.latest()).pausedUntil !== null);
    expect(await moving.latest()).toMatchObject({ state: 'looking', trouble: { code: 'ErrorServerBusy' } });
    expect(await moving.lookedAt()).toMatchObject({ state: 'looked', trouble: null, users: { looked: 1 } });
  });
});

describe('a look that is over', () => {
  it('no longer holds once the settings were changed, and holds again after another one', async () => {
    await fill();
    await moving.carryOver();
    const move = await moving.look();
    const settings = await moving.aino.get('/api/exchange-settings');
    const form = { ...settings.body.saved, daysAhead: 10 };
    await moving.aino.put('/api/exchange-settings', {
      form,
      testMailbox: moving.onni.email,
      saveAnyway: false,
    });
    expect((await moving.latest()).isStale).toBe(true);
    expect((await moving.confirm(move.id)).body.code).toBe('moveStale');
    await moving.step('look', move.id, { whom: 'failed' });
    const again = await moving.lookedAt();
    expect([again.isStale, again.users.looked]).toEqual([false, 1]);
    const settingsAfter = (await moving.aino.get('/api/exchange-settings')).body;
    expect(settingsAfter.saved.ewsUrl).toBe(moving.company.exchange.ewsUrl);
  });

  it('is cancelled while it is under way, and leaves nothing behind', async () => {
    await fill();
    const another = await moving.carryOver();
    await another.control('POST', 'server', { latencyMs: 300 });
    const { body } = await moving.prepare({}, true);
    expect((await moving.step('cancel', body.id)).body.state).toBe('cancelled');
    expect((await moving.step('cancel', body.id)).body.code).toBe('moveOver');
    expect(await moving.latest()).toMatchObject({ state: 'cancelled', users: { looked: 0 } });
  });

  it('is replaced by the next one, and each step stands in the audit trail with who did it', async () => {
    await fill();
    await moving.carryOver();
    const first = await moving.look();
    const second = await moving.look({ netbiosDomain: 'ESIMERKKI' });
    expect(second.id).not.toBe(first.id);
    await moving.step('look', second.id, { whom: 'everybody' });
    await moving.lookedAt();
    await moving.step('cancel', second.id);
    const { body, text } = await moving.aino.get('/api/audit?action=connectionMove');
    expect(
      body.entries.map(({ code, actorName }: { code: string; actorName: string }) => [code, actorName]),
    ).toEqual(
      ['moveCancelled', 'moveLookedAgain', 'moveStarted', 'moveStarted'].map((code) => [code, 'Aino Aalto']),
    );
    expect(body.entries[3].changes).toEqual([
      { field: 'ewsUrl', before: moving.company.exchange.ewsUrl, after: moving.another?.ewsUrl },
    ]);
    expect(text).not.toContain(moving.company.exchange.delegate.password);
  });
});

describe('the settings', () => {
  it('cannot be saved with another connection past the move, nor be moved where they are', async () => {
    await fill();
    await moving.carryOver();
    const body = { form: await moving.form(), testMailbox: moving.onni.email, saveAnyway: true };
    const refused = await moving.aino.put('/api/exchange-settings', body);
    expect([refused.status, refused.body.code]).toEqual([409, 'moveRequired']);
    const nowhere = await moving.prepare({ ewsUrl: moving.company.exchange.ewsUrl }, true);
    expect([nowhere.status, nowhere.body.code]).toEqual([409, 'moveNowhere']);
  });

  it('take at once what the form changes beside the connection', async () => {
    await fill();
    await moving.carryOver();
    await moving.look({ daysAhead: 20, conflictPolicy: 'mailbox' });
    const { saved } = (await moving.aino.get('/api/exchange-settings')).body;
    expect(saved).toMatchObject({
      daysAhead: 20,
      conflictPolicy: 'mailbox',
      ewsUrl: moving.company.exchange.ewsUrl,
    });
    expect((await moving.latest()).isStale).toBe(false);
  });
});
