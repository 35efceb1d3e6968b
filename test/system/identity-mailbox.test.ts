import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { decideHeldDeletions, loadHeldDeletions } from '../../src/store/held-deletions.ts';
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

/** Onni has eight entries from the mailbox and two from the activities, all synchronized. */
beforeEach(async () => {
  one = await OneMailbox.open(database);
  company = one.company;
  onni = one.onni;
  await one.fillMailbox(8);
  await company.addActivity(onni, 'Yoga', 90);
  await company.addActivity(onni, 'Zoo', 100);
  await company.runWell(onni);
  // The copies that were made are heard of, as in life a moment later.
  await company.runWell(onni);
});

afterEach(() => company.close());

const ALL = [...names(8, 'Entry'), 'Yoga', 'Zoo'];
const befalls = (what: string, body?: object) =>
  company.exchange.control('POST', `mailboxes/${onni.email}/${what}`, body ?? {});
const retitle = async (subject: string, to: string) => {
  const item = await company.exchange.item(onni.email, subject);
  await company.exchange.change(onni.email, item, 'item:Subject', `<t:Subject>${to}</t:Subject>`);
};
const activity = async (name: string) => {
  const found = (await company.activities(onni)).find((each) => each.name === name);
  if (!found) throw new Error(`no activity is called ${name}`);
  return found;
};
const activityIds = async () => (await company.activities(onni)).map(({ id }) => id).sort();
const held = () => loadHeldDeletions(database.db, company.organizationId, onni.id);
const links = () => loadLinks(database.db, company.organizationId, onni.id);
/** Everything is read whole once a day; this is the next day. */
const nextDay = () => {
  company.clockOffset += 25 * 3600_000;
};

describe('a mailbox that was moved to another server, while both sides were edited', () => {
  it('goes on with the same activities, and both edits arrive', async () => {
    const ids = await activityIds();
    await retitle('Entry 000', 'Entry 000 edited in Outlook');
    await company.changeActivity((await activity('Zoo')).id, { name: 'Zoo edited in Tahti' });
    await company.deleteActivity((await activity('Yoga')).id);
    await befalls('move');
    await company.runWell(onni);
    const left = await activityIds();
    expect(ids).toEqual(expect.arrayContaining(left));
    await one.expectEach([
      'Entry 000 edited in Outlook',
      ...names(8, 'Entry').slice(1),
      'Zoo edited in Tahti',
    ]);
  });

  it('and back again within an hour is not in the least suspicious', async () => {
    await befalls('move');
    await company.runWell(onni);
    await befalls('move');
    await company.runWell(onni);
    expect(await held()).toEqual([]);
    await one.expectEach(ALL);
  });
});

describe('a mailbox that was restored from a backup', () => {
  /** Yesterday's backup; today Entry 000 was renamed, Entry 001 deleted, and Later made. */
  async function backUpAndGoOn(): Promise<void> {
    await befalls('backup');
    await retitle('Entry 000', 'Entry 000 renamed');
    await company.exchange.delete(onni.email, await company.exchange.item(onni.email, 'Entry 001'));
    await company.exchange.add(onni.email, [{ subject: 'Later' }], 200);
    await company.addActivity(onni, 'Later activity', 210);
    await company.runWell(onni);
    await befalls('restore');
  }

  it('has its old states back in the activities, where the server has lost its sync states', async () => {
    await backUpAndGoOn();
    await one.fault('SyncFolderItems', { kind: 'invalidSyncState' });
    await company.runWell(onni);
    // What a person deleted is back, as the mailbox has it; nothing stands twice.
    expect((await company.activityNames(onni)).filter((name) => name.startsWith('Entry'))).toEqual(
      names(8, 'Entry'),
    );
    await settlesEqual();
  });

  it('has its old states back within a day, where no sync state tells of them', async () => {
    await backUpAndGoOn();
    await company.runWell(onni);
    nextDay();
    await company.runWell(onni);
    expect((await company.activityNames(onni)).filter((name) => name.startsWith('Entry'))).toEqual(
      names(8, 'Entry'),
    );
    await settlesEqual();
  });

  it('under new ids, as on another server, doubles nothing', async () => {
    await backUpAndGoOn();
    await befalls('move');
    await company.runWell(onni);
    expect((await company.activityNames(onni)).filter((name) => name.startsWith('Entry'))).toEqual(
      names(8, 'Entry'),
    );
    await settlesEqual();
  });

  it('from before the synchronization asks before it deletes what is missing now', async () => {
    await befalls('backup');
    await one.fillActivities(60);
    await company.runWell(onni);
    await company.runWell(onni);
    await befalls('restore');
    await company.runWell(onni);
    expect(await held()).toHaveLength(60);
    expect(await company.activityNames(onni)).toHaveLength(ALL.length + 60);
    await decideHeldDeletions(database.db, company.organizationId, onni.id, 'restore');
    await company.runWell(onni);
    expect(await company.itemSubjects(onni)).toHaveLength(ALL.length + 60);
    await one.expectSettled();
  });
});

/** Both calendars hold the same, each subject once, and running again changes nothing. */
async function settlesEqual(): Promise<void> {
  const subjects = await company.itemSubjects(onni);
  expect(new Set(subjects).size).toBe(subjects.length);
  expect(await company.activityNames(onni)).toEqual(subjects);
  await one.expectSettled();
}

describe('a mailbox that was emptied', () => {
  it('takes no activity with it until a person says so', async () => {
    for (const item of await company.exchange.items(onni.email))
      await company.exchange.delete(onni.email, item);
    await company.runWell(onni);
    expect((await company.synchronization(onni)).haltReason).toBe('mailboxSuddenlyEmpty');
    expect(await company.activityNames(onni)).toEqual(ALL);
    expect(await held()).toHaveLength(ALL.length);
    nextDay();
    await company.runWell(onni);
    expect(await company.activityNames(onni)).toEqual(ALL);
    await decideHeldDeletions(database.db, company.organizationId, onni.id, 'approve');
    await company.runWell(onni);
    await one.expectEach([]);
  });
});

describe('a mailbox that was converted to a shared one or a room', () => {
  it('goes on as it was, since its ids stay', async () => {
    const ids = await activityIds();
    await company.exchange.control('POST', `mailboxes/${onni.email}`, { automaticBooking: true });
    await retitle('Entry 003', 'Entry 003 edited');
    await company.runWell(onni);
    expect(await activityIds()).toEqual(ids);
    await company.exchange.control('POST', `mailboxes/${onni.email}`, { automaticBooking: false });
    await one.expectEach(ALL.map((name) => (name === 'Entry 003' ? 'Entry 003 edited' : name)).sort());
  });
});

describe('a calendar folder that was replaced by a new one', () => {
  it.each(['moved', 'copied', 'recreated'])(
    'with its items %s goes on with the same activities',
    async (items) => {
      const ids = await activityIds();
      await befalls('calendar', { items });
      await company.runWell(onni);
      expect(await activityIds()).toEqual(ids);
      expect(await held()).toEqual([]);
      expect(await links()).toHaveLength(ALL.length);
      await one.expectEach(ALL);
      await retitle('Entry 002', 'Entry 002 edited');
      await company.runWell(onni);
      expect(await activityIds()).toEqual(ids);
    },
  );

  it('and is empty asks before it deletes any activity', async () => {
    await befalls('calendar', { items: 'left' });
    await company.runWell(onni);
    expect(await company.activityNames(onni)).toEqual(ALL);
    expect((await company.synchronization(onni)).haltReason).not.toBeNull();
  });
});
