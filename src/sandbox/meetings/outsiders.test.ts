import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { aino, getItem, onni, openTestClient, setField, type TestClient } from '../test-client.ts';
import {
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

const host = { name: 'Pat Else', address: outsider };
const visit = {
  organizer: host,
  uid: 'outside-1',
  subject: 'Meeting',
  start: '2026-11-25T10:00:00+02:00',
  end: '2026-11-25T11:00:00+02:00',
};

const invite = (body: object, address = onni) =>
  client.control('POST', `mailboxes/${address}/invitations`, body);

describe('a meeting that somebody outside organizes', () => {
  test('arrives with the organizer name and address, and no mail leaves', async () => {
    const { json } = await invite(visit);
    expect(json).toMatchObject({ uid: 'outside-1', sequence: 0 });
    expect(await itemIn(client, onni, 'calendar')).toMatchObject({
      organizer: host,
      uid: 'outside-1',
      response: 'NoResponseReceived',
      busyStatus: 'Tentative',
      start: '2026-11-25T08:00:00.000Z',
    });
    expect((await itemIn(client, onni, 'inbox')).message?.kind).toBe('request');
    expect(await mailsOf(client)).toEqual([]);
  });

  test('is moved, and asks again; is renamed, and does not', async () => {
    await invite(visit);
    await respond(client, 'AcceptItem', await itemIn(client, onni, 'calendar'), onni);
    await invite({ uid: 'outside-1', subject: 'Renamed Meeting' });
    expect(await itemIn(client, onni, 'calendar')).toMatchObject({
      subject: 'Renamed Meeting',
      response: 'Accept',
      busyStatus: 'Busy',
      meetingSequence: 1,
    });
    await invite({ uid: 'outside-1', start: visit.end, end: '2026-11-25T12:00:00+02:00' });
    expect(await itemIn(client, onni, 'calendar')).toMatchObject({
      start: '2026-11-25T09:00:00.000Z',
      response: 'NoResponseReceived',
      meetingSequence: 2,
    });
  });

  test('is cancelled', async () => {
    await invite(visit);
    await invite({ uid: 'outside-1', cancel: true });
    expect(await itemIn(client, onni, 'calendar')).toMatchObject({
      cancelled: true,
      subject: 'Canceled: Meeting',
      meetingSequence: 1,
    });
  });

  test('is answered by a mail that leaves the organization', async () => {
    await invite(visit);
    await respond(client, 'AcceptItem', await itemIn(client, onni, 'calendar'), onni);
    expect(await mailsOf(client)).toEqual([`response ${outsider} outside`]);
  });

  test('stands in several mailboxes as one meeting', async () => {
    const required = [{ address: onni }, { address: helmi }];
    for (const address of [onni, helmi]) await invite({ ...visit, required }, address);
    const entries = await Promise.all([onni, helmi].map((address) => itemIn(client, address, 'calendar')));
    expect(new Set(entries.map((entry) => entry.uid)).size).toBe(1);
    expect(entries.map((entry) => entry.required.length)).toEqual([2, 2]);
  });

  test('an older version that comes late changes nothing', async () => {
    await invite({ ...visit, sequence: 3 });
    await invite({ ...visit, sequence: 2, subject: 'Old Meeting' });
    expect((await itemIn(client, onni, 'calendar')).subject).toBe('Meeting');
  });

  test('is refused without an organizer, for a mailbox of the server, and for what cannot be cancelled', async () => {
    expect((await invite({ subject: 'Meeting' })).status).toBe(400);
    expect((await invite({ ...visit, organizer: { address: aino } })).status).toBe(409);
    expect((await invite({ uid: 'unknown', cancel: true })).status).toBe(404);
  });
});

describe('an attendee outside of the organization', () => {
  const answer = (uid: string, body: object) =>
    client.control('POST', `mailboxes/${aino}/answers`, { uid, attendee: host, answer: 'Accept', ...body });

  test('answers, and the organizer copy tells it', async () => {
    await organize(client, meetingContent([outsider]));
    const { uid } = await itemIn(client, aino, 'calendar');
    await answer(uid, { body: { type: 'Text', content: 'Gladly' } });
    const own = await itemIn(client, aino, 'calendar');
    expect(own.required[0]).toMatchObject({ address: outsider, response: 'Accept' });
    const message = await client.call(getItem(await itemIn(client, aino, 'inbox')));
    expect(message.first('Subject')).toBe('Accepted: Meeting');
    expect(message.first('Body')).toBe('Gladly');
  });

  test('who answers an older version is heard in the Inbox only', async () => {
    const ref = await organize(client, meetingContent([outsider]));
    const later = setField('calendar:End', '<t:End>2026-11-25T12:00:00Z</t:End>');
    await change(client, ref, later, 'SendOnlyToAll');
    const { uid } = await itemIn(client, aino, 'calendar');
    await answer(uid, { sequence: 0 });
    expect((await itemIn(client, aino, 'calendar')).required[0]?.response).toBe('Unknown');
    const message = await client.call(getItem(await itemIn(client, aino, 'inbox')));
    expect(message.first('IsOutOfDate')).toBe('true');
  });
});

describe('forwarding', () => {
  const to = (address: string) =>
    `<t:ToRecipients><t:Mailbox><t:EmailAddress>${address}</t:EmailAddress></t:Mailbox></t:ToRecipients>`;

  test('an attendee forwards to a colleague, whom the organizer then has among the optional attendees', async () => {
    await organize(client, meetingContent([onni]));
    const entry = await itemIn(client, onni, 'calendar');
    const answer = await respond(client, 'ForwardItem', entry, onni, { before: to(helmi) });
    expect(answer.codes).toEqual(['NoError']);
    const theirs = await itemIn(client, helmi, 'calendar');
    expect(theirs).toMatchObject({ uid: entry.uid, organizer: { address: aino } });
    expect((await itemIn(client, aino, 'calendar')).optional.map((one) => one.address)).toEqual([helmi]);
    const notice = await client.call(getItem(await itemIn(client, aino, 'inbox')));
    expect(notice.all('MeetingMessage')).toHaveLength(1);
    expect(notice.first('ItemClass')).toBe('IPM.Schedule.Meeting.Notification.Forward');
    const request = await client.call(getItem(await itemIn(client, helmi, 'inbox')), { actFor: helmi });
    expect(request.all('Sender')[0]?.children[0]?.children[1]?.text).toBe(onni);
    expect(request.all('From')[0]?.children[0]?.children[1]?.text).toBe(aino);
    await respond(client, 'AcceptItem', theirs, helmi);
    expect((await itemIn(client, aino, 'calendar')).optional[0]?.response).toBe('Accept');
  });

  test('one who was forwarded an outside request joins when accepting', async () => {
    await organize(client, meetingContent([onni]));
    const { uid } = await itemIn(client, aino, 'calendar');
    await client.control('POST', `mailboxes/${aino}/answers`, { uid, attendee: host, answer: 'Accept' });
    expect((await itemIn(client, aino, 'calendar')).optional[0]).toMatchObject({
      address: outsider,
      response: 'Accept',
    });
  });

  test('needs recipients with addresses, and something that can be forwarded', async () => {
    const ref = await organize(client, meetingContent([onni]));
    expect((await respond(client, 'ForwardItem', ref, aino)).codes).toEqual(['ErrorMissingRecipients']);
    const bad = await respond(client, 'ForwardItem', ref, aino, { before: to('nobody') });
    expect(bad.codes).toEqual(['ErrorInvalidRecipients']);
    await respond(client, 'AcceptItem', await itemIn(client, onni, 'calendar'), onni);
    const message = await itemIn(client, aino, 'inbox');
    const wrong = await respond(client, 'ForwardItem', message, aino, { before: to(helmi) });
    expect(wrong.codes).toEqual(['ErrorInvalidReferenceItem']);
  });
});

test('a booking mailbox organizes like anybody else, and those booked see whose meeting it is', async () => {
  const bookings = 'varaukset@esimerkki.example';
  await client.control('POST', 'mailboxes', { primaryAddress: bookings, displayName: 'Varaukset' });
  await organize(client, meetingContent([onni, outsider]), 'SendOnlyToAll', { actFor: bookings });
  expect((await itemIn(client, onni, 'calendar')).organizer).toEqual({
    name: 'Varaukset',
    address: bookings,
  });
  expect(await itemsIn(client, aino, 'calendar')).toEqual([]);
});
