import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  type Answer,
  created,
  deleteItem,
  itemRefs,
  leo,
  onni,
  openTestClient,
  setField,
  syncFolderItems,
  type TestClient,
  updateItem,
} from '../../test-client.ts';

let client: TestClient;
beforeAll(async () => {
  client = await openTestClient({ seed: 'empty' });
  const mailboxes = [onni, leo, 'big@esimerkki.example', 'paged@esimerkki.example'];
  for (const primaryAddress of mailboxes) await client.control('POST', 'mailboxes', { primaryAddress });
});
afterAll(() => client.sandbox.close());

const own = (user: string) => ({ user, password: 'tahti-demo', actFor: null });
const stateOf = (answer: Answer) => answer.first('SyncState') ?? '';
const names = (answer: Answer) => (answer.all('Changes')[0]?.children ?? []).map((change) => change.name);
const changedSubject = (text: string) => setField('item:Subject', `<t:Subject>${text}</t:Subject>`);

const fill = (address: string, count: number) =>
  client.control(
    'POST',
    `mailboxes/${address}/items`,
    Array.from({ length: count }, (_, index) => ({
      subject: `entry ${index}`,
      start: '2026-11-25T10:00:00Z',
      end: '2026-11-25T11:00:00Z',
    })),
  );

test('creations, changes and deletions since a state are told once each', async () => {
  const options = own(onni);
  const one = await created(client, '<t:Subject>one</t:Subject>', options);
  const two = await created(client, '<t:Subject>two</t:Subject>', options);
  const first = await client.call(syncFolderItems(), options);
  expect([names(first), first.first('IncludesLastItemInRange')]).toEqual([['Create', 'Create'], 'true']);

  await client.call(updateItem(one, changedSubject('changed')), options);
  await client.call(deleteItem(two), options);
  const three = await created(client, '<t:Subject>three</t:Subject>', options);
  const second = await client.call(syncFolderItems(stateOf(first)), options);
  expect(names(second)).toEqual(['Update', 'Delete', 'Create']);
  expect(itemRefs(second).map((ref) => ref.id)).toEqual([one.id, two.id, three.id]);

  const third = await client.call(syncFolderItems(stateOf(second)), options);
  expect(names(third)).toEqual([]);
});

test('an item that came and went between two calls is not told of', async () => {
  const options = own(leo);
  const before = await client.call(syncFolderItems(), options);
  const ref = await created(client, '<t:Subject>short</t:Subject>', options);
  await client.call(deleteItem(ref, 'HardDelete'), options);
  expect(names(await client.call(syncFolderItems(stateOf(before)), options))).toEqual([]);
});

test('a deleted item shows up in Deleted Items', async () => {
  const options = own(leo);
  const before = await client.call(syncFolderItems('', 512, 'deleteditems'), options);
  await client.call(deleteItem(await created(client, '<t:Subject>gone</t:Subject>', options)), options);
  expect(names(await client.call(syncFolderItems(stateOf(before), 512, 'deleteditems'), options))).toEqual([
    'Create',
  ]);
});

test('pages of at most 512 tell every one of 1,300 items exactly once', async () => {
  const address = 'big@esimerkki.example';
  await fill(address, 1_300);
  const options = own(address);
  const seen: string[] = [];
  const sizes: number[] = [];
  let state = '';
  for (let isLast = false; !isLast; ) {
    const answer = await client.call(syncFolderItems(state), options);
    seen.push(...itemRefs(answer).map((ref) => ref.id));
    sizes.push(names(answer).length);
    state = stateOf(answer);
    isLast = answer.first('IncludesLastItemInRange') === 'true';
  }
  expect(sizes).toEqual([512, 512, 276]);
  expect(new Set(seen).size).toBe(1_300);
});

test('an item that changes before its page is reached is told as a creation, not as a change', async () => {
  const address = 'paged@esimerkki.example';
  const options = own(address);
  await fill(address, 4);
  const all = await client.call(syncFolderItems(), options);
  const [firstRef, , thirdRef] = itemRefs(all);
  const pageOne = await client.call(syncFolderItems('', 2), options);
  await client.call(updateItem(thirdRef ?? { id: '', changeKey: '' }, changedSubject('x')), options);
  await client.call(updateItem(firstRef ?? { id: '', changeKey: '' }, changedSubject('y')), options);
  const pageTwo = await client.call(syncFolderItems(stateOf(pageOne), 512), options);
  expect(names(pageTwo)).toEqual(['Create', 'Create', 'Update']);
});

test('a state that was cut, made up, or of another folder is refused', async () => {
  const options = own(onni);
  const state = stateOf(await client.call(syncFolderItems(), options));
  const ofInbox = stateOf(await client.call(syncFolderItems('', 512, 'inbox'), options));
  for (const bad of [state.slice(0, -8), 'bm9uc2Vuc2U=', ofInbox]) {
    const answer = await client.call(syncFolderItems(bad), options);
    expect(answer.codes).toEqual(['ErrorInvalidSyncStateData']);
  }
});

test('moving the mailbox makes its states and ids worthless', async () => {
  const options = own(onni);
  const before = await client.call(syncFolderItems(), options);
  await client.control('POST', `mailboxes/${onni}/move`);
  expect((await client.call(syncFolderItems(stateOf(before)), options)).codes).toEqual([
    'ErrorInvalidSyncStateData',
  ]);
  const after = await client.call(syncFolderItems(), options);
  const oldIds = new Set(itemRefs(before).map((ref) => ref.id));
  expect(itemRefs(after).filter((ref) => oldIds.has(ref.id))).toEqual([]);
  expect(itemRefs(after)).toHaveLength(oldIds.size);
});

test('ignored items are left out, and the number of changes asked for has to be 1 to 512', async () => {
  const options = own(onni);
  const [ref] = itemRefs(await client.call(syncFolderItems(), options));
  const ignore = `<m:Ignore><t:ItemId Id="${ref?.id}"/></m:Ignore>`;
  const request = syncFolderItems().replace('<m:MaxChangesReturned>', `${ignore}<m:MaxChangesReturned>`);
  const ids = itemRefs(await client.call(request, options)).map((each) => each.id);
  expect(ids).not.toContain(ref?.id);
  expect((await client.call(syncFolderItems('', 513), options)).codes).toEqual(['ErrorSchemaValidation']);
});
