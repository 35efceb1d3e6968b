import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  aino,
  created,
  createItem,
  getItem,
  itemRefs,
  markPath,
  openTestClient,
  type TestClient,
} from '../../test-client.ts';

let client: TestClient;
beforeAll(async () => {
  client = await openTestClient();
});
afterAll(() => client.sandbox.close());

const times = '<t:Start>2026-11-25T10:00:00Z</t:Start><t:End>2026-11-25T11:00:00Z</t:End>';

test('everything that was written comes back, in the words it was written in', async () => {
  const ref = await created(
    client,
    `<t:Subject>Päätös &lt;&amp;&gt; "1" 🎉</t:Subject><t:Sensitivity>Private</t:Sensitivity>
     <t:Body BodyType="Text">first\nsecond</t:Body>
     <t:Categories><t:String>Red</t:String><t:String>Blue</t:String></t:Categories>
     <t:ReminderIsSet>false</t:ReminderIsSet><t:ReminderMinutesBeforeStart>45</t:ReminderMinutesBeforeStart>
     <t:ExtendedProperty>${markPath}<t:Value>our mark</t:Value></t:ExtendedProperty>
     <t:UID>my-own-uid</t:UID>${times}
     <t:LegacyFreeBusyStatus>OOF</t:LegacyFreeBusyStatus><t:Location>Koivu</t:Location>
     <t:RequiredAttendees><t:Attendee><t:Mailbox><t:Name>Pat</t:Name><t:EmailAddress>pat@else.example</t:EmailAddress></t:Mailbox></t:Attendee></t:RequiredAttendees>
     <t:OptionalAttendees><t:Attendee><t:Mailbox><t:EmailAddress>opt@else.example</t:EmailAddress></t:Mailbox></t:Attendee></t:OptionalAttendees>`,
  );
  const answer = await client.call(getItem(ref, markPath));
  expect(answer.first('Subject')).toBe('Päätös <&> "1" 🎉');
  expect(answer.first('Sensitivity')).toBe('Private');
  expect(answer.first('Body')).toBe('first\r\nsecond');
  expect(answer.all('String').map((each) => each.text)).toEqual(['Red', 'Blue']);
  expect(answer.first('ReminderIsSet')).toBe('false');
  expect(answer.first('ReminderMinutesBeforeStart')).toBe('45');
  expect(answer.first('Value')).toBe('our mark');
  expect(answer.first('UID')).toBe('my-own-uid');
  expect(answer.first('Start')).toBe('2026-11-25T10:00:00Z');
  expect(answer.first('LegacyFreeBusyStatus')).toBe('OOF');
  expect(answer.first('Location')).toBe('Koivu');
  expect(answer.first('IsMeeting')).toBe('true');
  expect(answer.first('AppointmentState')).toBe('1');
  expect(answer.all('EmailAddress').map((each) => each.text)).toEqual([
    aino,
    'pat@else.example',
    'opt@else.example',
  ]);
});

test('what was left out has the defaults of Exchange', async () => {
  const ref = await created(client, '<t:Start>2026-11-25T10:00:00Z</t:Start>');
  const answer = await client.call(getItem(ref));
  expect(answer.first('Subject')).toBeUndefined();
  expect(answer.first('End')).toBe('2026-11-25T10:30:00Z');
  expect(answer.first('LegacyFreeBusyStatus')).toBe('Busy');
  expect(answer.first('ReminderIsSet')).toBe('true');
  expect(answer.first('ReminderMinutesBeforeStart')).toBe('15');
  expect(answer.first('IsMeeting')).toBe('false');
  expect(answer.first('MyResponseType')).toBe('Organizer');
  expect(answer.first('UID')).toMatch(/^040000008200E00074C5B7101A82E008[0-9A-F]{80}$/);
});

test('a batch is answered item by item, in order, and a bad one does not spoil the others', async () => {
  const item = (content: string) => `<t:CalendarItem>${content}</t:CalendarItem>`;
  const backwards = '<t:Start>2026-11-25T10:00:00Z</t:Start><t:End>2026-11-25T09:00:00Z</t:End>';
  const sixYears = '<t:Start>2026-11-25T10:00:00Z</t:Start><t:End>2032-11-25T09:00:00Z</t:End>';
  const answer = await client.call(
    `<m:CreateItem SendMeetingInvitations="SendToNone"><m:Items>${[times, backwards, sixYears, times].map(item).join('')}</m:Items></m:CreateItem>`,
  );
  expect(answer.codes).toEqual([
    'NoError',
    'ErrorCalendarEndDateIsEarlierThanStartDate',
    'ErrorCalendarDurationIsTooLong',
    'NoError',
  ]);
  expect(itemRefs(answer)).toHaveLength(2);
});

test('without SendMeetingInvitations a calendar item is not created', async () => {
  const request = createItem(times).replace(' SendMeetingInvitations="SendToNone"', '');
  expect((await client.call(request)).codes).toEqual(['ErrorSendMeetingInvitationsRequired']);
});

test('every value of SendMeetingInvitations is accepted', async () => {
  for (const value of ['SendToNone', 'SendOnlyToAll', 'SendToAllAndSaveCopy']) {
    expect((await client.call(createItem(times).replace('SendToNone', value))).codes).toEqual(['NoError']);
  }
});

test('read-only properties and foreign folders are refused', async () => {
  const readOnly = await client.call(
    createItem(`<t:DateTimeCreated>2026-11-25T10:00:00Z</t:DateTimeCreated>${times}`),
  );
  expect(readOnly.codes).toEqual(['ErrorInvalidPropertySet']);
  const inbox = '<m:SavedItemFolderId><t:DistinguishedFolderId Id="inbox"/></m:SavedItemFolderId>';
  const misplaced = await client.call(createItem(times, inbox));
  expect(misplaced.codes).toEqual(['ErrorCannotCreateCalendarItemInNonCalendarFolder']);
});

describe('times', () => {
  const read = async (content: string, options?: Parameters<TestClient['call']>[1]) =>
    client.call(getItem(await created(client, content, options)), options);

  test('a time without offset is meant in StartTimeZone and EndTimeZone', async () => {
    const answer = await read(
      '<t:Start>2026-11-25T10:00:00</t:Start><t:End>2026-11-25T11:00:00</t:End><t:StartTimeZone Id="FLE Standard Time"/><t:EndTimeZone Id="W. Europe Standard Time"/>',
    );
    expect(answer.first('Start')).toBe('2026-11-25T08:00:00Z');
    expect(answer.first('End')).toBe('2026-11-25T10:00:00Z');
    expect(answer.all('StartTimeZone')[0]?.attributes.get('Id')).toBe('FLE Standard Time');
    expect(answer.all('EndTimeZone')[0]?.attributes.get('Id')).toBe('W. Europe Standard Time');
  });

  test('without a zone of its own it is meant in the TimeZoneContext, and the answer is in that zone', async () => {
    const header = '<t:TimeZoneContext><t:TimeZoneDefinition Id="FLE Standard Time"/></t:TimeZoneContext>';
    const answer = await read('<t:Start>2026-07-01T10:00:00</t:Start><t:End>2026-07-01T11:00:00</t:End>', {
      header,
    });
    expect(answer.first('Start')).toBe('2026-07-01T10:00:00+03:00');
    expect(answer.all('StartTimeZone')[0]?.attributes.get('Id')).toBe('FLE Standard Time');
  });

  test('with neither it is UTC', async () => {
    const answer = await read('<t:Start>2026-07-01T10:00:00</t:Start>');
    expect(answer.first('Start')).toBe('2026-07-01T10:00:00Z');
  });

  test('an all-day item is widened to midnights of its own zone', async () => {
    const answer = await read(
      '<t:Start>2026-11-25T09:30:00</t:Start><t:End>2026-11-25T09:30:00</t:End><t:IsAllDayEvent>true</t:IsAllDayEvent><t:StartTimeZone Id="FLE Standard Time"/>',
    );
    expect(answer.first('Start')).toBe('2026-11-24T22:00:00Z');
    expect(answer.first('End')).toBe('2026-11-25T22:00:00Z');
  });

  test('an all-day item that spans a change of clocks ends at midnight after the change', async () => {
    const answer = await read(
      '<t:Start>2026-10-24T00:00:00</t:Start><t:End>2026-10-26T00:00:00</t:End><t:IsAllDayEvent>true</t:IsAllDayEvent><t:StartTimeZone Id="FLE Standard Time"/><t:EndTimeZone Id="FLE Standard Time"/>',
    );
    expect(answer.first('Start')).toBe('2026-10-23T21:00:00Z');
    expect(answer.first('End')).toBe('2026-10-25T22:00:00Z');
  });

  test('an unknown zone without rules is refused', async () => {
    const answer = await client.call(createItem(`${times}<t:StartTimeZone Id="Moon Standard Time"/>`));
    expect(answer.codes).toEqual(['ErrorCalendarInvalidTimeZone']);
  });

  test('a zone of its own rules is used and shown with them', async () => {
    const rules =
      '<t:Periods><t:Period Bias="-PT3H" Name="Standard" Id="S"/><t:Period Bias="-PT4H" Name="Daylight" Id="D"/></t:Periods><t:TransitionsGroups><t:TransitionsGroup Id="0"><t:RecurringDayTransition><t:To Kind="Period">D</t:To><t:TimeOffset>PT2H</t:TimeOffset><t:Month>3</t:Month><t:DayOfWeek>Sunday</t:DayOfWeek><t:Occurrence>-1</t:Occurrence></t:RecurringDayTransition><t:RecurringDayTransition><t:To Kind="Period">S</t:To><t:TimeOffset>PT3H</t:TimeOffset><t:Month>10</t:Month><t:DayOfWeek>Sunday</t:DayOfWeek><t:Occurrence>-1</t:Occurrence></t:RecurringDayTransition></t:TransitionsGroup></t:TransitionsGroups><t:Transitions><t:Transition><t:To Kind="Group">0</t:To></t:Transition></t:Transitions>';
    const zone = `<t:StartTimeZone Id="tzone://Microsoft/Custom" Name="Ours">${rules}</t:StartTimeZone>`;
    const winter = await read(`<t:Start>2026-01-15T12:00:00</t:Start>${zone}`);
    expect(winter.first('Start')).toBe('2026-01-15T09:00:00Z');
    expect(winter.all('Period')).toHaveLength(4);
    const summer = await read(`<t:Start>2026-07-15T12:00:00</t:Start>${zone}`);
    expect(summer.first('Start')).toBe('2026-07-15T08:00:00Z');
  });

  test('Exchange 2007 is told the zone by MeetingTimeZone, and shows it so', async () => {
    const options = { version: 'Exchange2007_SP1' };
    const answer = await read(
      '<t:Start>2026-11-25T10:00:00</t:Start><t:End>2026-11-25T11:00:00</t:End><t:MeetingTimeZone TimeZoneName="FLE Standard Time"/>',
      options,
    );
    expect(answer.first('Start')).toBe('2026-11-25T08:00:00Z');
    expect(answer.all('MeetingTimeZone')[0]?.attributes.get('TimeZoneName')).toBe('FLE Standard Time');
    expect(answer.first('BaseOffset')).toBe('-PT2H');
    expect(answer.all('StartTimeZone')).toHaveLength(0);
  });
});
