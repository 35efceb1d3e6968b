import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Company } from '../fixtures/company.ts';
import { freshDatabase, type TestDatabase } from '../fixtures/database.ts';
import { names, OneMailbox } from '../fixtures/one-mailbox.ts';

let database: TestDatabase;
let one: OneMailbox;
let company: Company;

beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  one = await OneMailbox.open(database);
  company = one.company;
  return () => company.close();
});

/** What its owner does to the only entry, before Exchange was asked again what is new. */
async function deleteInOutlook(): Promise<void> {
  const [item] = await company.exchange.items(one.onni.email);
  if (!item) throw new Error('nothing was made');
  await company.exchange.delete(one.onni.email, item);
}

it('an entry that is deleted before Exchange tells of its making takes its activity along', async () => {
  await one.fillActivities(1);
  await company.runWell(one.onni);
  await deleteInOutlook();
  await company.runWell(one.onni);
  await one.expectEach([]);
});

it('so does one whose making was found out only after the answer had been lost', async () => {
  await one.fillActivities(1);
  await one.fault('CreateItem', { kind: 'dropAfter' });
  await company.run(one.onni);
  company.clockOffset += 20 * 60_000;
  await company.runWell(one.onni);
  await deleteInOutlook();
  await company.runWell(one.onni);
  await one.expectEach([]);
});

it('so does one that was made again, after its activity was edited', async () => {
  await one.fillMailbox(1);
  await company.runWell(one.onni);
  await deleteInOutlook();
  const [activity] = await company.activities(one.onni);
  await company.changeActivity(activity?.id ?? '', { location: 'Room 5' });
  await company.runWell(one.onni);
  await deleteInOutlook();
  await company.runWell(one.onni);
  await one.expectEach([]);
});

it('to hear of what was made costs no request of its own', async () => {
  await one.fillActivities(3);
  await company.runWell(one.onni);
  const before = await company.exchange.latestRequest();
  await company.runWell(one.onni);
  await company.runWell(one.onni);
  const asked = await company.exchange.operations(one.onni.email, before);
  expect(asked).toEqual(['SyncFolderItems', 'GetItem', 'SyncFolderItems']);
  await one.expectEach(names(3, 'Activity'));
});
