import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  created,
  deleteItem,
  getItem,
  type ItemRef,
  itemIdElement,
  itemRefs,
  markPath,
  openTestClient,
  type TestClient,
} from '../../test-client.ts';

let client: TestClient;
beforeAll(async () => {
  client = await openTestClient();
});
afterAll(() => client.sandbox.close());

const relocate = (operation: string, ref: ItemRef, folder: string) =>
  `<m:${operation}><m:ToFolderId><t:DistinguishedFolderId Id="${folder}"/></m:ToFolderId><m:ItemIds>${itemIdElement(ref, false)}</m:ItemIds></m:${operation}>`;

const marked = () =>
  created(
    client,
    `<t:Subject>x</t:Subject><t:ExtendedProperty>${markPath}<t:Value>mark</t:Value></t:ExtendedProperty><t:UID>uid-1</t:UID>`,
  );

test('a moved item has a new id and everything else', async () => {
  const ref = await marked();
  const [moved] = itemRefs(await client.call(relocate('MoveItem', ref, 'deleteditems')));
  expect(moved?.id).not.toBe(ref.id);
  const item = await client.call(getItem(moved ?? ref, markPath));
  expect([item.first('Subject'), item.first('UID'), item.first('Value')]).toEqual(['x', 'uid-1', 'mark']);
  expect((await client.call(getItem(ref))).codes).toEqual(['ErrorItemNotFound']);
});

test('a copy carries extended properties and UID too, and the original stays', async () => {
  const ref = await marked();
  const [copy] = itemRefs(await client.call(relocate('CopyItem', ref, 'calendar')));
  expect(copy?.id).not.toBe(ref.id);
  const item = await client.call(getItem(copy ?? ref, markPath));
  expect([item.first('UID'), item.first('Value')]).toEqual(['uid-1', 'mark']);
  expect((await client.call(getItem(ref))).codes).toEqual(['NoError']);
});

test('an item can be brought back from Deleted Items', async () => {
  const ref = await marked();
  const [inBin] = itemRefs(await client.call(relocate('MoveItem', ref, 'deleteditems')));
  const [back] = itemRefs(await client.call(relocate('MoveItem', inBin ?? ref, 'calendar')));
  expect((await client.call(getItem(back ?? ref))).codes).toEqual(['NoError']);
  await client.call(deleteItem(back ?? ref));
});
