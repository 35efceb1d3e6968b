import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  created,
  deleteItem,
  getItem,
  itemIdElement,
  markPath,
  openTestClient,
  type TestClient,
} from '../../test-client.ts';

let client: TestClient;
beforeAll(async () => {
  client = await openTestClient();
});
afterAll(() => client.sandbox.close());

const folderIdOf = async () => {
  const answer = await client.call(
    '<m:GetFolder><m:FolderShape><t:BaseShape>IdOnly</t:BaseShape></m:FolderShape><m:FolderIds><t:DistinguishedFolderId Id="calendar"/></m:FolderIds></m:GetFolder>',
  );
  return answer.all('FolderId')[0]?.attributes.get('Id') ?? '';
};

test('IdOnly gives the id and what was asked for besides, Default a few fields more', async () => {
  const ref = await created(client, '<t:Subject>x</t:Subject><t:Location>y</t:Location>');
  const fields = async (shape: string, additional = '') =>
    (await client.call(getItem(ref, additional, shape)))
      .all('CalendarItem')[0]
      ?.children.map((each) => each.name);
  expect(await fields('IdOnly')).toEqual(['ItemId']);
  expect(await fields('IdOnly', '<t:FieldURI FieldURI="calendar:Location"/>')).toEqual([
    'ItemId',
    'Location',
  ]);
  expect(await fields('Default')).toEqual([
    'ItemId',
    'Subject',
    'HasAttachments',
    'Start',
    'End',
    'LegacyFreeBusyStatus',
    'Location',
    'CalendarItemType',
    'Organizer',
  ]);
});

test('a text body is shown as HTML when it is asked for, and an HTML body as text', async () => {
  const text = await created(client, '<t:Body BodyType="Text">a &lt; b\nc</t:Body>');
  const asHtml = await client.call(getItem(text, '', 'AllProperties', 'HTML'));
  expect(asHtml.first('Body')).toContain('a &lt; b<br>\r\nc');
  expect(asHtml.all('Body')[0]?.attributes.get('BodyType')).toBe('HTML');

  const html = await created(
    client,
    '<t:Body BodyType="HTML">&lt;p&gt;One&lt;/p&gt;&lt;p&gt;Two &amp;amp; three&lt;/p&gt;</t:Body>',
  );
  const asText = await client.call(getItem(html, '', 'AllProperties', 'Text'));
  expect(asText.first('Body')).toBe('One\r\n\r\nTwo & three\r\n');
  const best = await client.call(getItem(html, '', 'AllProperties', 'Best'));
  expect(best.first('Body')).toContain('<p>One</p><p>Two &amp; three</p>');
});

test('the MAPI identity of a meeting is read as an extended property', async () => {
  const ref = await created(client, '<t:UID>foreign-uid</t:UID>');
  const goid =
    '<t:ExtendedFieldURI DistinguishedPropertySetId="Meeting" PropertyId="3" PropertyType="Binary"/>';
  const bytes = Buffer.from((await client.call(getItem(ref, goid))).first('Value') ?? '', 'base64');
  expect(bytes.subarray(0, 16).toString('hex')).toBe('040000008200e00074c5b7101a82e008');
  expect(bytes.toString('latin1')).toContain('vCal-Uid\u0001\u0000\u0000\u0000foreign-uid\u0000');
});

test('an id that is empty, malformed, of a folder, or of nothing is an error of that item alone', async () => {
  const ref = await created(client, '<t:Subject>x</t:Subject>');
  const gone = await created(client, '<t:Subject>gone</t:Subject>');
  await client.call(deleteItem(gone, 'HardDelete'));
  const ids = ['', 'bm9uc2Vuc2U=', await folderIdOf(), gone.id, ref.id]
    .map((id) => itemIdElement({ id, changeKey: '' }, false))
    .join('');
  const request = `<m:GetItem><m:ItemShape><t:BaseShape>IdOnly</t:BaseShape></m:ItemShape><m:ItemIds>${ids}</m:ItemIds></m:GetItem>`;
  expect((await client.call(request)).codes).toEqual([
    'ErrorInvalidIdEmpty',
    'ErrorInvalidIdMalformed',
    'ErrorCannotUseFolderIdForItemId',
    'ErrorItemNotFound',
    'NoError',
  ]);
});

test("an item of another's mailbox is not found", async () => {
  const ref = await created(client, '<t:Subject>x</t:Subject>');
  const answer = await client.call(getItem(ref), { actFor: 'onni.virtanen@esimerkki.example' });
  expect(answer.codes).toEqual(['ErrorItemNotFound']);
});

test('extended properties keep their types: values that do not fit are refused', async () => {
  const typed = (type: string, value: string) =>
    `<t:ExtendedProperty><t:ExtendedFieldURI PropertySetId="c11ff724-aa03-4555-9952-8fa248a11c3e" PropertyName="typed" PropertyType="${type}"/>${value}</t:ExtendedProperty>`;
  const one = (value: string) => `<t:Value>${value}</t:Value>`;
  const code = async (type: string, value: string) => {
    const item = `<t:CalendarItem>${typed(type, value)}</t:CalendarItem>`;
    const request = `<m:CreateItem SendMeetingInvitations="SendToNone"><m:Items>${item}</m:Items></m:CreateItem>`;
    return (await client.call(request)).codes[0];
  };
  expect(await code('Integer', one('12'))).toBe('NoError');
  expect(await code('Integer', one('twelve'))).toBe('ErrorInvalidExtendedPropertyValue');
  expect(await code('SystemTime', one('2026-11-25T10:00:00Z'))).toBe('NoError');
  expect(await code('CLSID', one('not-a-guid'))).toBe('ErrorInvalidExtendedPropertyValue');
  expect(await code('StringArray', `<t:Values>${one('a')}${one('b')}</t:Values>`)).toBe('NoError');
  expect(await code('StringArray', one('a'))).toBe('ErrorInvalidExtendedPropertyValue');
});

test('an extended property is addressed by tag, by set and id, or by set and name, and in no other way', async () => {
  const code = async (attributes: string) => {
    const ref = await created(client, '<t:Subject>x</t:Subject>');
    return (await client.call(getItem(ref, `<t:ExtendedFieldURI ${attributes} PropertyType="String"/>`)))
      .codes[0];
  };
  expect(await code('PropertyTag="0x37"')).toBe('NoError');
  expect(await code('DistinguishedPropertySetId="Appointment" PropertyId="33288"')).toBe('NoError');
  expect(await code('PropertyName="alone"')).toBe('ErrorInvalidExtendedProperty');
  expect(await code('PropertyTag="0x37" PropertyName="both"')).toBe('ErrorInvalidExtendedProperty');
  expect(await code('PropertyTag="0x8001"')).toBe('ErrorNoPropertyTagForCustomProperties');
});

test('a property that the item does not have is left out of the answer', async () => {
  const ref = await created(client, '<t:Subject>x</t:Subject>');
  const answer = await client.call(getItem(ref, `${markPath}<t:FieldURI FieldURI="message:IsRead"/>`));
  expect([answer.codes, answer.first('Value'), answer.first('IsRead')]).toEqual([
    ['NoError'],
    undefined,
    undefined,
  ]);
});
