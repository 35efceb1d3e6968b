import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { aino, onni, openTestClient, setField, type TestClient } from '../test-client.ts';
import {
  attendees,
  change,
  deleteMeeting,
  itemIn,
  itemsIn,
  meetingContent,
  organize,
} from '../test-meeting.ts';
import { daily, numbered, recurrence } from '../test-series.ts';

const room = 'koivu@esimerkki.example';
let client: TestClient;
beforeAll(async () => {
  client = await openTestClient();
});
beforeEach(async () => {
  await client.control('POST', 'reset');
  await client.control('POST', 'mailboxes', {
    primaryAddress: room,
    displayName: 'Koivu',
    automaticBooking: true,
  });
});
afterAll(() => client.sandbox.close());

const inRoom = (subject = 'Meeting', more = ''): string =>
  meetingContent([], subject, attendees([room], 'Resources') + more);

const roomsAnswer = async (address = aino, subject = 'Meeting') =>
  (await itemIn(client, address, 'calendar', subject)).resources[0]?.response;

test('a free room accepts, shows who booked it, and clears its Inbox', async () => {
  await organize(client, inRoom());
  expect(await roomsAnswer()).toBe('Accept');
  const booked = await itemIn(client, room, 'calendar', 'Aino Aalto');
  expect(booked).toMatchObject({ response: 'Accept', busyStatus: 'Busy', body: null });
  expect(await itemsIn(client, room, 'inbox')).toEqual([]);
});

test('the change key that the organizer gets is that of the item with the room answer', async () => {
  const ref = await organize(client, inRoom());
  expect((await itemIn(client, aino, 'calendar')).changeKey).toBe(ref.changeKey);
});

test('a taken room declines, and keeps the first meeting', async () => {
  await organize(client, inRoom());
  await organize(client, inRoom('Second'), 'SendOnlyToAll', { actFor: onni });
  expect(await roomsAnswer(onni, 'Second')).toBe('Decline');
  expect(await itemsIn(client, room, 'calendar', '')).toHaveLength(1);
});

test('free time and cancelled meetings do not take a room', async () => {
  const first = await organize(client, inRoom());
  await deleteMeeting(client, first, 'SendOnlyToAll');
  expect(await itemsIn(client, room, 'calendar', '')).toEqual([]);
  await organize(client, inRoom('Second'), 'SendOnlyToAll', { actFor: onni });
  expect(await roomsAnswer(onni, 'Second')).toBe('Accept');
});

test('a room answers anew when the time changes', async () => {
  await organize(client, inRoom('First'), 'SendOnlyToAll', { actFor: onni });
  const ref = await organize(
    client,
    inRoom().replace('T10:00', 'T12:00').replace('T11:00', 'T13:00'),
    'SendOnlyToAll',
  );
  expect(await roomsAnswer()).toBe('Accept');
  const overlap = setField('calendar:Start', '<t:Start>2026-11-25T10:30:00Z</t:Start>');
  await change(client, ref, overlap, 'SendOnlyToAll');
  expect(await roomsAnswer()).toBe('Decline');
});

test('a series is declined when one of its occurrences meets another', async () => {
  await organize(client, inRoom('Single'), 'SendOnlyToAll', { actFor: onni });
  const content = `<t:Subject>Meeting</t:Subject><t:Start>2026-11-23T10:00:00Z</t:Start><t:End>2026-11-23T11:00:00Z</t:End>${attendees([room], 'Resources')}${recurrence(daily(), numbered('2026-11-23', 5))}`;
  await organize(client, content, 'SendOnlyToAll');
  expect(await roomsAnswer()).toBe('Decline');
});

test('automatic booking can be switched off', async () => {
  await client.control('POST', `mailboxes/${room}`, { automaticBooking: false });
  await organize(client, inRoom());
  expect(await roomsAnswer()).toBe('Unknown');
  expect((await itemIn(client, room, 'calendar')).response).toBe('NoResponseReceived');
});
