import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { decideHeldDeletions, loadHeldDeletions } from '../../src/store/held-deletions.ts';
import type { Company } from '../fixtures/company.ts';
import { freshDatabase, type TestDatabase } from '../fixtures/database.ts';
import type { SeededUser } from '../fixtures/database-seed.ts';
import { type ExchangeServer, openExchange } from '../fixtures/exchange-server.ts';
import { names, OneMailbox } from '../fixtures/one-mailbox.ts';

let database: TestDatabase;
let one: OneMailbox;
let company: Company;
let onni: SeededUser;
let another: ExchangeServer;

beforeAll(async () => {
  database = await freshDatabase();
});

afterAll(() => database.close());

/** Onni has four entries; then the company is connected to another server, where their mailbox is fresh. */
beforeEach(async () => {
  one = await OneMailbox.open(database);
  company = one.company;
  onni = one.onni;
  await one.fillMailbox(4);
  await company.runWell(onni);
  another = await openExchange([onni.email]);
  await company.saveSettings({ ewsUrl: another.ewsUrl });
});

afterEach(async () => {
  await company.close();
  await another.close();
});

const held = () => loadHeldDeletions(database.db, company.organizationId, onni.id);
const subjectsThere = async () => (await another.items(onni.email)).map(({ subject }) => subject).sort();

describe('a company that is connected to another server', () => {
  it('loses no activity because a mailbox there has other entries', async () => {
    await another.add(onni.email, [{ subject: 'Theirs' }], 200);
    await company.runWell(onni);
    expect(await company.activityNames(onni)).toEqual([...names(4, 'Entry'), 'Theirs']);
    expect(await held()).toHaveLength(4);
    expect((await company.synchronization(onni)).haltReason).toBe('mailboxChanged');
    expect((await company.stories(onni, { kind: 'held' })).map(({ code }) => code)).toEqual(
      Array(4).fill('mailboxChanged'),
    );
    await company.runWell(onni);
    expect(await company.activityNames(onni)).toHaveLength(5);
    expect(await subjectsThere()).toEqual(['Theirs']);
  });

  it('has the entries made there when a person wants them, or deletes the activities when told to', async () => {
    await another.add(onni.email, [{ subject: 'Theirs' }], 200);
    await company.runWell(onni);
    await decideHeldDeletions(database.db, company.organizationId, onni.id, 'restore');
    await company.runWell(onni);
    expect(await subjectsThere()).toEqual([...names(4, 'Entry'), 'Theirs']);
    expect((await company.synchronization(onni)).haltReason).toBeNull();
    await company.saveSettings();
    await company.runWell(onni);
    expect(await held()).toHaveLength(1);
    await decideHeldDeletions(database.db, company.organizationId, onni.id, 'approve');
    await company.runWell(onni);
    await one.expectEach(names(4, 'Entry'));
  });

  it('matches entries that were carried over by hand, and asks only about the rest', async () => {
    const old = await company.exchange.items(onni.email);
    const carried = old.slice(0, 3).map(({ subject, start, end }) => ({ subject, start, end }));
    await another.add(onni.email, carried);
    await company.runWell(onni);
    expect(await company.activityNames(onni)).toEqual(names(4, 'Entry'));
    expect(await subjectsThere()).toEqual(carried.map(({ subject }) => subject).sort());
    expect(await held()).toHaveLength(1);
  });
});
