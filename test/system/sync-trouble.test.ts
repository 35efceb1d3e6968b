import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { decideHeldDeletions, loadHeldDeletions } from '../../src/store/held-deletions.ts';
import { loadProblems } from '../../src/store/problems.ts';
import type { Company } from '../fixtures/company.ts';
import { freshDatabase, type TestDatabase } from '../fixtures/database.ts';
import type { SeededUser } from '../fixtures/database-seed.ts';
import { names, OneMailbox } from '../fixtures/one-mailbox.ts';

let database: TestDatabase;
let one: OneMailbox;
let company: Company;
let onni: SeededUser;

beforeAll(async () => {
  database = await freshDatabase();
});

afterAll(() => database.close());

/** A company of its own for each test: nothing that one did to its server or its calendars reaches another. */
beforeEach(async () => {
  one = await OneMailbox.open(database);
  company = one.company;
  onni = one.onni;
});

afterEach(() => company.close());

describe('a conflict', () => {
  it('is won by the newest, and the loser stands in the log', async () => {
    await one.fillMailbox(1);
    await company.runWell(onni);
    const [activity] = await company.activities(onni);
    await company.changeActivity(activity?.id ?? '', { name: 'Older' });
    const item = await company.exchange.item(onni.email, 'Entry 000');
    await company.exchange.control('POST', 'server', { clockOffsetMs: 5000 });
    await company.exchange.change(onni.email, item, 'item:Subject', '<t:Subject>Newer</t:Subject>');
    await company.exchange.control('POST', 'server', { clockOffsetMs: 0 });
    await company.runWell(onni);
    const [conflict] = await company.stories(onni, { kind: 'conflict' });
    expect(conflict?.conflict).toMatchObject([
      { field: 'subject', activity: 'Older', mailbox: 'Newer', winner: 'mailbox', because: 'newest' },
    ]);
    await one.expectEach(['Newer']);
  });
});

describe('an entry that Exchange refuses', () => {
  it('is set aside with the exact answer, tried again when it is due, and told as recovered', async () => {
    await one.fillActivities(4);
    const code = 'ErrorCalendarDurationIsTooLong';
    await one.fault(
      'CreateItem',
      { kind: 'responseCode', code, message: 'Too long, says the server.' },
      { skip: 1 },
    );
    await company.runWell(onni);
    expect(await company.itemSubjects(onni)).toHaveLength(3);
    const problems = await loadProblems(database.db, company.organizationId, onni.id);
    expect(problems).toMatchObject([
      { attempts: 1, details: { code, words: 'Too long, says the server.', kind: 'entry' } },
    ]);
    expect(problems[0]?.details.requestId).toBeTruthy();
    company.clockOffset += 2 * 60_000;
    await company.runWell(onni, 'sweep');
    expect(await loadProblems(database.db, company.organizationId, onni.id)).toEqual([]);
    const kinds = (await company.stories(onni)).map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === 'setAside' || kind === 'recovered')).toEqual([
      'setAside',
      'recovered',
    ]);
    await one.expectEach(names(4, 'Activity'));
  });
});

describe('a run that fails', () => {
  it('waits exactly as long as Exchange asks, whatever else would start it', async () => {
    await one.fillMailbox(1);
    await one.fault('SyncFolderItems', { kind: 'serverBusy', backOffMilliseconds: 130_000 });
    const { outcome } = await company.run(onni);
    expect(outcome).toMatchObject({
      state: 'failed',
      error: { code: 'ErrorServerBusy', retryAfter: 130_000 },
    });
    await expect(company.run(onni)).rejects.toThrow('nothing to run');
    company.clockOffset += 131_000;
    await company.restartEngine();
    await company.runWell(onni);
  });

  it('is not kept waiting by a pause that a clock set that was ahead', async () => {
    await one.fillMailbox(1);
    company.clockOffset = 30 * 24 * 3600_000;
    await one.fault('SyncFolderItems', { kind: 'serverBusy', backOffMilliseconds: 130_000 });
    expect((await company.run(onni)).outcome.state).toBe('failed');
    company.clockOffset = 0;
    await company.restartEngine();
    await company.runWell(onni);
    await one.expectEach(['Entry 000']);
  });

  it('says why when the password is wrong, and goes on when it is right again', async () => {
    await one.fillMailbox(1);
    await company.saveSettings({ secret: 'wrong' });
    const { outcome } = await company.run(onni);
    expect(outcome).toMatchObject({ state: 'failed', error: { kind: 'fatal' } });
    const row = await company.synchronization(onni);
    expect(row).toMatchObject({ failures: 1, lastError: { advice: 'ewsPasswordRejected' } });
    expect(await company.stories(onni, { kind: 'runFailed' })).toHaveLength(1);
    company.clockOffset += 1;
    await company.saveSettings();
    await company.engine.connectionChanged(company.organizationId);
    await company.runWell(onni);
    expect(await company.synchronization(onni)).toMatchObject({ failures: 0, lastError: null });
    await one.expectEach(['Entry 000']);
  });
});

describe('many deletions at once', () => {
  beforeEach(async () => {
    await company.saveSettings({ deletionLimit: 3 });
    await one.fillMailbox(6);
    await company.runWell(onni);
    for (const item of (await company.exchange.items(onni.email)).slice(0, 5))
      await company.exchange.delete(onni.email, item);
    await company.runWell(onni);
  });

  it('wait for a person, and are done once they are approved', async () => {
    expect((await company.synchronization(onni)).haltReason).toBe('tooManyDeletions');
    expect(await company.activityNames(onni)).toHaveLength(6);
    await decideHeldDeletions(database.db, company.organizationId, onni.id, 'approve');
    await company.runWell(onni);
    expect(await company.activityNames(onni)).toHaveLength(1);
    expect((await company.synchronization(onni)).haltReason).toBeNull();
    await one.expectSettled();
  });

  it('are covered by a yes only as far as they were held when it was said', async () => {
    await company.exchange.add(
      onni.email,
      names(5, 'Later').map((subject) => ({ subject })),
      72,
    );
    await company.runWell(onni);
    await decideHeldDeletions(database.db, company.organizationId, onni.id, 'approve');
    for (const item of (await company.exchange.items(onni.email)).slice(0, 5))
      await company.exchange.delete(onni.email, item);
    await company.runWell(onni);
    expect(await company.activityNames(onni)).toHaveLength(6);
    const held = await loadHeldDeletions(database.db, company.organizationId, onni.id);
    expect(held.map(({ isApproved }) => isApproved)).toEqual(Array(5).fill(false));
  });

  it('are held also when they come in parts, within the limit each time', async () => {
    await decideHeldDeletions(database.db, company.organizationId, onni.id, 'approve');
    await company.exchange.add(
      onni.email,
      names(9, 'Later').map((subject) => ({ subject })),
      72,
    );
    await company.runWell(onni);
    for (let part = 0; part < 3; part++) {
      for (const item of (await company.exchange.items(onni.email)).slice(0, 2))
        await company.exchange.delete(onni.email, item);
      await company.runWell(onni);
    }
    // What was approved does not count: two of the nine and the one that was left went, four wait.
    expect(await company.activityNames(onni)).toHaveLength(8);
    expect(await loadHeldDeletions(database.db, company.organizationId, onni.id)).toHaveLength(4);
  });

  it('are undone once when Exchange makes an entry again and its answer is lost', async () => {
    await decideHeldDeletions(database.db, company.organizationId, onni.id, 'restore');
    await one.fault('CreateItem', { kind: 'dropAfter' });
    await company.run(onni);
    company.clockOffset += 20 * 60_000;
    await company.runWell(onni, 'sweep');
    await one.expectEach(names(6, 'Entry'));
  });

  it('are undone when a person wants the entries back', async () => {
    await decideHeldDeletions(database.db, company.organizationId, onni.id, 'restore');
    await company.runWell(onni);
    expect((await company.synchronization(onni)).haltReason).toBeNull();
    await one.expectEach(names(6, 'Entry'));
  });
});
