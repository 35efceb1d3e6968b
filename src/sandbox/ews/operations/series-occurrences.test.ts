import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  getItem,
  type ItemRef,
  itemIdElement,
  itemRefs,
  openTestClient,
  setField,
  type TestClient,
} from '../../test-client.ts';
import {
  daily,
  deleteById,
  fiveDays,
  getById,
  moveTo,
  noEnd,
  occurrenceId,
  setRecurrence,
  updateById,
  values,
} from '../../test-series.ts';

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
const update = async (master: ItemRef, index: number, updates: string) =>
  client.call(updateById(occurrenceId(master, index, false), updates, 'AlwaysOverwrite'));
const code = async (request: string) => (await client.call(request)).codes[0];

describe('an occurrence', () => {
  test('is found by its index, and under an id of its own that stays when it becomes an exception', async () => {
    const master = await fiveDays(client, 'stand-up');
    const ref = await refOf(master, 2);
    const seen = await client.call(getItem(ref));
    expect(ref.id).not.toBe(master.id);
    expect(seen.first('CalendarItemType')).toBe('Occurrence');
    expect([seen.first('Subject'), seen.first('Start')]).toEqual(['stand-up', '2026-11-03T08:00:00Z']);
    expect([seen.first('OriginalStart'), seen.first('RecurrenceId')]).toEqual([
      '2026-11-03T08:00:00Z',
      '2026-11-03T08:00:00Z',
    ]);
    expect(seen.all('Recurrence')).toEqual([]);
    const [changed] = itemRefs(await client.call(updateById(itemIdElement(ref), renamed)));
    expect(changed?.id).toBe(ref.id);
    expect((await client.call(getItem(ref))).first('CalendarItemType')).toBe('Exception');
  });

  test('has the UID of its series, and a GlobalObjectId with its day in it', async () => {
    const master = await fiveDays(client);
    const paths = [3, 35]
      .map(
        (id) =>
          `<t:ExtendedFieldURI DistinguishedPropertySetId="Meeting" PropertyId="${id}" PropertyType="Binary"/>`,
      )
      .join('');
    const whole = await client.call(getItem(master, paths));
    const one = await client.call(getById(occurrenceId(master, 2), paths));
    expect(one.first('UID')).toBe(whole.first('UID'));
    const [id, clean] = one.all('Value').map((value) => Buffer.from(value.text, 'base64'));
    expect(clean?.toString('base64')).toBe(whole.first('Value'));
    expect(id?.subarray(16, 20).toString('hex')).toBe('07ea0b03');
  });

  test('and its master say in their MAPI properties what they are', async () => {
    const master = await fiveDays(client);
    await update(master, 2, moveTo('2026-11-03T12:00:00Z', '2026-11-03T13:00:00Z'));
    const path = (set: string, id: number, type: string) =>
      `<t:ExtendedFieldURI DistinguishedPropertySetId="${set}" PropertyId="${id}" PropertyType="${type}"/>`;
    // PidLidRecurring, PidLidIsRecurring, PidLidIsException, PidLidExceptionReplaceTime
    const paths = [
      path('Appointment', 0x8223, 'Boolean'),
      path('Meeting', 0x5, 'Boolean'),
      path('Meeting', 0xa, 'Boolean'),
      path('Appointment', 0x8228, 'SystemTime'),
    ].join('');
    const read = async (request: string) =>
      (await client.call(request)).all('Value').map((each) => each.text);
    expect(await read(getItem(master, paths))).toEqual(['true', 'true', 'false']);
    expect(await read(getById(occurrenceId(master, 1, false), paths))).toEqual(['false', 'true', 'false']);
    expect(await read(getById(occurrenceId(master, 2, false), paths))).toEqual([
      'false',
      'true',
      'true',
      '2026-11-03T08:00:00Z',
    ]);
  });

  test('leads to its master', async () => {
    const master = await fiveDays(client);
    const ref = await refOf(master, 4);
    const answer = await client.call(getById(`<t:RecurringMasterItemId OccurrenceId="${ref.id}"/>`));
    expect(itemRefs(answer)[0]?.id).toBe(master.id);
    expect(answer.first('CalendarItemType')).toBe('RecurringMaster');
  });

  test('is not found beyond the range, after its deletion, or by an id of another kind', async () => {
    const master = await fiveDays(client);
    const gone = await refOf(master, 3);
    const single = (await client.call(getById(itemIdElement(master)))) && master;
    await client.call(deleteById(occurrenceId(master, 3)));
    expect(await code(getById(occurrenceId(master, 6, false)))).toBe(
      'ErrorCalendarOccurrenceIndexIsOutOfRecurrenceRange',
    );
    expect(await code(getById(occurrenceId(master, 0, false)))).toBe(
      'ErrorCalendarOccurrenceIndexIsOutOfRecurrenceRange',
    );
    expect(await code(getById(occurrenceId(master, 3, false)))).toBe(
      'ErrorCalendarOccurrenceIsDeletedFromRecurrence',
    );
    expect(await code(getItem(gone))).toBe('ErrorItemNotFound');
    expect(await code(getById(occurrenceId(gone, 1, false)))).toBe(
      'ErrorCalendarCannotUseIdForRecurringMasterId',
    );
    expect(await code(getById(`<t:RecurringMasterItemId OccurrenceId="${single.id}"/>`))).toBe(
      'ErrorCalendarCannotUseIdForOccurrenceId',
    );
  });

  test('cannot be moved or copied away from its series', async () => {
    const ref = await refOf(await fiveDays(client), 1);
    for (const operation of ['MoveItem', 'CopyItem']) {
      const request = `<m:${operation}><m:ToFolderId><t:DistinguishedFolderId Id="calendar"/></m:ToFolderId><m:ItemIds>${itemIdElement(ref)}</m:ItemIds></m:${operation}>`;
      expect(await code(request)).toBe('ErrorCalendarCannotMoveOrCopyOccurrence');
    }
  });
});

describe('a changed occurrence', () => {
  test('is listed by the master with its times and where the rule has it', async () => {
    const master = await fiveDays(client);
    await update(master, 2, moveTo('2026-11-03T12:00:00Z', '2026-11-03T12:30:00Z'));
    const answer = await client.call(getItem(master));
    expect(values(answer, 'Occurrence', 'Start')).toEqual(['2026-11-03T12:00:00Z']);
    expect(values(answer, 'Occurrence', 'End')).toEqual(['2026-11-03T12:30:00Z']);
    expect(values(answer, 'Occurrence', 'OriginalStart')).toEqual(['2026-11-03T08:00:00Z']);
    const exception = await client.call(getById(occurrenceId(master, 2, false)));
    expect([exception.first('Start'), exception.first('OriginalStart')]).toEqual([
      '2026-11-03T12:00:00Z',
      '2026-11-03T08:00:00Z',
    ]);
  });

  test('may have its own body, privacy, people and extended properties', async () => {
    const master = await fiveDays(client);
    const mark =
      '<t:ExtendedFieldURI PropertySetId="c11ff724-aa03-4555-9952-8fa248a11c3e" PropertyName="mark" PropertyType="String"/>';
    await update(
      master,
      1,
      `${setField('item:Body', '<t:Body BodyType="Text">own</t:Body>')}${setField('item:Sensitivity', '<t:Sensitivity>Private</t:Sensitivity>')}<t:SetItemField>${mark}<t:CalendarItem><t:ExtendedProperty>${mark}<t:Value>m</t:Value></t:ExtendedProperty></t:CalendarItem></t:SetItemField>`,
    );
    const [own, other] = await Promise.all(
      [1, 2].map((index) => client.call(getById(occurrenceId(master, index, false), mark))),
    );
    expect([own?.first('Body'), own?.first('Sensitivity'), own?.first('Value')]).toEqual([
      'own',
      'Private',
      'm',
    ]);
    expect([other?.first('Body'), other?.first('Sensitivity'), other?.first('Value')]).toEqual([
      '',
      'Normal',
      undefined,
    ]);
  });

  test('may move within the gap between its neighbours, on another day too', async () => {
    const master = await fiveDays(client);
    await client.call(deleteById(occurrenceId(master, 3, false)));
    const moved = await update(master, 2, moveTo('2026-11-04T10:00:00Z', '2026-11-04T11:00:00Z'));
    expect(moved.codes).toEqual(['NoError']);
  });

  test('does not move onto the day of a neighbour or past it', async () => {
    const master = await fiveDays(client);
    for (const [start, end] of [
      ['2026-11-04T12:00:00Z', '2026-11-04T13:00:00Z'],
      ['2026-11-05T12:00:00Z', '2026-11-05T13:00:00Z'],
      ['2026-11-02T06:00:00Z', '2026-11-02T07:00:00Z'],
      ['2026-10-30T06:00:00Z', '2026-10-30T07:00:00Z'],
    ]) {
      const answer = await update(master, 2, moveTo(start ?? '', end ?? ''));
      expect(answer.codes).toEqual(['ErrorOccurrenceCrossingBoundary']);
    }
    expect((await client.call(getItem(master))).all('ModifiedOccurrences')).toEqual([]);
  });

  test('does not last into its neighbour', async () => {
    const answer = await update(
      await fiveDays(client),
      2,
      moveTo('2026-11-03T08:00:00Z', '2026-11-04T08:30:00Z'),
    );
    expect(answer.codes).toEqual(['ErrorOccurrenceCrossingBoundary']);
  });

  test('takes no rule', async () => {
    const master = await fiveDays(client);
    const set = await update(master, 2, setRecurrence(daily(), noEnd('2026-11-02')));
    const remove = await update(
      master,
      2,
      '<t:DeleteItemField><t:FieldURI FieldURI="calendar:Recurrence"/></t:DeleteItemField>',
    );
    expect([set.codes, remove.codes]).toEqual([['ErrorInvalidPropertySet'], ['ErrorInvalidPropertyDelete']]);
  });
});

describe('a deleted occurrence', () => {
  test('is listed by the master, and leaves nothing in Deleted Items', async () => {
    const master = await fiveDays(client, 'deleted one by one');
    await update(master, 4, renamed);
    for (const index of [4, 2]) await client.call(deleteById(occurrenceId(master, index, false)));
    const answer = await client.call(getItem(master));
    expect(values(answer, 'DeletedOccurrence', 'Start')).toEqual([
      '2026-11-03T08:00:00Z',
      '2026-11-05T08:00:00Z',
    ]);
    expect(answer.all('ModifiedOccurrences')).toEqual([]);
    const bin: { subject: string }[] = (
      await client.control('GET', 'mailboxes/aino.aalto@esimerkki.example/items?folder=deleteditems')
    ).json;
    expect(bin.map((item) => item.subject)).not.toContain('deleted one by one');
  });

  test('moves the first and the last occurrence of the master', async () => {
    const master = await fiveDays(client);
    for (const index of [1, 5]) await client.call(deleteById(occurrenceId(master, index, false)));
    const answer = await client.call(getItem(master));
    expect(values(answer, 'FirstOccurrence', 'Start')).toEqual(['2026-11-03T08:00:00Z']);
    expect(values(answer, 'LastOccurrence', 'Start')).toEqual(['2026-11-05T08:00:00Z']);
  });

  test('cannot be the last one that is left', async () => {
    const master = await fiveDays(client);
    for (const index of [1, 2, 3, 4]) await client.call(deleteById(occurrenceId(master, index, false)));
    expect(await code(deleteById(occurrenceId(master, 5, false)))).toBe('ErrorRecurrenceHasNoOccurrence');
  });
});
