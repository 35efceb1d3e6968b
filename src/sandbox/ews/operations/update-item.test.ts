import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  aino,
  created,
  deleteItem,
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

const append = (field: string, value: string) =>
  `<t:AppendToItemField><t:FieldURI FieldURI="${field}"/><t:CalendarItem>${value}</t:CalendarItem></t:AppendToItemField>`;
const attendee = (address: string) =>
  `<t:RequiredAttendees><t:Attendee><t:Mailbox><t:EmailAddress>${address}</t:EmailAddress></t:Mailbox></t:Attendee></t:RequiredAttendees>`;

test('fields are deleted, and the body and the lists of people can be appended to', async () => {
  const ref = await created(
    client,
    `<t:Body BodyType="Text">one</t:Body>${times}<t:Location>Koivu</t:Location>${attendee('a@else.example')}`,
  );
  const updates =
    '<t:DeleteItemField><t:FieldURI FieldURI="calendar:Location"/></t:DeleteItemField>' +
    append('item:Body', '<t:Body BodyType="Text"> two</t:Body>') +
    append('calendar:RequiredAttendees', attendee('b@else.example'));
  expect((await client.call(updateItem(ref, updates))).codes).toEqual(['NoError']);
  const item = await client.call(getItem(ref));
  expect(item.first('Location')).toBeUndefined();
  expect(item.first('Body')).toBe('one two');
  expect(item.all('Attendee').map((each) => each.children[0]?.children[0]?.text)).toEqual([
    'a@else.example',
    'b@else.example',
  ]);
});

test('a body is appended to in its own format only, HTML before the end of the document', async () => {
  const document = '&lt;html&gt;&lt;body&gt;&lt;p&gt;x&lt;/p&gt;&lt;/body&gt;&lt;/html&gt;';
  const ref = await created(client, `<t:Body BodyType="HTML">${document}</t:Body>`);
  const text = append('item:Body', '<t:Body BodyType="Text">a</t:Body>');
  expect((await client.call(updateItem(ref, text))).codes).toEqual(['ErrorInvalidPropertyAppend']);
  const html = append('item:Body', '<t:Body BodyType="HTML">&lt;p&gt;y&lt;/p&gt;</t:Body>');
  await client.call(updateItem(ref, html));
  const body = (await client.call(getItem(ref))).first('Body');
  expect(body).toBe('<html><body><p>x</p><p>y</p></body></html>');
});

test('nothing else can be appended to', async () => {
  const ref = await newItem();
  const categories = append('item:Categories', '<t:Categories><t:String>Blue</t:String></t:Categories>');
  expect((await client.call(updateItem(ref, categories))).codes).toEqual(['ErrorInvalidPropertyAppend']);
});

test('an item in Deleted Items is not updated when people would be told of it', async () => {
  const subjectOf = async (sending: string) => {
    await client.call(deleteItem(await newItem()));
    const items: { id: string; changeKey: string }[] = (
      await client.control('GET', `mailboxes/${aino}/items?folder=deleteditems`)
    ).json;
    const request = updateItem(items.at(-1) ?? { id: '', changeKey: '' }, subject('late'));
    return (await client.call(request.replace('"SendToNone"', `"${sending}"`))).codes;
  };
  expect(await subjectOf('SendToAllAndSaveCopy')).toEqual(['ErrorCalendarCannotUpdateDeletedItem']);
  expect(await subjectOf('SendToNone')).toEqual(['NoError']);
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

test('rare texts and the culture can be written, and deleted whether they are there or not', async () => {
  const ref = await created(client, '<t:Subject>rare</t:Subject>');
  const always = { resolution: 'AlwaysOverwrite', withKey: false } as const;
  const remove = (field: string) =>
    `<t:DeleteItemField><t:FieldURI FieldURI="${field}"/></t:DeleteItemField>`;
  const both = remove('item:InReplyTo') + remove('calendar:When');
  expect((await client.call(updateItem(ref, both, always))).codes).toEqual(['NoError']);
  const written = `${setField('item:InReplyTo', '<t:InReplyTo>a</t:InReplyTo>')}${setField('calendar:When', '<t:When>soon</t:When>')}${setField('item:Culture', '<t:Culture>fi-FI</t:Culture>')}`;
  await client.call(updateItem(ref, written, always));
  const shown = await client.call(getItem(ref));
  expect(['InReplyTo', 'When', 'Culture'].map((name) => shown.first(name))).toEqual(['a', 'soon', 'fi-FI']);
  await client.call(updateItem(ref, both, always));
  expect((await client.call(getItem(ref))).first('When')).toBeUndefined();
});
