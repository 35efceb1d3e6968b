import { afterAll, beforeAll, expect, test } from 'vitest';
import { aino, created, deleteItem, getItem, openTestClient, type TestClient } from '../../test-client.ts';

let client: TestClient;
beforeAll(async () => {
  client = await openTestClient();
});
afterAll(() => client.sandbox.close());

const itemsIn = async (folder: string): Promise<{ subject: string; id: string; uid: string }[]> =>
  (await client.control('GET', `mailboxes/${aino}/items?folder=${folder}`)).json;
const subjectsIn = async (folder: string) => (await itemsIn(folder)).map((item) => item.subject);

test('MoveToDeletedItems moves the item under a new id, and the old id is gone', async () => {
  const ref = await created(client, '<t:Subject>to the bin</t:Subject><t:UID>bin-uid</t:UID>');
  expect((await client.call(deleteItem(ref))).codes).toEqual(['NoError']);
  expect((await client.call(getItem(ref))).codes).toEqual(['ErrorItemNotFound']);
  const moved = (await itemsIn('deleteditems')).find((item) => item.subject === 'to the bin');
  expect(moved?.uid).toBe('bin-uid');
  expect(moved?.id).not.toBe(ref.id);
});

test('deleting from Deleted Items, and SoftDelete, lead to the recoverable items', async () => {
  const ref = await created(client, '<t:Subject>twice</t:Subject>');
  await client.call(deleteItem(ref));
  const inBin = (await itemsIn('deleteditems')).find((item) => item.subject === 'twice');
  await client.call(deleteItem({ id: inBin?.id ?? '', changeKey: '' }));
  await client.call(deleteItem(await created(client, '<t:Subject>softly</t:Subject>'), 'SoftDelete'));
  expect(await subjectsIn('deleteditems')).not.toContain('twice');
  expect(await subjectsIn('recoverableitemsdeletions')).toEqual(['twice', 'softly']);
});

test('HardDelete leaves nothing', async () => {
  await client.call(deleteItem(await created(client, '<t:Subject>hard</t:Subject>'), 'HardDelete'));
  const all: { subject: string }[] = (await client.control('GET', `mailboxes/${aino}/items`)).json;
  expect(all.map((item) => item.subject)).not.toContain('hard');
});

test('without SendMeetingCancellations nothing is deleted, and an item that is gone is not found', async () => {
  const ref = await created(client, '<t:Subject>stays</t:Subject>');
  const silent = deleteItem(ref).replace(' SendMeetingCancellations="SendToNone"', '');
  expect((await client.call(silent)).codes).toEqual(['ErrorSendMeetingCancellationsRequired']);
  expect((await client.call(getItem(ref))).codes).toEqual(['NoError']);
  await client.call(deleteItem(ref));
  expect((await client.call(deleteItem(ref))).codes).toEqual(['ErrorItemNotFound']);
});
