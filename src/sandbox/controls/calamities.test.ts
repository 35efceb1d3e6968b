import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import {
  created,
  deleteItem,
  getFolder,
  getItem,
  impersonate,
  itemRefs,
  openTestClient,
  setField,
  syncFolderItems,
  type TestClient,
  updateItem,
} from '../test-client.ts';

let client: TestClient;
let address: string;
let count = 0;

beforeAll(async () => {
  client = await openTestClient({ seed: 'example' });
});
afterAll(() => client.sandbox.close());
beforeEach(async () => {
  count += 1;
  address = `calamity${count}@esimerkki.example`;
  await client.control('POST', 'mailboxes', { primaryAddress: address });
});

const act = () => ({ actFor: address });
const make = (subject: string) => created(client, `<t:Subject>${subject}</t:Subject>`, act());
const post = (path: string, body: object = {}) =>
  client.control('POST', `mailboxes/${address}/${path}`, body);
/** Subjects of the calendar with their ids. */
const calendar = async () => {
  const items = (await client.control('GET', `mailboxes/${address}/items?folder=calendar`))
    .json as unknown as {
    id: string;
    changeKey: string;
    subject: string;
    uid: string;
  }[];
  return items.sort((a, b) => (a.subject < b.subject ? -1 : 1));
};

test('a restored backup brings back old states with their ids and change keys, and no sync state tells of them', async () => {
  const edited = await make('Edited');
  const deleted = await make('Deleted');
  await post('backup');
  const before = await calendar();
  await client.call(updateItem(edited, setField('item:Subject', '<t:Subject>Later</t:Subject>')), act());
  await client.call(deleteItem(deleted), act());
  const newer = await make('Newer');
  const state = (await client.call(syncFolderItems(), act())).first('SyncState') ?? '';
  await post('restore');
  expect(await calendar()).toEqual(before);
  const since = await client.call(syncFolderItems(state), act());
  expect(since.all('Delete')).toHaveLength(1);
  expect(itemRefs(since).map(({ id }) => id)).toEqual([newer.id]);
  expect(itemRefs(await client.call(syncFolderItems(), act()))).toHaveLength(2);
});

test.each(['moved', 'copied', 'recreated', 'left'] as const)(
  'a calendar folder that is replaced has another id and no sync state of before; its items are %s',
  async (items) => {
    const item = await make('One');
    const [old] = await calendar();
    const folder = async () =>
      (await client.call(getFolder(), act())).all('FolderId')[0]?.attributes.get('Id');
    const id = await folder();
    const state = (await client.call(syncFolderItems(), act())).first('SyncState') ?? '';
    await post('calendar', { items });
    expect(await folder()).not.toBe(id);
    const lost = await client.call(syncFolderItems(state), act());
    expect(lost.codes).toEqual(['ErrorInvalidSyncStateData']);
    const found = await calendar();
    expect(found).toHaveLength(items === 'left' ? 0 : 1);
    if (found[0]) expect(found[0].id).not.toBe(item.id);
    if (found[0]) expect(found[0].uid === old?.uid).toBe(items !== 'recreated');
    const there = await client.call(getItem(item), act());
    expect(there.codes[0] === 'NoError').toBe(items === 'copied' || items === 'left');
  },
);

test('a changed primary address is the one that counts; the old one is secondary, or names nobody', async () => {
  const renamed = `renamed${count}@esimerkki-group.example`;
  const actAs = async (value: string) =>
    (await client.call(getFolder(), { actFor: null, header: impersonate('PrimarySmtpAddress', value) }))
      .codes;
  await client.control('POST', `mailboxes/${address}`, {
    primaryAddress: renamed,
    secondaryAddresses: [address],
  });
  expect([await actAs(renamed), await actAs(address)]).toEqual([['NoError'], ['ErrorNonPrimarySmtpAddress']]);
  await client.control('POST', `mailboxes/${renamed}`, { secondaryAddresses: [] });
  expect(await actAs(address)).toEqual(['ErrorNonExistentMailbox']);
  const taken = await client.control('POST', `mailboxes/${renamed}`, {
    secondaryAddresses: ['onni.virtanen@esimerkki.example'],
  });
  expect(taken.status).toBe(409);
});
