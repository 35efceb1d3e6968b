import { afterAll, beforeAll, expect, test } from 'vitest';
import { aino, created, getItem, leo, openTestClient, type TestClient } from '../../test-client.ts';

let client: TestClient;
beforeAll(async () => {
  client = await openTestClient();
});
afterAll(() => client.sandbox.close());

test('ResolveNames finds mailboxes by name or address, and says when there is none', async () => {
  const resolve = (entry: string) =>
    client.call(
      `<m:ResolveNames ReturnFullContactData="false"><m:UnresolvedEntry>${entry}</m:UnresolvedEntry></m:ResolveNames>`,
    );
  expect((await resolve('mäkinen')).first('EmailAddress')).toBe(leo);
  expect((await resolve('leo.makinen@esimerkki-group.example')).first('EmailAddress')).toBe(leo);
  expect((await resolve('nobody')).codes).toEqual(['ErrorNameResolutionNoResults']);
});

test('GetServerTimeZones tells the rules of a zone', async () => {
  const answer = await client.call(
    '<m:GetServerTimeZones ReturnFullTimeZoneData="true"><m:Ids><t:Id>FLE Standard Time</t:Id></m:Ids></m:GetServerTimeZones>',
  );
  expect(answer.all('Period').map((each) => each.attributes.get('Bias'))).toEqual(['-PT2H', '-PT3H']);
  const rules = answer.all('RecurringDayTransition').map((each) => each.children.map((part) => part.text));
  expect(rules).toEqual([
    ['Dlt', 'PT3H', '3', 'Sunday', '-1'],
    ['Std', 'PT4H', '10', 'Sunday', '-1'],
  ]);
});

test('GetServerTimeZones names every zone, also without rules', async () => {
  const answer = await client.call('<m:GetServerTimeZones ReturnFullTimeZoneData="false"/>');
  expect(answer.all('TimeZoneDefinition').length).toBeGreaterThan(120);
  expect(answer.all('Periods')).toEqual([]);
});

test('FindFolder lists the folders of a mailbox', async () => {
  const find = (traversal: string) =>
    client.call(
      `<m:FindFolder Traversal="${traversal}"><m:FolderShape><t:BaseShape>Default</t:BaseShape></m:FolderShape><m:ParentFolderIds><t:DistinguishedFolderId Id="root"/></m:ParentFolderIds></m:FindFolder>`,
    );
  const shallow = (await find('Shallow')).all('DisplayName').map((each) => each.text);
  expect(shallow).toEqual(['Top of Information Store', 'Finder', 'Recoverable Items']);
  expect((await find('Deep')).all('CalendarFolder')).toHaveLength(1);
});

test('ConvertId turns an id into its MAPI form and back', async () => {
  const ref = await created(client, '<t:Subject>x</t:Subject>');
  const convert = (format: string, id: string, destination: string) =>
    client.call(
      `<m:ConvertId DestinationFormat="${destination}"><m:SourceIds><t:AlternateId Format="${format}" Id="${id}" Mailbox="${aino}"/></m:SourceIds></m:ConvertId>`,
    );
  const hex =
    (await convert('EwsId', ref.id, 'HexEntryId')).all('AlternateId')[0]?.attributes.get('Id') ?? '';
  expect(hex).toMatch(/^00000000[0-9A-F]+$/);
  const back = (await convert('HexEntryId', hex, 'EwsId')).all('AlternateId')[0]?.attributes.get('Id') ?? '';
  expect((await client.call(getItem({ id: back, changeKey: '' }))).codes).toEqual(['NoError']);
  expect((await convert('EwsId', 'DUMMY', 'HexEntryId')).codes).toEqual(['ErrorInvalidIdMalformed']);
});
