import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ExchangeVersion } from '../../src/model/organization.ts';
import { loadHeldDeletions } from '../../src/store/held-deletions.ts';
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

beforeEach(async () => {
  one = await OneMailbox.open(database);
  company = one.company;
  onni = one.onni;
  await one.fillMailbox(4);
  await company.addActivity(onni, 'Zoo', 100);
});

afterEach(() => company.close());

const ALL = [...names(4, 'Entry'), 'Zoo'];
const activityIds = async () => (await company.activities(onni)).map(({ id }) => id).sort();

/** Runs, says that nothing was doubled or held, and that the activities are the very same. */
async function expectSameAfter(move: () => Promise<void>): Promise<void> {
  await company.runWell(onni);
  await company.runWell(onni);
  const ids = await activityIds();
  await move();
  await company.runWell(onni);
  expect(await activityIds()).toEqual(ids);
  expect(await loadHeldDeletions(database.db, company.organizationId, onni.id)).toEqual([]);
  await one.expectEach(ALL);
}

async function useVersion(server: string, version: ExchangeVersion): Promise<void> {
  await company.exchange.control('POST', 'server', { version: server });
  await company.saveSettings({ version });
}

describe('a company whose Exchange is upgraded', () => {
  it.each([
    ['2007_SP1', '2007-sp1', '2010', '2010'],
    ['2010', '2010', '2016', '2016'],
    ['2016', '2016', 'SE', 'subscription-edition'],
    ['2019', '2019', 'online', 'office365-ews'],
  ] as const)(
    'from %s to another version keeps every entry once',
    async (server, version, newer, newVersion) => {
      await useVersion(server, version);
      await expectSameAfter(() => useVersion(newer, newVersion));
    },
  );

  it('with every mailbox moved to the new server on the way keeps every entry once', async () => {
    await useVersion('2007_SP1', '2007-sp1');
    await expectSameAfter(async () => {
      await useVersion('2019', '2019');
      await company.exchange.control('POST', `mailboxes/${onni.email}/move`);
    });
  });

  it('and takes the new version a day later in Tahti is synchronized meanwhile', async () => {
    await useVersion('2010', '2010');
    await expectSameAfter(async () => {
      await company.exchange.control('POST', 'server', { version: '2019' });
      await company.runWell(onni);
      await company.saveSettings({ version: '2019' });
    });
  });
});

describe('a company that signs in otherwise', () => {
  it('with another delegate account keeps every entry once', async () => {
    const userName = 'second.delegate@esimerkki.example';
    await company.exchange.control('POST', 'mailboxes', {
      primaryAddress: userName,
      password: 'second-demo',
    });
    await company.exchange.control('POST', `accounts/${userName}`, { impersonation: { scope: null } });
    await expectSameAfter(() => company.saveSettings({ delegateUserName: userName, secret: 'second-demo' }));
  });

  it('by another name of the same server keeps every entry once', async () => {
    await expectSameAfter(() =>
      company.saveSettings({ ewsUrl: company.exchange.ewsUrl.replace('127.0.0.1', 'localhost') }),
    );
  });
});
