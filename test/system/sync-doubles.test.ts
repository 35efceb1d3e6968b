import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createEwsConnection } from '../../src/sides/ews/connection.ts';
import type { CreateRequest } from '../../src/sides/side.ts';
import { loadLinks } from '../../src/store/links.ts';
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

/** The same creates over a connection of their own, as when a proxy delivers a request a second time. */
async function arriveOnceMore(requests: readonly CreateRequest[]): Promise<void> {
  const { ewsUrl, delegate } = company.exchange;
  const connection = createEwsConnection({ url: ewsUrl, version: 'office365-ews', ...delegate });
  try {
    const side = connection.side({ mailboxAddress: onni.email, userZone: 'Europe/Helsinki' });
    await side.create(requests, AbortSignal.timeout(20_000));
  } finally {
    await connection.close();
  }
}

describe('nothing is doubled', () => {
  it('when Exchange has lost the sync state', async () => {
    await one.fillMailbox(5);
    await company.addActivity(onni, 'Zoo', 100);
    await company.runWell(onni);
    await one.fault('SyncFolderItems', { kind: 'invalidSyncState' });
    await company.runWell(onni);
    expect(await company.stories(onni, { kind: 'resynchronized' })).toHaveLength(1);
    await one.expectEach([...names(5, 'Entry'), 'Zoo']);
  });

  it('when the connection is dropped after Exchange has done the work', async () => {
    await one.fillActivities(8);
    await one.fault('CreateItem', { kind: 'dropAfter' });
    // The connector looks for what it wrote; that it cannot look either leaves it to the next run.
    await one.fault('FindItem', { kind: 'dropBefore' }, { count: 10 });
    const { outcome } = await company.run(onni);
    expect(outcome).toMatchObject({ state: 'failed', error: { kind: 'retry', source: 'mailbox' } });
    expect(await company.itemSubjects(onni)).toHaveLength(8);
    await company.exchange.control('DELETE', 'faults');
    await company.runWell(onni);
    await one.expectEach(names(8, 'Activity'));
  });

  it('when a create arrives once more after its entry was linked', async () => {
    await one.fillActivities(3);
    await company.runWell(onni);
    const links = await loadLinks(database.db, company.organizationId, onni.id);
    await arriveOnceMore(links.map(({ key, mailbox }) => ({ key: key ?? '', entry: mailbox.base })));
    expect(await company.itemSubjects(onni)).toHaveLength(6);
    await company.runWell(onni);
    await one.expectEach(names(3, 'Activity'));
    expect(await loadLinks(database.db, company.organizationId, onni.id)).toHaveLength(3);
    expect(await company.exchange.items(onni.email, 'deleteditems')).toHaveLength(3);
  });

  it('when what was made in Exchange could not be recorded', async () => {
    await one.fillActivities(8);
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
    await one.expectEach(names(8, 'Activity'));
  });

  it('and loses nothing that was edited before what was made could be recorded', async () => {
    const start = Date.parse('2026-12-07T10:00:00Z');
    const time = {
      kind: 'timed',
      start: new Date(start).toISOString(),
      end: new Date(start + 3600_000).toISOString(),
      zone: 'Europe/Helsinki',
    } as const;
    const recurrence = {
      pattern: { kind: 'daily', interval: 1 },
      range: { kind: 'count', occurrences: 3 },
      start: '2026-12-07',
      zone: 'Europe/Helsinki',
      deleted: [],
      exceptions: [],
    } as const;
    const { id } = await company.addActivity(onni, 'Series', 24, 'CalendarEntry', { time, recurrence });
    await one.fillActivities(2);
    await refuseLinks(true);
    await company.run(onni);
    await refuseLinks(false);
    const item = await company.exchange.item(onni.email, 'Series');
    await company.exchange.deleteOccurrence(onni.email, { master: item, index: 1 });
    const change = async (name: string, field: string, value: string) =>
      company.exchange.change(onni.email, await company.exchange.item(onni.email, name), field, value);
    await change(
      'Activity 000',
      'calendar:LegacyFreeBusyStatus',
      '<t:LegacyFreeBusyStatus>Free</t:LegacyFreeBusyStatus>',
    );
    await change('Activity 001', 'item:Sensitivity', '<t:Sensitivity>Private</t:Sensitivity>');
    await company.runWell(onni);
    const found = new Map((await company.activities(onni)).map((activity) => [activity.name, activity]));
    expect(found.get('Series')).toMatchObject({ id, recurrence: { deleted: [time.start] } });
    expect(found.get('Activity 000')).toMatchObject({ busy: 'free' });
    expect(found.get('Activity 001')).toMatchObject({ category: 'Personal' });
  });

  it('when what was made in the workspace could not be recorded', async () => {
    await one.fillMailbox(8);
    await refuseLinks(true);
    await company.run(onni);
    await refuseLinks(false);
    expect(await company.activityNames(onni)).toHaveLength(8);
    await company.runWell(onni);
    await one.expectEach(names(8, 'Entry'));
  });

  it('when three runs of one mailbox are wanted at once: they take turns', async () => {
    await one.fillMailbox(60);
    await company.exchange.control('POST', 'server', { latencyMs: 20 });
    const since = await company.exchange.latestRequest();
    await Promise.all([company.runWell(onni), company.runWell(onni), company.runWell(onni)]);
    expect(await company.exchange.overlaps(onni.email, since)).toBe(0);
    // Two runs at once would both read from the beginning, and both fetch the entries.
    const asked = await company.exchange.operations(onni.email, since);
    expect(asked).toEqual(['SyncFolderItems', 'GetItem', 'SyncFolderItems', 'SyncFolderItems']);
    await one.expectEach(names(60, 'Entry'));
  });

  it('when the mailbox moved to another server', async () => {
    await one.fillMailbox(5);
    await company.addActivity(onni, 'Zoo', 100);
    await company.runWell(onni);
    await company.exchange.control('POST', `mailboxes/${onni.email}/move`);
    await company.runWell(onni);
    await one.expectEach([...names(5, 'Entry'), 'Zoo']);
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
