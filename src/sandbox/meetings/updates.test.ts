import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { aino, getItem, onni, openTestClient, setField, type TestClient } from '../test-client.ts';
import {
  attendees,
  change,
  helmi,
  itemIn,
  itemsIn,
  mailsOf,
  meetingContent,
  organize,
  outsider,
  respond,
} from '../test-meeting.ts';

let client: TestClient;
beforeAll(async () => {
  client = await openTestClient();
});
beforeEach(async () => {
  await client.control('POST', 'reset');
});
afterAll(() => client.sandbox.close());

const later =
  setField('calendar:Start', '<t:Start>2026-11-25T12:00:00Z</t:Start>') +
  setField('calendar:End', '<t:End>2026-11-25T13:00:00Z</t:End>');
const elsewhere = setField('calendar:Location', '<t:Location>Mänty</t:Location>');
const people = (addresses: string[]): string => setField('calendar:RequiredAttendees', attendees(addresses));

async function accepted() {
  const ref = await organize(client, meetingContent([onni]));
  await respond(client, 'AcceptItem', await itemIn(client, onni, 'inbox'), onni);
  return ref;
}

test('another time is a new version that asks everybody again', async () => {
  const ref = await accepted();
  await change(client, ref, later, 'SendToAllAndSaveCopy');
  const entry = await itemIn(client, onni, 'calendar');
  expect(entry).toMatchObject({
    start: '2026-11-25T12:00:00.000Z',
    response: 'NoResponseReceived',
    busyStatus: 'Tentative',
    meetingSequence: 1,
  });
  expect(entry.respondedAt).toBeUndefined();
  const own = await client.call(getItem(ref));
  expect([own.first('AppointmentSequenceNumber'), own.first('ResponseType')]).toEqual(['1', 'Unknown']);
  expect(own.all('LastResponseTime')).toEqual([]);
  expect((await itemIn(client, onni, 'inbox')).message?.requestType).toBe('FullUpdate');
});

test('another place alone leaves the given answers', async () => {
  const ref = await accepted();
  await change(client, ref, elsewhere, 'SendOnlyToAll');
  const entry = await itemIn(client, onni, 'calendar');
  expect(entry).toMatchObject({
    location: 'Mänty',
    response: 'Accept',
    busyStatus: 'Busy',
    meetingSequence: 1,
  });
  expect((await itemIn(client, aino, 'calendar')).required[0]?.response).toBe('Accept');
  expect((await itemIn(client, onni, 'inbox')).message?.requestType).toBe('InformationalUpdate');
});

test('the entry keeps its id over updates, and an older request in the Inbox shows as outdated', async () => {
  const ref = await organize(client, meetingContent([onni]));
  const before = await itemIn(client, onni, 'calendar');
  const first = await itemIn(client, onni, 'inbox');
  await change(client, ref, elsewhere, 'SendOnlyToAll');
  expect((await itemIn(client, onni, 'calendar')).id).toBe(before.id);
  const old = await client.call(getItem(first), { actFor: onni });
  expect([old.first('IsOutOfDate'), old.first('MeetingRequestType')]).toEqual(['true', 'Outdated']);
  const answer = await respond(client, 'AcceptItem', first, onni);
  expect(answer.codes).toEqual(['ErrorCalendarMeetingRequestIsOutOfDate']);
});

test('SendToNone changes the organizer copy only', async () => {
  const ref = await organize(client, meetingContent([onni]));
  await change(client, ref, later, 'SendToNone');
  expect((await itemIn(client, onni, 'calendar')).start).toBe('2026-11-25T10:00:00.000Z');
  expect((await itemIn(client, aino, 'calendar')).meetingSequence).toBe(0);
  expect(await mailsOf(client)).toHaveLength(1);
});

test('a meeting that was never sent reaches everybody when an update is sent to all', async () => {
  const ref = await organize(client, meetingContent([onni]), 'SendToNone');
  await change(client, ref, elsewhere, 'SendOnlyToAll');
  expect(await itemIn(client, onni, 'calendar')).toMatchObject({ location: 'Mänty', meetingSequence: 0 });
  expect((await itemIn(client, onni, 'inbox')).message?.requestType).toBe('NewMeetingRequest');
});

describe('attendees who come and go', () => {
  test('only they hear of it under SendOnlyToChanged: a request for the new one, a cancellation for the old one', async () => {
    const ref = await organize(client, meetingContent([onni, outsider]), 'SendOnlyToAll');
    await change(client, ref, people([helmi, outsider]), 'SendOnlyToChanged');
    expect((await mailsOf(client)).slice(2)).toEqual([
      `request ${helmi} mailbox`,
      `cancellation ${onni} mailbox`,
    ]);
    expect((await itemIn(client, helmi, 'calendar')).response).toBe('NoResponseReceived');
    expect(await itemIn(client, onni, 'calendar')).toMatchObject({
      cancelled: true,
      subject: 'Canceled: Meeting',
      busyStatus: 'Free',
    });
    expect(await itemsIn(client, aino, 'sentitems')).toEqual([]);
  });

  test('SendToChangedAndSaveCopy keeps copies of both messages', async () => {
    const ref = await organize(client, meetingContent([onni]), 'SendOnlyToAll');
    await change(client, ref, people([helmi]), 'SendToChangedAndSaveCopy');
    expect((await itemsIn(client, aino, 'sentitems')).map((item) => item.itemClass)).toEqual([
      'IPM.Schedule.Meeting.Request',
      'IPM.Schedule.Meeting.Canceled',
    ]);
  });

  test('under SendToAll those who stay get the update as well', async () => {
    const ref = await organize(client, meetingContent([onni]), 'SendOnlyToAll');
    await change(client, ref, people([onni, helmi]) + elsewhere, 'SendOnlyToAll');
    expect((await mailsOf(client)).slice(1)).toEqual([`request ${helmi} mailbox`, `request ${onni} mailbox`]);
    expect((await itemIn(client, onni, 'calendar')).required).toHaveLength(2);
  });

  test('one who is invited again has a living meeting again', async () => {
    const ref = await organize(client, meetingContent([onni, helmi]), 'SendOnlyToAll');
    await change(client, ref, people([helmi]), 'SendOnlyToChanged');
    await change(client, ref, people([helmi, onni]), 'SendOnlyToChanged');
    expect(await itemIn(client, onni, 'calendar')).toMatchObject({ cancelled: false, subject: 'Meeting' });
  });

  test('naming the same people again does not forget their answers', async () => {
    const ref = await accepted();
    await change(client, ref, people([onni, helmi]), 'SendToNone');
    expect((await itemIn(client, aino, 'calendar')).required.map((one) => one.response)).toEqual([
      'Accept',
      'Unknown',
    ]);
  });
});

describe('an attendee who changes their own entry', () => {
  test('changes it for themselves alone, whatever is to be sent', async () => {
    await organize(client, meetingContent([onni, helmi]), 'SendOnlyToAll');
    const entry = await itemIn(client, onni, 'calendar');
    const answer = await change(client, entry, later, 'SendToAllAndSaveCopy', { actFor: onni });
    expect(answer.codes).toEqual(['NoError']);
    expect((await itemIn(client, onni, 'calendar')).start).toBe('2026-11-25T12:00:00.000Z');
    for (const other of [aino, helmi]) {
      expect((await itemIn(client, other, 'calendar')).start).toBe('2026-11-25T10:00:00.000Z');
    }
    expect(await mailsOf(client)).toHaveLength(2);
  });

  test('keeps categories and reminder over an update, while the organizer decides on the rest', async () => {
    const ref = await organize(client, meetingContent([onni]), 'SendOnlyToAll');
    const own =
      setField('item:Categories', '<t:Categories><t:String>Mine</t:String></t:Categories>') +
      setField(
        'item:ReminderMinutesBeforeStart',
        '<t:ReminderMinutesBeforeStart>45</t:ReminderMinutesBeforeStart>',
      ) +
      setField('item:Subject', '<t:Subject>My Meeting</t:Subject>');
    await change(client, await itemIn(client, onni, 'calendar'), own, 'SendToNone', { actFor: onni });
    await change(client, ref, elsewhere, 'SendOnlyToAll');
    expect(await itemIn(client, onni, 'calendar')).toMatchObject({
      categories: ['Mine'],
      reminderMinutes: 45,
      subject: 'Meeting',
      location: 'Mänty',
    });
  });
});

test('an update brings a declined meeting back to be answered again', async () => {
  const ref = await organize(client, meetingContent([onni]), 'SendOnlyToAll');
  await respond(client, 'DeclineItem', await itemIn(client, onni, 'calendar'), onni);
  expect(await itemsIn(client, onni, 'calendar')).toEqual([]);
  await change(client, ref, later, 'SendOnlyToAll');
  expect((await itemIn(client, onni, 'calendar')).response).toBe('NoResponseReceived');
});
