import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Company } from '../fixtures/company.ts';
import { freshDatabase, type TestDatabase } from '../fixtures/database.ts';
import { type SeededUser, seedUser } from '../fixtures/database-seed.ts';
import { OneMailbox } from '../fixtures/one-mailbox.ts';

let database: TestDatabase;
let one: OneMailbox;
let company: Company;
let onni: SeededUser;

beforeAll(async () => {
  database = await freshDatabase();
});

afterAll(() => database.close());

beforeEach(async () => {
  one = await OneMailbox.open(database);
  company = one.company;
  onni = one.onni;
});

afterEach(() => company.close());

describe('the activity types that go out', () => {
  it('may be chosen later: what was passed over then goes out, once', async () => {
    const { CalendarEntry, SalesEvent } = company.seeded.types;
    await company.saveSettings({ outgoingTypeIds: [CalendarEntry] });
    await company.addActivity(onni, 'Call', 30, 'SalesEvent');
    for (let runs = 0; runs < 2; runs++) await company.runWell(onni);
    expect(await company.itemSubjects(onni)).toEqual([]);
    expect(await company.stories(onni, { kind: 'leftAlone' })).toHaveLength(1);
    await company.saveSettings({ outgoingTypeIds: [CalendarEntry, SalesEvent] });
    await company.runWell(onni);
    await one.expectEach(['Call']);
  });

  it('may be taken from the choice: what is linked goes on following', async () => {
    const { CalendarEntry } = company.seeded.types;
    const call = await company.addActivity(onni, 'Call', 30, 'SalesEvent');
    await company.runWell(onni);
    await company.saveSettings({ outgoingTypeIds: [CalendarEntry] });
    await company.changeActivity(call.id, { location: 'By phone' });
    await company.runWell(onni);
    expect(await company.exchange.item(onni.email, 'Call')).toMatchObject({ location: 'By phone' });
    await one.expectEach(['Call']);
  });
});

describe('the period that is synchronized', () => {
  it('reaches an entry that was too far ahead when its time comes near', async () => {
    await company.saveSettings({ daysAhead: 10 });
    await company.addActivity(onni, 'In two weeks', 14 * 24);
    await company.exchange.add(onni.email, [{ subject: 'In two weeks, too' }], 14 * 24 + 5);
    await company.runWell(onni);
    expect([await company.activityNames(onni), await company.itemSubjects(onni)]).toEqual([
      ['In two weeks'],
      ['In two weeks, too'],
    ]);
    company.clockOffset += 6 * 24 * 3600_000;
    await company.runWell(onni);
    await one.expectEach(['In two weeks', 'In two weeks, too']);
  });
});

describe('a mailbox that is known by a secondary address', () => {
  it('is found, and its primary address is remembered', async () => {
    const { organization } = company.seeded;
    const leo = await seedUser(database, {
      organization,
      firstName: 'Leo',
      lastName: 'Makinen',
      role: 'user',
    });
    const primaryAddress = 'leo@esimerkki-group.example';
    const mailbox = { primaryAddress, secondaryAddresses: [leo.email] };
    await company.exchange.control('POST', 'mailboxes', mailbox);
    await company.exchange.add(primaryAddress, [{ subject: 'Planning' }]);
    await company.switchOn(leo);
    await company.runWell(leo, 'switchedOn');
    expect(await company.activityNames(leo)).toEqual(['Planning']);
    expect((await company.synchronization(leo)).resolvedAddress).toBe(primaryAddress);
    await company.runWell(leo);
    const before = await company.exchange.latestRequest();
    await company.runWell(leo);
    expect(await company.exchange.operations(primaryAddress, before)).toEqual(['SyncFolderItems']);
  });

  it('says what is wrong when no mailbox has the address', async () => {
    await company.switchOn(onni, 'nobody@esimerkki.example');
    const { outcome } = await company.run(onni);
    expect(outcome).toMatchObject({
      state: 'failed',
      error: { kind: 'fatal', code: 'ErrorNonExistentMailbox', advice: 'ewsMailboxUnknown' },
    });
  });
});
