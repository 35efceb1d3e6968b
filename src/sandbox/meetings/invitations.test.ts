import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  aino,
  deleteItem,
  findItem,
  getItem,
  leo,
  onni,
  openTestClient,
  type TestClient,
} from '../test-client.ts';
import {
  attendees,
  helmi,
  itemIn,
  itemsIn,
  mailsOf,
  meetingContent,
  organize,
  outsider,
} from '../test-meeting.ts';

let client: TestClient;
beforeAll(async () => {
  client = await openTestClient();
});
beforeEach(async () => {
  await client.control('POST', 'reset');
});
afterAll(() => client.sandbox.close());

const goids = ['3', '35']
  .map(
    (id) =>
      `<t:ExtendedFieldURI DistinguishedPropertySetId="Meeting" PropertyId="${id}" PropertyType="Binary"/>`,
  )
  .join('');

test('a meeting is in the attendee calendar at once: tentative, unanswered, the same meeting under an id of its own', async () => {
  const ref = await organize(client, meetingContent([onni]));
  const own = await client.call(getItem(ref, goids));
  const entry = await itemIn(client, onni, 'calendar');
  const theirs = await client.call(getItem(entry, `${goids}<t:FieldURI FieldURI="calendar:IsOrganizer"/>`), {
    actFor: onni,
  });
  expect(theirs.first('MyResponseType')).toBe('NoResponseReceived');
  expect(theirs.first('LegacyFreeBusyStatus')).toBe('Tentative');
  expect(theirs.first('IsMeeting')).toBe('true');
  expect(theirs.first('IsOrganizer')).toBe('false');
  expect(theirs.first('IsResponseRequested')).toBe('true');
  expect(theirs.first('AppointmentState')).toBe('3');
  expect(theirs.first('AppointmentSequenceNumber')).toBe('0');
  expect(theirs.first('AppointmentReplyTime')).toBeUndefined();
  expect(theirs.first('UID')).toBe(own.first('UID'));
  expect(theirs.all('Value').map((each) => each.text)).toEqual(own.all('Value').map((each) => each.text));
  expect(entry.id).not.toBe(ref.id);
  expect(entry.organizer).toEqual({ name: 'Aino Aalto', address: aino });
  expect([theirs.first('Start'), theirs.first('Location'), theirs.first('Body')]).toEqual([
    '2026-11-25T10:00:00Z',
    'Koivu',
    'Agenda',
  ]);
});

test('the organizer sees that the request was sent, and no answers yet', async () => {
  const ref = await organize(client, meetingContent([onni]));
  const own = await client.call(getItem(ref));
  expect(own.first('MeetingRequestWasSent')).toBe('true');
  expect(own.first('MyResponseType')).toBe('Organizer');
  expect(own.first('AppointmentState')).toBe('1');
  expect(own.first('ResponseType')).toBe('Unknown');
});

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

describe('SendMeetingInvitations', () => {
  test('SendToNone sends nothing, and nobody else has the meeting', async () => {
    const ref = await organize(client, meetingContent([onni, outsider]), 'SendToNone');
    expect(await mailsOf(client)).toEqual([]);
    expect(await itemsIn(client, onni, 'calendar')).toEqual([]);
    expect((await client.call(getItem(ref))).first('MeetingRequestWasSent')).toBe('false');
  });

  test('SendOnlyToAll keeps no copy, SendToAllAndSaveCopy one in Sent Items', async () => {
    await organize(client, meetingContent([onni], 'without'), 'SendOnlyToAll');
    await organize(client, meetingContent([onni], 'with'));
    expect(await itemsIn(client, aino, 'sentitems', 'without')).toEqual([]);
    expect(await itemIn(client, aino, 'sentitems', 'with')).toMatchObject({
      itemClass: 'IPM.Schedule.Meeting.Request',
    });
  });
});

test('everybody is invited once, whatever address of theirs is used, and the organizer not at all', async () => {
  const second = 'leo.makinen@esimerkki-group.example';
  const more = attendees([leo, aino], 'OptionalAttendees');
  await organize(client, meetingContent([onni, second, aino], 'Meeting', more));
  expect(await mailsOf(client)).toEqual([`request ${onni} mailbox`, `request ${second} mailbox`]);
  expect(await itemsIn(client, leo, 'calendar')).toHaveLength(1);
  expect(await itemsIn(client, aino, 'inbox')).toEqual([]);
});

test('somebody outside of the organization stays on the list, and the mail leaves', async () => {
  const ref = await organize(client, meetingContent([outsider, helmi]));
  expect(await mailsOf(client)).toEqual([`request ${outsider} outside`, `request ${helmi} mailbox`]);
  expect((await itemIn(client, aino, 'calendar')).required.map((one) => one.address)).toEqual([
    outsider,
    helmi,
  ]);
  expect((await client.call(deleteItem(ref))).codes).toEqual(['NoError']);
  expect(await mailsOf(client)).toHaveLength(2);
});

test('a meeting that is meant as free time is free in the attendee calendar', async () => {
  await organize(
    client,
    `<t:Subject>Meeting</t:Subject><t:Start>2026-11-25T10:00:00Z</t:Start><t:LegacyFreeBusyStatus>Free</t:LegacyFreeBusyStatus>${attendees([onni])}`,
  );
  expect((await itemIn(client, onni, 'calendar')).busyStatus).toBe('Free');
});

test('categories, extended properties and rooms of the organizer do not travel', async () => {
  await organize(
    client,
    `<t:Subject>Meeting</t:Subject><t:Categories><t:String>Mine</t:String></t:Categories><t:Start>2026-11-25T10:00:00Z</t:Start>${attendees([onni])}${attendees(['room@else.example'], 'Resources')}`,
  );
  const entry = await itemIn(client, onni, 'calendar');
  expect([entry.categories, entry.resources]).toEqual([[], []]);
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

test('a subscription to the attendee calendar hears of the delivery', async () => {
  const options = { actFor: onni };
  const subscribed = await client.call(
    '<m:Subscribe><m:PullSubscriptionRequest><t:FolderIds><t:DistinguishedFolderId Id="calendar"/></t:FolderIds><t:EventTypes><t:EventType>CreatedEvent</t:EventType></t:EventTypes><t:Timeout>10</t:Timeout></m:PullSubscriptionRequest></m:Subscribe>',
    options,
  );
  await organize(client, meetingContent([onni]));
  const events = await client.call(
    `<m:GetEvents><m:SubscriptionId>${subscribed.first('SubscriptionId')}</m:SubscriptionId><m:Watermark>${subscribed.first('Watermark')}</m:Watermark></m:GetEvents>`,
    options,
  );
  expect(events.all('CreatedEvent')).toHaveLength(1);
});
