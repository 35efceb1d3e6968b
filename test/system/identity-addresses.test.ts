import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { loadHeldDeletions } from '../../src/store/held-deletions.ts';
import type { Company } from '../fixtures/company.ts';
import { freshDatabase, type TestDatabase } from '../fixtures/database.ts';
import type { SeededUser } from '../fixtures/database-seed.ts';
import { names, OneMailbox } from '../fixtures/one-mailbox.ts';

const GROUP = 'onni.virtanen@esimerkki-group.example';
const NEW_NAME = 'onni.koski@esimerkki.example';

let database: TestDatabase;
let one: OneMailbox;
let company: Company;
let onni: SeededUser;
let ids: readonly string[];

beforeAll(async () => {
  database = await freshDatabase();
});

afterAll(() => database.close());

/** Onni's mailbox has addresses in two domains; three entries and an activity are synchronized. */
beforeEach(async () => {
  one = await OneMailbox.open(database);
  company = one.company;
  onni = one.onni;
  await rename({ secondaryAddresses: [GROUP] });
  await one.fillMailbox(3);
  await company.addActivity(onni, 'Zoo', 100);
  await company.runWell(onni);
  await company.runWell(onni);
  ids = await activityIds();
});

afterEach(() => company.close());

const ALL = [...names(3, 'Entry'), 'Zoo'];
const rename = (addresses: object) => company.exchange.control('POST', `mailboxes/${onni.email}`, addresses);
const activityIds = async () => (await company.activities(onni)).map(({ id }) => id).sort();
const held = () => loadHeldDeletions(database.db, company.organizationId, onni.id);
const resolved = async () => (await company.synchronization(onni)).resolvedAddress;

/** The address in Tahti, as Severa or an operator changes it. */
async function changeUsersAddress(email: string): Promise<void> {
  await database.db.updateTable('users').set({ email }).where('id', '=', onni.id).execute();
}

/** The very same activities and entries; a change on either side still arrives on the other. */
async function expectWhole(address: string): Promise<void> {
  expect(await activityIds()).toEqual(ids);
  expect(await held()).toEqual([]);
  const subjects = async () => (await company.exchange.items(address)).map(({ subject }) => subject).sort();
  expect(await subjects()).toEqual(ALL);
  const zoo = (await company.activities(onni)).find(({ name }) => name === 'Zoo');
  await company.changeActivity(zoo?.id ?? '', { name: 'Zoo, later' });
  const entry = await company.exchange.item(address, 'Entry 001');
  await company.exchange.change(address, entry, 'item:Subject', '<t:Subject>Entry 001, later</t:Subject>');
  await company.runWell(onni);
  const later = ['Entry 000', 'Entry 001, later', 'Entry 002', 'Zoo, later'];
  expect([await company.activityNames(onni), await subjects()]).toEqual([later, later]);
  await company.runWell(onni);
  const stories = (await company.stories(onni)).length;
  await company.runWell(onni);
  expect(await company.stories(onni)).toHaveLength(stories);
}

describe('an address that is changed in Exchange', () => {
  it('and stays as a secondary one is followed to the new primary one', async () => {
    await rename({ primaryAddress: NEW_NAME, secondaryAddresses: [onni.email, GROUP] });
    await company.runWell(onni);
    expect(await resolved()).toBe(NEW_NAME);
    await expectWhole(NEW_NAME);
  });

  it('to the one in the other domain, and back, doubles nothing', async () => {
    await rename({ primaryAddress: GROUP, secondaryAddresses: [onni.email] });
    await company.runWell(onni);
    expect(await resolved()).toBe(GROUP);
    await company.exchange.control('POST', `mailboxes/${GROUP}`, {
      primaryAddress: onni.email,
      secondaryAddresses: [GROUP],
    });
    await company.runWell(onni);
    expect(await resolved()).toBe(onni.email);
    await expectWhole(onni.email);
  });

  it('and given up is still found by the sign-in name', async () => {
    await rename({ primaryAddress: NEW_NAME, secondaryAddresses: [] });
    await company.runWell(onni);
    await expectWhole(NEW_NAME);
  });

  it('and given up with the sign-in name keeps everything as it is until somebody says the new one', async () => {
    await rename({ primaryAddress: NEW_NAME, secondaryAddresses: [], principalName: NEW_NAME });
    const { outcome } = await company.run(onni);
    expect(outcome).toMatchObject({ state: 'failed', error: { code: 'ErrorNonExistentMailbox' } });
    expect(await company.activityNames(onni)).toEqual(ALL);
    await changeUsersAddress(NEW_NAME);
    await company.runWell(onni);
    expect(await company.synchronization(onni)).toMatchObject({
      mailboxAddress: NEW_NAME,
      resolvedAddress: NEW_NAME,
      haltReason: null,
    });
    await expectWhole(NEW_NAME);
  });
});

describe('an address that is changed in Tahti or Severa', () => {
  it('to another one of the mailbox goes on as it was, at once and when switched off and on', async () => {
    await changeUsersAddress(GROUP);
    await company.runWell(onni);
    await company.switchOff(onni, 'keep');
    await company.switchOn(onni, GROUP);
    await company.runWell(onni, 'switchedOn');
    expect(await company.synchronization(onni)).toMatchObject({
      mailboxAddress: GROUP,
      resolvedAddress: onni.email,
      haltReason: null,
    });
    await expectWhole(onni.email);
  });

  it('to that of another mailbox deletes nothing until a person says so', async () => {
    const other = 'onni.virtanen2@esimerkki.example';
    await company.exchange.control('POST', 'mailboxes', { primaryAddress: other });
    await company.exchange.add(other, [{ subject: 'In the new mailbox' }], 300);
    await company.switchOff(onni, 'keep');
    await company.switchOn(onni, other);
    await company.runWell(onni, 'switchedOn');
    expect(await company.activityNames(onni)).toEqual([...names(3, 'Entry'), 'In the new mailbox', 'Zoo']);
    expect(await held()).toHaveLength(4);
    expect((await company.synchronization(onni)).haltReason).toBe('mailboxChanged');
    expect(await company.itemSubjects(onni)).toEqual(ALL);
  });
});

describe('users of one company in several domains', () => {
  it('are synchronized side by side, each with the address that they have', async () => {
    const { helmi } = company.seeded;
    const primaryAddress = 'helmi@esimerkki-group.example';
    await company.exchange.control('POST', `mailboxes/${helmi.email}`, {
      primaryAddress,
      secondaryAddresses: [helmi.email],
    });
    await company.exchange.add(primaryAddress, [{ subject: 'Helmi’s' }], 50);
    await company.switchOn(helmi);
    await company.runWell(helmi, 'switchedOn');
    expect(await company.activityNames(helmi)).toEqual(['Helmi’s']);
    expect((await company.synchronization(helmi)).resolvedAddress).toBe(primaryAddress);
    await expectWhole(onni.email);
  });
});
