import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { aino, getItem, onni, openTestClient, type TestClient } from '../test-client.ts';
import {
  deleteMeeting,
  helmi,
  itemIn,
  itemsIn,
  mailsOf,
  meetingContent,
  organize,
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

test('a deleted meeting stays in the attendee calendar, cancelled and free, until it is removed', async () => {
  const ref = await organize(client, meetingContent([onni]), 'SendOnlyToAll');
  const before = await itemIn(client, onni, 'calendar');
  await deleteMeeting(client, ref, 'SendToAllAndSaveCopy');
  const entry = await itemIn(client, onni, 'calendar');
  expect(entry.id).toBe(before.id);
  const answer = await client.call(getItem(entry), { actFor: onni });
  expect(answer.first('Subject')).toBe('Canceled: Meeting');
  expect(answer.first('IsCancelled')).toBe('true');
  expect(answer.first('AppointmentState')).toBe('7');
  expect(answer.first('LegacyFreeBusyStatus')).toBe('Free');
  expect((await itemIn(client, aino, 'sentitems')).itemClass).toBe('IPM.Schedule.Meeting.Canceled');
  const own = await client.call(getItem(await itemIn(client, aino, 'deleteditems')));
  expect([own.first('AppointmentState'), own.first('AppointmentSequenceNumber')]).toEqual(['5', '1']);
});

test('the cancellation lies in the Inbox, and RemoveItem takes it and the meeting away', async () => {
  const ref = await organize(client, meetingContent([onni]), 'SendOnlyToAll');
  await respond(client, 'AcceptItem', await itemIn(client, onni, 'inbox'), onni);
  await deleteMeeting(client, ref, 'SendOnlyToAll');
  const cancellation = await itemIn(client, onni, 'inbox');
  const shown = await client.call(getItem(cancellation), { actFor: onni });
  expect(shown.all('MeetingCancellation')).toHaveLength(1);
  expect(shown.first('CalendarItemType')).toBe('Single');
  expect(shown.first('Location')).toBe('Koivu');
  const answer = await respond(client, 'RemoveItem', cancellation, onni, { disposition: null });
  expect(answer.codes).toEqual(['NoError']);
  expect(await itemsIn(client, onni, 'inbox')).toEqual([]);
  expect(await itemsIn(client, onni, 'calendar')).toEqual([]);
  expect(await mailsOf(client)).toHaveLength(3);
});

test('RemoveItem is for cancellations only', async () => {
  await organize(client, meetingContent([onni]), 'SendOnlyToAll');
  const answer = await respond(client, 'RemoveItem', await itemIn(client, onni, 'inbox'), onni);
  expect(answer.codes).toEqual(['ErrorInvalidItemForOperationRemoveItem']);
});

test('SendToNone deletes the organizer copy only, and so does deleting what was never sent', async () => {
  const sent = await organize(client, meetingContent([onni]), 'SendOnlyToAll');
  await deleteMeeting(client, sent, 'SendToNone');
  expect((await itemIn(client, onni, 'calendar')).cancelled).toBe(false);
  const unsent = await organize(client, meetingContent([helmi], 'Unsent'), 'SendToNone');
  await deleteMeeting(client, unsent, 'SendToAllAndSaveCopy');
  expect(await mailsOf(client)).toHaveLength(1);
});

test('an attendee who deletes their entry tells nobody', async () => {
  await organize(client, meetingContent([onni]), 'SendOnlyToAll');
  const entry = await itemIn(client, onni, 'calendar');
  await deleteMeeting(client, entry, 'SendToAllAndSaveCopy', { actFor: onni });
  expect(await itemsIn(client, onni, 'calendar')).toEqual([]);
  expect(await mailsOf(client)).toHaveLength(1);
  expect((await itemIn(client, aino, 'calendar')).cancelled).toBe(false);
});

describe('CancelCalendarItem', () => {
  test('calls the meeting off with a note, and it lies in Deleted Items as cancelled', async () => {
    const ref = await organize(client, meetingContent([onni]), 'SendOnlyToAll');
    const after = '<t:NewBodyContent BodyType="Text">Sorry</t:NewBodyContent>';
    const answer = await respond(client, 'CancelCalendarItem', ref, aino, { after });
    expect(answer.codes).toEqual(['NoError']);
    expect((await itemIn(client, aino, 'deleteditems')).cancelled).toBe(true);
    expect((await itemIn(client, onni, 'calendar')).cancelled).toBe(true);
    const messages = await itemsIn(client, onni, 'inbox');
    const message = messages.find((item) => item.message?.kind === 'cancellation');
    if (!message) throw new Error('no cancellation arrived');
    expect((await client.call(getItem(message), { actFor: onni })).first('Body')).toBe('Sorry');
  });

  test('is for the organizer and for calendar items only', async () => {
    await organize(client, meetingContent([onni]), 'SendOnlyToAll');
    const entry = await itemIn(client, onni, 'calendar');
    expect((await respond(client, 'CancelCalendarItem', entry, onni)).codes).toEqual([
      'ErrorCalendarIsNotOrganizer',
    ]);
    const request = await itemIn(client, onni, 'inbox');
    expect((await respond(client, 'CancelCalendarItem', request, onni)).codes).toEqual([
      'ErrorInvalidItemForOperationCancelItem',
    ]);
  });
});
