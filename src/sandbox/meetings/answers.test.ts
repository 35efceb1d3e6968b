import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { aino, getItem, itemRefs, onni, openTestClient, type TestClient } from '../test-client.ts';
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

const answers = [
  {
    name: 'AcceptItem',
    response: 'Accept',
    folder: 'calendar',
    busy: 'Busy',
    suffix: 'Pos',
    word: 'Accepted',
  },
  {
    name: 'TentativelyAcceptItem',
    response: 'Tentative',
    folder: 'calendar',
    busy: 'Tentative',
    suffix: 'Tent',
    word: 'Tentative',
  },
  {
    name: 'DeclineItem',
    response: 'Decline',
    folder: 'deleteditems',
    busy: 'Free',
    suffix: 'Neg',
    word: 'Declined',
  },
];

describe.each(answers)('$name', ({ name, response, folder, busy, suffix, word }) => {
  test('of the request: both calendars tell the answer, and the organizer has a message', async () => {
    const ref = await organize(client, meetingContent([onni]));
    const request = await itemIn(client, onni, 'inbox');
    const body = '<t:Body BodyType="Text">As I said</t:Body>';
    const answer = await respond(client, name, request, onni, { before: body });
    expect(answer.codes).toEqual(['NoError']);
    const own = (await itemsIn(client, onni, folder)).find((item) => !item.message);
    expect(own).toMatchObject({ response, busyStatus: busy, meetingSequence: 0 });
    expect(itemRefs(answer)[0]?.id).toBe(own?.id);
    const theirs = await client.call(getItem(ref));
    expect(theirs.first('ResponseType')).toBe(response);
    expect(Date.parse(theirs.first('LastResponseTime') ?? '')).toBeGreaterThan(Date.now() - 60_000);
    const message = await client.call(getItem(await itemIn(client, aino, 'inbox')));
    expect(message.all('MeetingResponse')).toHaveLength(1);
    expect(message.first('ItemClass')).toBe(`IPM.Schedule.Meeting.Resp.${suffix}`);
    expect(message.first('Subject')).toBe(`${word}: Meeting`);
    expect(message.first('ResponseType')).toBe(response);
    expect(message.first('Body')).toBe('As I said');
    expect(message.all('AssociatedCalendarItemId')[0]?.attributes.get('Id')).toBe(ref.id);
    expect(message.all('From')[0]?.children[0]?.children[1]?.text).toBe(onni);
  });

  test('of the calendar item works just as well', async () => {
    await organize(client, meetingContent([onni]));
    await respond(client, name, await itemIn(client, onni, 'calendar'), onni);
    expect((await itemIn(client, aino, 'calendar')).required[0]?.response).toBe(response);
  });

  test('is not for the organizer, nor for an appointment, nor for a cancelled meeting', async () => {
    const code = { Accept: 'Accept', Tentative: 'Tentative', Decline: 'Decline' }[response];
    const ref = await organize(client, meetingContent([onni]));
    expect((await respond(client, name, ref, aino)).codes).toEqual([`ErrorCalendarIsOrganizerFor${code}`]);
    const alone = await organize(client, meetingContent([], 'Alone'), 'SendToNone');
    const operation = response === 'Tentative' ? 'Tentative' : name;
    expect((await respond(client, name, alone, aino)).codes).toEqual([
      `ErrorInvalidItemForOperation${operation}`,
    ]);
    await deleteMeeting(client, ref, 'SendOnlyToAll');
    const cancelled = await itemIn(client, onni, 'calendar');
    expect((await respond(client, name, cancelled, onni)).codes).toEqual([
      `ErrorCalendarIsCancelledFor${code}`,
    ]);
  });
});

test('the answered request goes to Deleted Items, and the time of the answer is on the entry', async () => {
  await organize(client, meetingContent([onni]));
  await respond(client, 'AcceptItem', await itemIn(client, onni, 'inbox'), onni);
  expect(await itemsIn(client, onni, 'inbox')).toEqual([]);
  expect((await itemIn(client, onni, 'deleteditems')).message?.kind).toBe('request');
  const entry = await client.call(getItem(await itemIn(client, onni, 'calendar')), { actFor: onni });
  expect(entry.first('AppointmentReplyTime')).toBeDefined();
});

describe('MessageDisposition', () => {
  test('SendOnly keeps no copy, SendAndSaveCopy one in Sent Items', async () => {
    await organize(client, meetingContent([onni], 'without'));
    await organize(client, meetingContent([onni], 'with'));
    const answer = async (subject: string, disposition: string) =>
      respond(client, 'AcceptItem', await itemIn(client, onni, 'calendar', subject), onni, { disposition });
    await answer('without', 'SendOnly');
    await answer('with', 'SendAndSaveCopy');
    expect(await itemsIn(client, onni, 'sentitems', 'without')).toEqual([]);
    expect(await itemsIn(client, onni, 'sentitems', 'with')).toHaveLength(1);
  });

  test('SaveOnly answers in the own calendar, and the message waits in Drafts', async () => {
    await organize(client, meetingContent([onni]));
    const entry = await itemIn(client, onni, 'calendar');
    await respond(client, 'AcceptItem', entry, onni, { disposition: 'SaveOnly' });
    expect((await itemIn(client, onni, 'calendar')).response).toBe('Accept');
    expect((await itemIn(client, aino, 'calendar')).required[0]?.response).toBe('Unknown');
    const draft = await client.call(getItem(await itemIn(client, onni, 'drafts')), { actFor: onni });
    expect(draft.first('IsDraft')).toBe('true');
    expect(await mailsOf(client)).toHaveLength(1);
  });

  test('is required', async () => {
    await organize(client, meetingContent([onni]));
    const entry = await itemIn(client, onni, 'calendar');
    const answer = await respond(client, 'AcceptItem', entry, onni, { disposition: null });
    expect(answer.codes).toEqual(['ErrorMessageDispositionRequired']);
  });
});

test('a changed mind is told again', async () => {
  await organize(client, meetingContent([onni]));
  await respond(client, 'AcceptItem', await itemIn(client, onni, 'calendar'), onni);
  await respond(client, 'TentativelyAcceptItem', await itemIn(client, onni, 'calendar'), onni);
  expect((await itemIn(client, aino, 'calendar')).required[0]?.response).toBe('Tentative');
});

test('the answer of one attendee changes nothing for the other', async () => {
  await organize(client, meetingContent([onni, helmi]));
  await respond(client, 'AcceptItem', await itemIn(client, onni, 'calendar'), onni);
  expect((await itemIn(client, aino, 'calendar')).required.map((one) => one.response)).toEqual([
    'Accept',
    'Unknown',
  ]);
  expect((await itemIn(client, helmi, 'calendar')).response).toBe('NoResponseReceived');
});

test('accepting a request whose entry was deleted brings the entry back', async () => {
  await organize(client, meetingContent([onni]));
  await deleteMeeting(client, await itemIn(client, onni, 'calendar'), 'SendToNone', { actFor: onni });
  await respond(client, 'AcceptItem', await itemIn(client, onni, 'inbox'), onni);
  expect((await itemIn(client, onni, 'calendar')).response).toBe('Accept');
});

test('a proposed other time is in the answer', async () => {
  await organize(client, meetingContent([onni]));
  const after =
    '<t:ProposedStart>2026-11-25T14:00:00Z</t:ProposedStart><t:ProposedEnd>2026-11-25T15:00:00Z</t:ProposedEnd>';
  const entry = await itemIn(client, onni, 'calendar');
  await respond(client, 'TentativelyAcceptItem', entry, onni, { after });
  const message = await client.call(getItem(await itemIn(client, aino, 'inbox')));
  expect([message.first('ProposedStart'), message.first('ProposedEnd')]).toEqual([
    '2026-11-25T14:00:00Z',
    '2026-11-25T15:00:00Z',
  ]);
});

test('before Exchange 2013 an answer does not say when and where the meeting is', async () => {
  await organize(client, meetingContent([onni]));
  await respond(client, 'AcceptItem', await itemIn(client, onni, 'calendar'), onni);
  const message = await itemIn(client, aino, 'inbox');
  const read = (version: string) => client.call(getItem(message), { version });
  const [old, recent] = [await read('Exchange2010_SP2'), await read('Exchange2013')];
  expect([old.first('Start'), old.first('Location')]).toEqual([undefined, undefined]);
  expect([recent.first('Start'), recent.first('Location')]).toEqual(['2026-11-25T10:00:00Z', 'Koivu']);
  expect(old.first('ResponseType')).toBe('Accept');
});

describe.each([
  ['2007_SP1', 'Exchange2007_SP1', 0],
  ['2010', 'Exchange2010_SP2', 1],
])('Exchange %s', (version, schema, named) => {
  test(`makes the calendar item anew with an answer, and names ${named} of its items`, async () => {
    await client.control('POST', 'server', { version });
    await organize(client, meetingContent([onni]), 'SendToAllAndSaveCopy', { version: schema });
    const before = await itemIn(client, onni, 'calendar');
    const answer = await client.call(
      `<m:CreateItem MessageDisposition="SendAndSaveCopy"><m:Items><t:AcceptItem><t:ReferenceItemId Id="${before.id}"/></t:AcceptItem></m:Items></m:CreateItem>`,
      { actFor: onni, version: schema },
    );
    expect(answer.codes).toEqual(['NoError']);
    const after = await itemIn(client, onni, 'calendar');
    expect([after.uid, after.response]).toEqual([before.uid, 'Accept']);
    expect(after.id).not.toBe(before.id);
    expect(itemRefs(answer).map(({ id }) => id)).toEqual(named > 0 ? [after.id] : []);
    await client.control('POST', 'server', { version: 'SE' });
  });
});
