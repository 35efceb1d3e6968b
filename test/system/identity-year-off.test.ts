import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { loadHeldDeletions } from '../../src/store/held-deletions.ts';
import type { Company } from '../fixtures/company.ts';
import { freshDatabase, type TestDatabase } from '../fixtures/database.ts';
import type { SeededUser } from '../fixtures/database-seed.ts';
import { names, OneMailbox } from '../fixtures/one-mailbox.ts';

const DAY = 24 * 3600_000;
const LONG_AGO = -300 * 24;

let database: TestDatabase;
let one: OneMailbox;
let company: Company;
let onni: SeededUser;

beforeAll(async () => {
  database = await freshDatabase();
});

afterAll(() => database.close());

/**
 * A year ago Onni's calendars were synchronized: five entries and an activity that are still to come today, and one of
 * each that were to come then and are long past today.
 */
beforeEach(async () => {
  one = await OneMailbox.open(database);
  company = one.company;
  onni = one.onni;
  await company.saveSettings({ daysAhead: 730 });
  company.clockOffset = -365 * DAY;
  await company.switchOn(onni);
  await one.fillMailbox(5);
  await company.exchange.add(onni.email, [{ subject: 'Past entry' }], LONG_AGO);
  await company.addActivity(onni, 'Past activity', LONG_AGO + 5);
  await company.addActivity(onni, 'Zoo', 100);
  await company.runWell(onni, 'switchedOn');
  await company.runWell(onni);
  expect(await company.activityNames(onni)).toEqual(ALL);
  expect(await company.itemSubjects(onni)).toEqual(ALL);
});

afterEach(() => company.close());

const PAST = ['Past activity', 'Past entry'];
const ALL = [...names(5, 'Entry'), ...PAST, 'Zoo'];
const activity = async (name: string) => {
  const found = (await company.activities(onni)).find((each) => each.name === name);
  if (!found) throw new Error(`no activity is called ${name}`);
  return found;
};
const inOutlook = async (subject: string, field: 'Subject' | 'Location', value: string) => {
  const item = await company.exchange.item(onni.email, subject);
  const uri = field === 'Subject' ? 'item:Subject' : 'calendar:Location';
  await company.exchange.change(onni.email, item, uri, `<t:${field}>${value}</t:${field}>`);
};
const held = () => loadHeldDeletions(database.db, company.organizationId, onni.id);

/** What people do in a year: edits on either side and on both, deletions on either, new entries, one on both sides. */
async function aYearPasses(): Promise<void> {
  company.clockOffset = 0;
  await company.exchange.add(onni.email, [{ subject: 'New in Outlook' }], 300);
  await company.addActivity(onni, 'New in Tahti', 310);
  await company.exchange.add(onni.email, [{ subject: 'New on both' }], 320);
  await company.addActivity(onni, 'New on both', 320);
}

async function switchOnAgain(): Promise<void> {
  await company.switchOn(onni);
  await company.runWell(onni, 'switchedOn');
}

describe('a synchronization that was off for a year and kept what it had', () => {
  beforeEach(() => company.switchOff(onni, 'keep'));

  it('evens out what both sides did meanwhile, and doubles and loses nothing', async () => {
    await aYearPasses();
    await inOutlook('Entry 000', 'Subject', 'Entry 000 moved on');
    await inOutlook('Entry 001', 'Location', 'Room 9');
    await company.changeActivity((await activity('Entry 001')).id, { notes: 'Bring the figures' });
    await company.changeActivity((await activity('Zoo')).id, { name: 'Zoo with the children' });
    await company.exchange.delete(onni.email, await company.exchange.item(onni.email, 'Entry 002'));
    await company.deleteActivity((await activity('Entry 003')).id);
    await switchOnAgain();
    await one.expectEach([
      'Entry 000 moved on',
      'Entry 001',
      'Entry 004',
      'New in Outlook',
      'New in Tahti',
      'New on both',
      ...PAST,
      'Zoo with the children',
    ]);
    expect(await activity('Entry 001')).toMatchObject({ location: 'Room 9', notes: 'Bring the figures' });
    expect(await held()).toEqual([]);
  });

  it('still knows what is long past when somebody edits it', async () => {
    await aYearPasses();
    await switchOnAgain();
    await inOutlook('Past activity', 'Subject', 'Past activity, minutes added');
    await company.runWell(onni);
    expect(await company.activityNames(onni)).toContain('Past activity, minutes added');
    expect(await company.activityNames(onni)).toEqual(await company.itemSubjects(onni));
  });

  it('asks before it follows a mailbox that was emptied meanwhile', async () => {
    await aYearPasses();
    for (const item of await company.exchange.items(onni.email))
      await company.exchange.delete(onni.email, item);
    await switchOnAgain();
    expect(await company.activityNames(onni)).toEqual(
      expect.arrayContaining([...names(5, 'Entry'), ...PAST, 'Zoo']),
    );
    expect((await company.synchronization(onni)).haltReason).toBe('mailboxSuddenlyEmpty');
  });

  it('in a mailbox that was moved meanwhile doubles nothing', async () => {
    await aYearPasses();
    await company.exchange.control('POST', `mailboxes/${onni.email}/move`);
    await switchOnAgain();
    await one.expectEach(
      [...names(5, 'Entry'), 'New in Outlook', 'New in Tahti', 'New on both', ...PAST, 'Zoo'].sort(),
    );
    expect(await held()).toEqual([]);
  });
});

describe('a synchronization that was off for a year and took back what it had made', () => {
  beforeEach(async () => {
    await company.switchOff(onni, 'takeBack');
    await company.runWell(onni, 'takeBack');
    expect(await company.activityNames(onni)).toEqual(['Past activity', 'Zoo']);
    expect(await company.itemSubjects(onni)).toEqual([...names(5, 'Entry'), 'Past entry']);
  });

  it('makes what is to come once, and leaves what is long past where it is', async () => {
    await aYearPasses();
    await inOutlook('Entry 000', 'Subject', 'Entry 000 moved on');
    await company.changeActivity((await activity('Zoo')).id, { name: 'Zoo with the children' });
    await company.exchange.delete(onni.email, await company.exchange.item(onni.email, 'Entry 002'));
    await switchOnAgain();
    const toCome = [
      'Entry 000 moved on',
      'Entry 001',
      'Entry 003',
      'Entry 004',
      'New in Outlook',
      'New in Tahti',
      'New on both',
    ];
    expect(await company.activityNames(onni)).toEqual([...toCome, 'Past activity', 'Zoo with the children']);
    expect(await company.itemSubjects(onni)).toEqual([...toCome, 'Past entry', 'Zoo with the children']);
    await one.expectSettled();
  });

  it('matches what people made by hand on the other side meanwhile', async () => {
    await aYearPasses();
    await company.addActivity(onni, 'Entry 001', 25);
    await company.exchange.add(onni.email, [{ subject: 'Zoo' }], 100);
    await switchOnAgain();
    const toCome = [...names(5, 'Entry'), 'New in Outlook', 'New in Tahti', 'New on both'];
    expect(await company.activityNames(onni)).toEqual([...toCome, 'Past activity', 'Zoo']);
    expect(await company.itemSubjects(onni)).toEqual([...toCome, 'Past entry', 'Zoo']);
    await one.expectSettled();
  });
});
