import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  aino,
  delegate,
  deleteItem,
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
  type ShownMail,
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

test('the log of mails tells who had one sent, and what it said', async () => {
  await organize(client, meetingContent([onni]));
  const { json } = await client.control('GET', 'mails?since=0');
  const [mail] = json as ShownMail[];
  expect(mail).toMatchObject({ from: { address: aino }, sentBy: delegate, location: 'Koivu' });
  expect(mail?.start).toBe('2026-11-25T10:00:00.000Z');
});

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
