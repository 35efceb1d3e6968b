import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { restoreHeldDeletions } from '../../src/store/held-deletions.ts';
import { loadProblems } from '../../src/store/problems.ts';
import { approveDeletions } from '../../src/store/synchronizations.ts';
import { Company } from '../fixtures/company.ts';
import { freshDatabase, type TestDatabase } from '../fixtures/database.ts';
import type { SeededUser } from '../fixtures/database-seed.ts';

let database: TestDatabase;
let company: Company;
let onni: SeededUser;

beforeAll(async () => {
  database = await freshDatabase();
});

afterAll(() => database.close());

/** A company of its own for each test: nothing that one did to its server or its calendars reaches another. */
beforeEach(async () => {
  company = await Company.open(database);
  onni = company.seeded.onni;
  await company.switchOn(onni);
});

afterEach(() => company.close());

const names = (count: number, prefix: string) =>
  Array.from({ length: count }, (_, index) => `${prefix} ${String(index).padStart(3, '0')}`);

async function fillMailbox(count: number): Promise<void> {
  await company.exchange.add(
    onni.email,
    names(count, 'Entry').map((subject) => ({ subject })),
  );
}

const fault = (operation: string, what: object, rule: object = {}) =>
  company.exchange.control('POST', 'faults', { operation, count: 1, fault: what, ...rule });

/** After any run, running again does nothing: both calendars, and the log, stay as they are. */
async function expectSettled(): Promise<void> {
  await company.runWell(onni);
  const look = async () => ({
    items: (await company.exchange.items(onni.email)).map(({ id, changeKey }) => `${id} ${changeKey}`).sort(),
    activities: (await company.activities(onni)).map(({ id, sequence }) => `${id} ${sequence}`),
    stories: (await company.stories(onni)).length,
  });
  const before = await look();
  await company.runWell(onni);
  expect(await look()).toEqual(before);
}

async function expectEach(subjects: readonly string[]): Promise<void> {
  expect(await company.activityNames(onni)).toEqual(subjects);
  expect(await company.itemSubjects(onni)).toEqual(subjects);
  await expectSettled();
}

describe('a conflict', () => {
  it('is won by the newest, and the loser stands in the log', async () => {
    await fillMailbox(1);
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
    await expectEach(['Newer']);
  });
});

describe('a dry run', () => {
  it('says what would happen and writes nothing', async () => {
    await fillMailbox(3);
    await company.addActivity(onni, 'Only an activity', 100);
    await company.switchOff(onni, 'keep');
    const signal = AbortSignal.timeout(30_000);
    const result = await company.engine.dryRun(company.organizationId, onni.id, signal);
    expect(result.counts).toMatchObject({ createdActivities: 3, createdInMailbox: 1, matched: 0 });
    expect(result.resolvedAddress).toBe(onni.email);
    expect(await company.activityNames(onni)).toEqual(['Only an activity']);
    expect(await company.itemSubjects(onni)).toEqual(names(3, 'Entry'));
    expect(await company.stories(onni)).toEqual([]);
  });
});

describe('switching off', () => {
  it('and keeping what was synchronized, then on again, doubles nothing', async () => {
    await fillMailbox(5);
    await company.addActivity(onni, 'Zoo', 100);
    await company.runWell(onni, 'switchedOn');
    await company.switchOff(onni, 'keep');
    await company.addActivity(onni, 'Made while off', 101);
    await company.switchOn(onni);
    await company.runWell(onni, 'switchedOn');
    await expectEach([...names(5, 'Entry'), 'Made while off', 'Zoo']);
  });

  it('and taking back removes only what Tahti made, and on again makes it once', async () => {
    await fillMailbox(3);
    await company.addActivity(onni, 'Zoo', 100);
    await company.addActivity(onni, 'Entry 000', 24);
    await company.runWell(onni, 'switchedOn');
    await company.switchOff(onni, 'takeBack');
    await company.runWell(onni, 'takeBack');
    expect(await company.activityNames(onni)).toEqual(['Entry 000', 'Zoo']);
    expect(await company.itemSubjects(onni)).toEqual(names(3, 'Entry'));
    expect((await company.synchronization(onni)).isTakingBack).toBe(false);
    await company.switchOn(onni);
    await company.runWell(onni, 'switchedOn');
    await expectEach([...names(3, 'Entry'), 'Zoo']);
  });

  it('stops a run that is under way at its next step', async () => {
    await fillMailbox(120);
    await company.exchange.control('POST', 'server', { latencyMs: 50 });
    const run = company.run(onni, 'switchedOn');
    await until(async () => (await company.activities(onni)).length > 0);
    await company.switchOff(onni, 'keep');
    expect((await run).outcome.state).toBe('superseded');
    expect((await company.activities(onni)).length).toBeLessThan(120);
    await company.exchange.control('POST', 'server', { latencyMs: 0 });
    await company.switchOn(onni);
    await company.runWell(onni, 'switchedOn');
    await expectEach(names(120, 'Entry'));
  });
});

describe('nothing is doubled', () => {
  it('when Exchange has lost the sync state', async () => {
    await fillMailbox(5);
    await company.addActivity(onni, 'Zoo', 100);
    await company.runWell(onni);
    await fault('SyncFolderItems', { kind: 'invalidSyncState' });
    await company.runWell(onni);
    expect(await company.stories(onni, { kind: 'resynchronized' })).toHaveLength(1);
    await expectEach([...names(5, 'Entry'), 'Zoo']);
  });

  it('when the connection is dropped after Exchange has done the work', async () => {
    for (const name of names(8, 'Activity'))
      await company.addActivity(onni, name, 24 + Number(name.slice(-3)));
    await fault('CreateItem', { kind: 'dropAfter' });
    // The connector looks for what it wrote; that it cannot look either leaves it to the next run.
    await fault('FindItem', { kind: 'dropBefore' }, { count: 10 });
    const { outcome } = await company.run(onni);
    expect(outcome).toMatchObject({ state: 'failed', error: { kind: 'retry', source: 'mailbox' } });
    expect(await company.itemSubjects(onni)).toHaveLength(8);
    await company.exchange.control('DELETE', 'faults');
    await company.runWell(onni);
    await expectEach(names(8, 'Activity'));
  });

  it('when what was made in Exchange could not be recorded', async () => {
    for (const name of names(8, 'Activity'))
      await company.addActivity(onni, name, 24 + Number(name.slice(-3)));
    await refuseLinks(true);
    const { outcome } = await company.run(onni);
    await refuseLinks(false);
    expect(outcome).toMatchObject({ state: 'failed', error: { code: 'TAHTI_INTERNAL' } });
    expect(await company.itemSubjects(onni)).toHaveLength(8);
    const [first] = await company.activities(onni);
    await company.changeActivity(first?.id ?? '', { location: 'Changed before the recovery' });
    await company.runWell(onni);
    expect(await company.stories(onni, { kind: 'recovered' })).toHaveLength(8);
    expect(await company.exchange.item(onni.email, 'Activity 000')).toMatchObject({
      location: 'Changed before the recovery',
    });
    await expectEach(names(8, 'Activity'));
  });

  it('when what was made in the workspace could not be recorded', async () => {
    await fillMailbox(8);
    await refuseLinks(true);
    await company.run(onni);
    await refuseLinks(false);
    expect(await company.activityNames(onni)).toHaveLength(8);
    await company.runWell(onni);
    await expectEach(names(8, 'Entry'));
  });

  it('when three runs of one mailbox are wanted at once: they take turns', async () => {
    await fillMailbox(60);
    await company.exchange.control('POST', 'server', { latencyMs: 20 });
    const since = await company.exchange.latestRequest();
    await Promise.all([company.runWell(onni), company.runWell(onni), company.runWell(onni)]);
    expect(await company.exchange.overlaps(onni.email, since)).toBe(0);
    await expectEach(names(60, 'Entry'));
  });

  it('when the mailbox moved to another server', async () => {
    await fillMailbox(5);
    await company.addActivity(onni, 'Zoo', 100);
    await company.runWell(onni);
    await company.exchange.control('POST', `mailboxes/${onni.email}/move`);
    await company.runWell(onni);
    await expectEach([...names(5, 'Entry'), 'Zoo']);
  });
});

describe('an entry that Exchange refuses', () => {
  it('is set aside with the exact answer, tried again when it is due, and told as recovered', async () => {
    for (const name of names(4, 'Activity'))
      await company.addActivity(onni, name, 24 + Number(name.slice(-3)));
    const code = 'ErrorCalendarDurationIsTooLong';
    await fault(
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
    await expectEach(names(4, 'Activity'));
  });
});

describe('a run that fails', () => {
  it('waits exactly as long as Exchange asks, whatever else would start it', async () => {
    await fillMailbox(1);
    await fault('SyncFolderItems', { kind: 'serverBusy', backOffMilliseconds: 130_000 });
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

  it('says why when the password is wrong, and goes on when it is right again', async () => {
    await fillMailbox(1);
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
    await expectEach(['Entry 000']);
  });
});

describe('many deletions at once', () => {
  beforeEach(async () => {
    await company.saveSettings({ deletionLimit: 3 });
    await fillMailbox(6);
    await company.runWell(onni);
    for (const item of (await company.exchange.items(onni.email)).slice(0, 5))
      await company.exchange.delete(onni.email, item);
    await company.runWell(onni);
  });

  it('wait for a person, and are done once they are approved', async () => {
    expect((await company.synchronization(onni)).haltReason).toBe('tooManyDeletions');
    expect(await company.activityNames(onni)).toHaveLength(6);
    const until = new Date(company.now() + 3600_000).toISOString();
    await approveDeletions(database.db, company.organizationId, onni.id, until);
    await company.runWell(onni);
    expect(await company.activityNames(onni)).toHaveLength(1);
    expect(await company.synchronization(onni)).toMatchObject({
      haltReason: null,
      deletionsApprovedUntil: null,
    });
    await expectSettled();
  });

  it('are undone when a person wants the entries back', async () => {
    await restoreHeldDeletions(database.db, company.organizationId, onni.id);
    await company.runWell(onni);
    expect((await company.synchronization(onni)).haltReason).toBeNull();
    await expectEach(names(6, 'Entry'));
  });
});

/** Makes the database refuse new links, as if the process had died before it could record them. */
async function refuseLinks(isRefused: boolean): Promise<void> {
  if (!isRefused) {
    await database.pool.query('drop trigger refuse_links on links');
    return;
  }
  await database.pool.query(`
    create or replace function refuse_links() returns trigger language plpgsql as
      $$ begin raise exception 'links are refused'; end $$`);
  await database.pool.query(
    'create trigger refuse_links before insert on links for each row execute function refuse_links()',
  );
}

/** Waits until something is so; the test's own time limit ends it otherwise. */
async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise((resolve) => setImmediate(resolve));
}
