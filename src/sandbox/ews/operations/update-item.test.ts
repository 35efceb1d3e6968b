import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  created,
  getItem,
  itemRefs,
  markPath,
  openTestClient,
  setField,
  type TestClient,
  updateItem,
} from '../../test-client.ts';

let client: TestClient;
beforeAll(async () => {
  client = await openTestClient();
});
afterAll(() => client.sandbox.close());

const times = '<t:Start>2026-11-25T10:00:00Z</t:Start><t:End>2026-11-25T11:00:00Z</t:End>';
const newItem = () => created(client, `<t:Subject>before</t:Subject>${times}`);
const subject = (text: string) => setField('item:Subject', `<t:Subject>${text}</t:Subject>`);

test('a set field changes, the others stay, and the change key is a new one', async () => {
  const ref = await newItem();
  const answer = await client.call(updateItem(ref, subject('after')));
  expect(answer.codes).toEqual(['NoError']);
  const [updated] = itemRefs(answer);
  expect(updated?.id).toBe(ref.id);
  expect(updated?.changeKey).not.toBe(ref.changeKey);
  const item = await client.call(getItem(ref));
  expect([item.first('Subject'), item.first('Start')]).toEqual(['after', '2026-11-25T10:00:00Z']);
});

describe('conflicts', () => {
  test('NeverOverwrite refuses a stale change key', async () => {
    const ref = await newItem();
    await client.call(updateItem(ref, subject('first')));
    const answer = await client.call(updateItem(ref, subject('second')));
    expect(answer.codes).toEqual(['ErrorIrresolvableConflict']);
    expect((await client.call(getItem(ref))).first('Subject')).toBe('first');
  });

  test('AutoResolve writes all the same, and counts the fields that both sides changed', async () => {
    const ref = await newItem();
    await client.call(updateItem(ref, subject('first')));
    const location = setField('calendar:Location', '<t:Location>Koivu</t:Location>');
    const answer = await client.call(
      updateItem(ref, subject('second') + location, { resolution: 'AutoResolve' }),
    );
    expect(answer.codes).toEqual(['NoError']);
    expect(answer.first('Count')).toBe('1');
  });

  test('AlwaysOverwrite writes without a change key, the others need one', async () => {
    const ref = await newItem();
    const without = (resolution: string) =>
      client.call(updateItem(ref, subject(resolution), { resolution, withKey: false }));
    expect((await without('AlwaysOverwrite')).codes).toEqual(['NoError']);
    expect((await without('AutoResolve')).codes).toEqual(['ErrorChangeKeyRequiredForWriteOperations']);
    expect((await without('NeverOverwrite')).codes).toEqual(['ErrorChangeKeyRequiredForWriteOperations']);
  });

  test('a change key that is none is refused', async () => {
    const ref = await newItem();
    const answer = await client.call(updateItem({ ...ref, changeKey: 'abc' }, subject('x')));
    expect(answer.codes).toEqual(['ErrorInvalidChangeKey']);
  });
});

test('fields are deleted and appended to', async () => {
  const ref = await created(
    client,
    `<t:Body BodyType="Text">one</t:Body><t:Categories><t:String>Red</t:String></t:Categories>${times}<t:Location>Koivu</t:Location>`,
  );
  const updates = `<t:DeleteItemField><t:FieldURI FieldURI="calendar:Location"/></t:DeleteItemField>
    <t:AppendToItemField><t:FieldURI FieldURI="item:Body"/><t:CalendarItem><t:Body BodyType="Text"> two</t:Body></t:CalendarItem></t:AppendToItemField>
    <t:AppendToItemField><t:FieldURI FieldURI="item:Categories"/><t:CalendarItem><t:Categories><t:String>Blue</t:String></t:Categories></t:CalendarItem></t:AppendToItemField>`;
  expect((await client.call(updateItem(ref, updates))).codes).toEqual(['NoError']);
  const item = await client.call(getItem(ref));
  expect(item.first('Location')).toBeUndefined();
  expect(item.first('Body')).toBe('one two');
  expect(item.all('String').map((each) => each.text)).toEqual(['Red', 'Blue']);
});

test('extended properties are set and deleted', async () => {
  const ref = await newItem();
  const set = (value: string) =>
    `<t:SetItemField>${markPath}<t:CalendarItem><t:ExtendedProperty>${markPath}<t:Value>${value}</t:Value></t:ExtendedProperty></t:CalendarItem></t:SetItemField>`;
  const [second] = itemRefs(await client.call(updateItem(ref, set('one'))));
  expect((await client.call(getItem(ref, markPath))).first('Value')).toBe('one');
  const remove = `<t:DeleteItemField>${markPath}</t:DeleteItemField>`;
  expect((await client.call(updateItem(second ?? ref, remove))).codes).toEqual(['NoError']);
  expect((await client.call(getItem(ref, markPath))).first('Value')).toBeUndefined();
});

test('a change must be of exactly one property, and of the one it names', async () => {
  const ref = await newItem();
  const two = setField('item:Subject', '<t:Subject>x</t:Subject><t:Location>y</t:Location>');
  expect((await client.call(updateItem(ref, two))).codes).toEqual(['ErrorIncorrectUpdatePropertyCount']);
  const other = setField('item:Subject', '<t:Location>y</t:Location>');
  expect((await client.call(updateItem(ref, other))).codes).toEqual(['ErrorUpdatePropertyMismatch']);
});

test('read-only fields, impossible times and a missing attribute are refused and change nothing', async () => {
  const ref = await newItem();
  const readOnly = setField('calendar:IsMeeting', '<t:IsMeeting>true</t:IsMeeting>');
  expect((await client.call(updateItem(ref, readOnly))).codes).toEqual(['ErrorInvalidPropertySet']);
  const early = setField('calendar:End', '<t:End>2026-11-25T09:00:00Z</t:End>');
  expect((await client.call(updateItem(ref, early))).codes).toEqual([
    'ErrorCalendarEndDateIsEarlierThanStartDate',
  ]);
  const silent = updateItem(ref, subject('x')).replace(
    ' SendMeetingInvitationsOrCancellations="SendToNone"',
    '',
  );
  expect((await client.call(silent)).codes).toEqual(['ErrorSendMeetingInvitationsOrCancellationsRequired']);
  const item = await client.call(getItem(ref));
  expect([item.first('Subject'), itemRefs(item)[0]?.changeKey]).toEqual(['before', ref.changeKey]);
});

describe('time zones', () => {
  const zone = (name: string, id: string) => setField(`calendar:${name}`, `<t:${name} Id="${id}"/>`);
  const helsinki = () =>
    created(
      client,
      `${times}<t:StartTimeZone Id="FLE Standard Time"/><t:EndTimeZone Id="FLE Standard Time"/>`,
    );

  test('a new zone without a new time keeps what the clock shows', async () => {
    const ref = await helsinki();
    const both =
      zone('StartTimeZone', 'W. Europe Standard Time') + zone('EndTimeZone', 'W. Europe Standard Time');
    await client.call(updateItem(ref, both));
    const item = await client.call(getItem(ref));
    expect([item.first('Start'), item.first('End')]).toEqual([
      '2026-11-25T11:00:00Z',
      '2026-11-25T12:00:00Z',
    ]);
  });

  test('a new zone with new times means the times in that zone, whatever the order of the changes', async () => {
    const ref = await helsinki();
    const updates =
      setField('calendar:Start', '<t:Start>2026-11-25T12:00:00</t:Start>') +
      setField('calendar:End', '<t:End>2026-11-25T13:00:00</t:End>') +
      zone('StartTimeZone', 'W. Europe Standard Time') +
      zone('EndTimeZone', 'W. Europe Standard Time');
    await client.call(updateItem(ref, updates));
    const item = await client.call(getItem(ref));
    expect([item.first('Start'), item.first('End')]).toEqual([
      '2026-11-25T11:00:00Z',
      '2026-11-25T12:00:00Z',
    ]);
  });

  test("an item that becomes all-day is widened to its zone's midnights", async () => {
    const ref = await helsinki();
    await client.call(
      updateItem(ref, setField('calendar:IsAllDayEvent', '<t:IsAllDayEvent>true</t:IsAllDayEvent>')),
    );
    const item = await client.call(getItem(ref));
    expect([item.first('Start'), item.first('End')]).toEqual([
      '2026-11-24T22:00:00Z',
      '2026-11-25T22:00:00Z',
    ]);
  });
});
