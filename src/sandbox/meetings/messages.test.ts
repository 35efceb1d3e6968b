import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { aino, findItem, getFolder, getItem, onni, openTestClient, type TestClient } from '../test-client.ts';
import { itemIn, meetingContent, organize, respond } from '../test-meeting.ts';

let client: TestClient;
beforeAll(async () => {
  client = await openTestClient();
});
beforeEach(async () => {
  await client.control('POST', 'reset');
});
afterAll(() => client.sandbox.close());

test('the request lies in the Inbox and tells which calendar item it belongs to', async () => {
  await organize(client, meetingContent([onni]));
  const request = await itemIn(client, onni, 'inbox');
  const entry = await itemIn(client, onni, 'calendar');
  const answer = await client.call(getItem(request), { actFor: onni });
  expect(answer.all('MeetingRequest')).toHaveLength(1);
  expect(answer.first('ItemClass')).toBe('IPM.Schedule.Meeting.Request');
  expect(answer.all('AssociatedCalendarItemId')[0]?.attributes.get('Id')).toBe(entry.id);
  expect(answer.first('MeetingRequestType')).toBe('NewMeetingRequest');
  expect(answer.first('IntendedFreeBusyStatus')).toBe('Busy');
  expect(answer.first('AppointmentState')).toBe('3');
  expect(answer.first('IsOutOfDate')).toBe('false');
  expect(answer.first('Start')).toBe('2026-11-25T10:00:00Z');
  expect(answer.all('From')[0]?.children[0]?.children[1]?.text).toBe(aino);
});

test('FindItem and SyncFolderItems show requests by their own name', async () => {
  await organize(client, meetingContent([onni]));
  const found = await client.call(findItem('', '', '', 'inbox'), { actFor: onni });
  expect(found.all('MeetingRequest')).toHaveLength(1);
  expect(found.first('Subject')).toBe('Meeting');
  const synced = await client.call(
    '<m:SyncFolderItems><m:ItemShape><t:BaseShape>AllProperties</t:BaseShape></m:ItemShape><m:SyncFolderId><t:DistinguishedFolderId Id="inbox"/></m:SyncFolderId><m:MaxChangesReturned>10</m:MaxChangesReturned></m:SyncFolderItems>',
    { actFor: onni },
  );
  expect(synced.all('Create')[0]?.children[0]?.name).toBe('MeetingRequest');
});

test('a read request can be marked as read, which needs a MessageDisposition and no word on invitations', async () => {
  await organize(client, meetingContent([onni]));
  const request = await itemIn(client, onni, 'inbox');
  const update = (attributes: string) =>
    client.call(
      `<m:UpdateItem ConflictResolution="AlwaysOverwrite"${attributes}><m:ItemChanges><t:ItemChange><t:ItemId Id="${request.id}"/><t:Updates><t:SetItemField><t:FieldURI FieldURI="message:IsRead"/><t:MeetingRequest><t:IsRead>true</t:IsRead></t:MeetingRequest></t:SetItemField></t:Updates></t:ItemChange></m:ItemChanges></m:UpdateItem>`,
      { actFor: onni },
    );
  expect((await update('')).codes).toEqual(['ErrorMessageDispositionRequired']);
  expect((await update(' MessageDisposition="SaveOnly"')).codes).toEqual(['NoError']);
  const answer = await client.call(getItem(request), { actFor: onni });
  expect(answer.first('IsRead')).toBe('true');
});

test('MAPI tells the same: state, answer, version, whether it was sent, and the time as it was meant', async () => {
  const ref = await organize(client, meetingContent([onni]));
  const paths = [
    ['33303', 'Integer'],
    ['33304', 'Integer'],
    ['33281', 'Integer'],
    ['33321', 'Boolean'],
    ['33316', 'Integer'],
  ].map(
    ([id, type]) =>
      `<t:ExtendedFieldURI DistinguishedPropertySetId="Appointment" PropertyId="${id}" PropertyType="${type}"/>`,
  );
  const read = async (item: { id: string; changeKey: string }, actFor: string) => {
    const answer = await client.call(getItem(item, paths.join(''), 'IdOnly'), { actFor });
    return answer.all('Value').map((each) => each.text);
  };
  expect(await read(ref, aino)).toEqual(['1', '1', '0', 'true']);
  expect(await read(await itemIn(client, onni, 'calendar'), onni)).toEqual(['3', '5', '0', 'true']);
  expect(await read(await itemIn(client, onni, 'inbox'), onni)).toEqual(['3', '5', '0', 'true', '2']);
});

test('an item says what can be done with it', async () => {
  const ref = await organize(client, meetingContent([onni]));
  const responses = async (item: { id: string; changeKey: string }, actFor: string) => {
    const answer = await client.call(
      getItem(item, '<t:FieldURI FieldURI="item:ResponseObjects"/>', 'IdOnly'),
      {
        actFor,
      },
    );
    return answer.all('ResponseObjects')[0]?.children.map((each) => each.name);
  };
  expect(await responses(ref, aino)).toEqual(['CancelCalendarItem', 'ForwardItem']);
  const all = ['AcceptItem', 'TentativelyAcceptItem', 'DeclineItem', 'ForwardItem'];
  expect(await responses(await itemIn(client, onni, 'calendar'), onni)).toEqual(all);
  expect(await responses(await itemIn(client, onni, 'inbox'), onni)).toEqual(all);
});

test('messages can be searched by what only they have', async () => {
  await organize(client, meetingContent([onni]));
  const search = async (field: string, value: string): Promise<number> => {
    const restriction = `<m:Restriction><t:IsEqualTo><t:FieldURI FieldURI="${field}"/><t:FieldURIOrConstant><t:Constant Value="${value}"/></t:FieldURIOrConstant></t:IsEqualTo></m:Restriction>`;
    const found = await client.call(findItem('', restriction, '', 'inbox'), { actFor: onni });
    expect(found.codes).toEqual(['NoError']);
    return found.all('MeetingRequest').length;
  };
  expect(await search('item:ItemClass', 'IPM.Schedule.Meeting.Request')).toBe(1);
  expect(await search('meeting:HasBeenProcessed', 'true')).toBe(1);
  expect(await search('message:IsRead', 'true')).toBe(0);
  expect(await search('meetingRequest:MeetingRequestType', 'NewMeetingRequest')).toBe(1);
});

test('the Inbox counts what has not been read', async () => {
  await organize(client, meetingContent([onni]));
  const count = async () => (await client.call(getFolder('inbox'), { actFor: onni })).first('UnreadCount');
  expect(await count()).toBe('1');
  await respond(client, 'AcceptItem', await itemIn(client, onni, 'inbox'), onni);
  expect(await count()).toBe('0');
});
