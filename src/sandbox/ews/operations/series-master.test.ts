import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  aino,
  created,
  deleteItem,
  getItem,
  type ItemRef,
  itemIdElement,
  itemRefs,
  openTestClient,
  setField,
  syncFolderItems,
  type TestClient,
  updateItem,
} from '../../test-client.ts';
import {
  daily,
  deleteById,
  endDate,
  fiveDays,
  getById,
  helsinki,
  moveTo,
  noEnd,
  numbered,
  occurrenceId,
  setRecurrence,
  updateById,
  values,
  wallTimes,
} from '../../test-series.ts';

let client: TestClient;
beforeAll(async () => {
  client = await openTestClient();
});
afterAll(() => client.sandbox.close());

const always = { resolution: 'AlwaysOverwrite', withKey: false } as const;
const update = (ref: ItemRef, updates: string) => client.call(updateItem(ref, updates, always));
const removeRule = '<t:DeleteItemField><t:FieldURI FieldURI="calendar:Recurrence"/></t:DeleteItemField>';

/** Five days of which the second was renamed and the third deleted. */
async function worn(): Promise<ItemRef> {
  const master = await fiveDays(client);
  const renamed = setField('item:Subject', '<t:Subject>renamed</t:Subject>');
  await client.call(updateById(occurrenceId(master, 2, false), renamed, 'AlwaysOverwrite'));
  await client.call(deleteById(occurrenceId(master, 3, false)));
  return master;
}

/** How many exceptions and deletions a master lists. */
async function wear(master: ItemRef): Promise<[number, number]> {
  const answer = await client.call(getItem(master));
  return [answer.all('Occurrence').length, answer.all('DeletedOccurrence').length];
}

describe('exceptions and deletions stay', () => {
  test('when the master gets another subject, body, place or privacy', async () => {
    const master = await worn();
    await update(
      master,
      `${setField('item:Subject', '<t:Subject>new</t:Subject>')}${setField('item:Body', '<t:Body BodyType="Text">b</t:Body>')}${setField('calendar:Location', '<t:Location>l</t:Location>')}${setField('item:Sensitivity', '<t:Sensitivity>Private</t:Sensitivity>')}`,
    );
    expect(await wear(master)).toEqual([1, 1]);
    const [second, fourth] = await Promise.all(
      [2, 4].map((index) => client.call(getById(occurrenceId(master, index, false)))),
    );
    expect([second?.first('Subject'), second?.first('Location')]).toEqual(['renamed', 'l']);
    expect([fourth?.first('Subject'), fourth?.first('Location')]).toEqual(['new', 'l']);
  });

  test('when the same rule and the same times are written again', async () => {
    const master = await worn();
    await update(master, setRecurrence(daily(), numbered('2026-11-02', 5)));
    await update(master, moveTo('2026-11-02T08:00:00Z', '2026-11-02T09:00:00Z'));
    expect(await wear(master)).toEqual([1, 1]);
  });
});

test('exceptions and deletions stay when the series gets longer, and as far as it goes when it gets shorter', async () => {
  const master = await worn();
  await update(master, setRecurrence(daily(), endDate('2026-11-02', '2026-11-20')));
  const longer = await client.call(getItem(master));
  expect(values(longer, 'LastOccurrence', 'Start')).toEqual(['2026-11-20T08:00:00Z']);
  expect(await wear(master)).toEqual([1, 1]);
  await update(master, setRecurrence(daily(), numbered('2026-11-02', 2)));
  expect(await wear(master)).toEqual([1, 0]);
  await update(master, setRecurrence(daily(), noEnd('2026-11-02')));
  expect(await wear(master)).toEqual([1, 0]);
});

describe('exceptions and deletions are gone', () => {
  test.each([
    ['with another pattern', setRecurrence(daily(2), numbered('2026-11-02', 5))],
    ['with another first day', setRecurrence(daily(), numbered('2026-11-01', 5))],
    ['with another time of day', moveTo('2026-11-02T09:00:00Z', '2026-11-02T10:00:00Z')],
    ['with another length', setField('calendar:End', '<t:End>2026-11-02T09:30:00Z</t:End>')],
    [
      'with another zone',
      setField('calendar:StartTimeZone', '<t:StartTimeZone Id="W. Europe Standard Time"/>'),
    ],
  ])('%s', async (_, updates) => {
    const master = await worn();
    expect((await update(master, updates)).codes).toEqual(['NoError']);
    expect(await wear(master)).toEqual([0, 0]);
  });
});

describe('a master that is moved', () => {
  test('to another day takes its range along', async () => {
    const master = await fiveDays(client);
    await update(master, moveTo('2026-12-01T12:00:00Z', '2026-12-01T13:00:00Z'));
    const answer = await client.call(getItem(master));
    expect(answer.first('StartDate')).toBe('2026-12-01Z');
    expect(values(answer, 'LastOccurrence', 'Start')).toEqual(['2026-12-05T12:00:00Z']);
  });

  test('to another zone keeps what its clocks show', async () => {
    const master = await fiveDays(client);
    await update(
      master,
      setField('calendar:StartTimeZone', '<t:StartTimeZone Id="W. Europe Standard Time"/>'),
    );
    const second = await client.call(getById(occurrenceId(master, 2, false)));
    expect(second.first('Start')).toBe('2026-11-03T09:00:00Z');
  });

  test('to another folder carries its occurrences, under new ids', async () => {
    const master = await worn();
    const request = `<m:MoveItem><m:ToFolderId><t:DistinguishedFolderId Id="deleteditems"/></m:ToFolderId><m:ItemIds>${itemIdElement(master)}</m:ItemIds></m:MoveItem>`;
    const [moved] = itemRefs(await client.call(request));
    expect(await wear(moved ?? master)).toEqual([1, 1]);
    const second = await client.call(getById(occurrenceId(moved ?? master, 2, false)));
    expect(second.first('Subject')).toBe('renamed');
    expect((await client.call(getById(occurrenceId(master, 2, false)))).codes).toEqual(['ErrorItemNotFound']);
  });

  test('a copy is a series of its own', async () => {
    const master = await worn();
    const request = `<m:CopyItem><m:ToFolderId><t:DistinguishedFolderId Id="calendar"/></m:ToFolderId><m:ItemIds>${itemIdElement(master)}</m:ItemIds></m:CopyItem>`;
    const [copy] = itemRefs(await client.call(request));
    await client.call(deleteById(occurrenceId(copy ?? master, 1, false)));
    expect(await wear(copy ?? master)).toEqual([1, 2]);
    expect(await wear(master)).toEqual([1, 1]);
  });
});

test('a single item becomes a series and one again, under the same id', async () => {
  const ref = await created(client, `<t:Subject>s</t:Subject>${wallTimes('2026-11-02')}${helsinki}`);
  await update(ref, setRecurrence(daily(), numbered('2026-11-02', 3)));
  const series = await client.call(getItem(ref));
  expect(series.first('CalendarItemType')).toBe('RecurringMaster');
  expect(values(series, 'LastOccurrence', 'Start')).toEqual(['2026-11-04T08:00:00Z']);
  await update(ref, removeRule);
  const single = await client.call(getItem(ref));
  expect(single.first('CalendarItemType')).toBe('Single');
  expect([single.first('Start'), single.all('Recurrence').length]).toEqual(['2026-11-02T08:00:00Z', 0]);
  expect((await client.call(getById(occurrenceId(ref, 1, false)))).codes).toEqual([
    'ErrorCalendarCannotUseIdForRecurringMasterId',
  ]);
});

test('a rule that has no occurrence leaves the series as it was', async () => {
  const master = await worn();
  const beyond = moveTo('2026-12-01T12:00:00Z', '2026-12-01T13:00:00Z');
  await update(
    master,
    setRecurrence(
      daily(),
      '<t:EndDateRecurrence><t:StartDate>2026-11-02</t:StartDate><t:EndDate>2026-11-10</t:EndDate></t:EndDateRecurrence>',
    ),
  );
  expect((await update(master, beyond)).codes).toEqual(['ErrorRecurrenceHasNoOccurrence']);
  expect((await client.call(getItem(master))).first('Start')).toBe('2026-11-02T08:00:00Z');
});

test('a deleted master takes all occurrences with it', async () => {
  const master = await worn();
  const [second] = itemRefs(await client.call(getById(occurrenceId(master, 2, false))));
  const state = (await client.call(syncFolderItems())).first('SyncState') ?? '';
  await client.call(deleteItem(master));
  expect((await client.call(getItem(second ?? master))).codes).toEqual(['ErrorItemNotFound']);
  const answer = await client.call(syncFolderItems(state));
  expect([itemRefs(answer).map((ref) => ref.id), answer.all('Delete').length]).toEqual([[master.id], 1]);
  const bin: { recurrence?: object; deletions?: string[] }[] = (
    await client.control('GET', `mailboxes/${aino}/items?folder=deleteditems`)
  ).json;
  expect(bin.at(-1)?.deletions).toEqual(['2026-11-04']);
});
