import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  getItem,
  type ItemRef,
  itemIdElement,
  itemRefs,
  openTestClient,
  setField,
  syncFolderItems,
  type TestClient,
} from '../../test-client.ts';
import { deleteById, fiveDays, getById, occurrenceId, updateById } from '../../test-series.ts';

let client: TestClient;
beforeAll(async () => {
  client = await openTestClient();
});
afterAll(() => client.sandbox.close());

const renamed = setField('item:Subject', '<t:Subject>renamed</t:Subject>');
const refOf = async (master: ItemRef, index: number): Promise<ItemRef> => {
  const [ref] = itemRefs(await client.call(getById(occurrenceId(master, index))));
  if (!ref) throw new Error('no occurrence');
  return ref;
};
const fresh = async (ref: ItemRef): Promise<ItemRef> =>
  itemRefs(await client.call(getItem(ref, '', 'IdOnly')))[0] ?? ref;
const update = async (master: ItemRef, index: number, updates: string) =>
  client.call(updateById(occurrenceId(master, index, false), updates, 'AlwaysOverwrite'));
const code = async (request: string) => (await client.call(request)).codes[0];

describe('the change key', () => {
  test('is the same for master and occurrences, and moves with each of them', async () => {
    const master = await fiveDays(client);
    const one = await refOf(master, 1);
    expect(one.changeKey).toBe(master.changeKey);
    await client.call(updateById(itemIdElement(one), renamed));
    const after = await fresh(master);
    expect(after.changeKey).not.toBe(master.changeKey);
    expect((await refOf(master, 5)).changeKey).toBe(after.changeKey);
    await client.call(deleteById(occurrenceId(master, 2, false)));
    expect((await fresh(master)).changeKey).not.toBe(after.changeKey);
  });

  test('that is stale refuses the change of another occurrence', async () => {
    const master = await fiveDays(client);
    await update(master, 1, renamed);
    expect(await code(updateById(occurrenceId(master, 2), renamed))).toBe('ErrorIrresolvableConflict');
    expect(await code(updateById(occurrenceId(master, 2), renamed, 'AutoResolve'))).toBe('NoError');
    const missing = await code(updateById(occurrenceId(master, 2, false), renamed));
    expect(missing).toBe('ErrorChangeKeyRequiredForWriteOperations');
  });
});

test('SyncFolderItems tells of the master alone, whatever happens to its occurrences', async () => {
  const master = await fiveDays(client);
  const state = (await client.call(syncFolderItems())).first('SyncState') ?? '';
  await update(master, 2, renamed);
  const changed = await client.call(syncFolderItems(state));
  expect(itemRefs(changed).map((ref) => ref.id)).toEqual([master.id]);
  expect(changed.all('Update')).toHaveLength(1);
  await client.call(deleteById(occurrenceId(master, 3, false)));
  const deleted = await client.call(syncFolderItems(changed.first('SyncState')));
  expect(itemRefs(deleted).map((ref) => ref.id)).toEqual([master.id]);
  expect([deleted.all('Update').length, deleted.all('Delete').length]).toEqual([1, 0]);
});
