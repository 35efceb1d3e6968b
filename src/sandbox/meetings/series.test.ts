import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  aino,
  type ItemRef,
  itemRefs,
  onni,
  openTestClient,
  setField,
  type TestClient,
} from '../test-client.ts';
import {
  attendees,
  change,
  deleteMeeting,
  helmi,
  itemIn,
  itemsIn,
  mailsOf,
  organize,
  respond,
} from '../test-meeting.ts';
import { daily, getById, numbered, occurrenceId, recurrence } from '../test-series.ts';

let client: TestClient;
beforeAll(async () => {
  client = await openTestClient();
});
beforeEach(async () => {
  await client.control('POST', 'reset');
});
afterAll(() => client.sandbox.close());

const fiveDays = (): Promise<ItemRef> =>
  organize(
    client,
    `<t:Subject>Meeting</t:Subject><t:Start>2026-11-23T10:00:00Z</t:Start><t:End>2026-11-23T11:00:00Z</t:End>${attendees([onni])}${recurrence(daily(), numbered('2026-11-23', 5))}`,
    'SendOnlyToAll',
  );

async function occurrence(master: ItemRef, index: number, actFor = aino): Promise<ItemRef> {
  const [ref] = itemRefs(await client.call(getById(occurrenceId(master, index, false)), { actFor }));
  if (!ref) throw new Error('There is no such occurrence');
  return ref;
}

test('a series arrives as a series of the same days', async () => {
  await fiveDays();
  const entry = await itemIn(client, onni, 'calendar');
  const shown = await client.call(getById(`<t:ItemId Id="${entry.id}"/>`), { actFor: onni });
  expect(shown.first('CalendarItemType')).toBe('RecurringMaster');
  expect(shown.first('IsRecurring')).toBe('true');
  expect(shown.first('NumberOfOccurrences')).toBe('5');
  expect(shown.first('MyResponseType')).toBe('NoResponseReceived');
});

test('accepting it accepts all of its days', async () => {
  await fiveDays();
  await respond(client, 'AcceptItem', await itemIn(client, onni, 'inbox'), onni);
  const entry = await itemIn(client, onni, 'calendar');
  const third = await client.call(getById(occurrenceId(entry, 3, false)), { actFor: onni });
  expect(third.first('MyResponseType')).toBe('Accept');
  expect((await itemIn(client, aino, 'calendar')).required[0]?.response).toBe('Accept');
});

test('a changed day changes that day for the attendee, and keeps the answer for the others', async () => {
  const master = await fiveDays();
  await respond(client, 'AcceptItem', await itemIn(client, onni, 'calendar'), onni);
  const later =
    setField('calendar:Start', '<t:Start>2026-11-25T14:00:00Z</t:Start>') +
    setField('calendar:End', '<t:End>2026-11-25T15:00:00Z</t:End>');
  const answer = await change(client, await occurrence(master, 3), later, 'SendOnlyToAll');
  expect(answer.codes).toEqual(['NoError']);
  const entry = await itemIn(client, onni, 'calendar');
  const third = await client.call(getById(occurrenceId(entry, 3, false)), { actFor: onni });
  expect([third.first('Start'), third.first('MyResponseType')]).toEqual([
    '2026-11-25T14:00:00Z',
    'NoResponseReceived',
  ]);
  const second = await client.call(getById(occurrenceId(entry, 2, false)), { actFor: onni });
  expect(second.first('MyResponseType')).toBe('Accept');
});

test('a deleted day is cancelled for the attendee, and goes when the cancellation is removed', async () => {
  const master = await fiveDays();
  await deleteMeeting(client, await occurrence(master, 2), 'SendOnlyToAll');
  const entry = await itemIn(client, onni, 'calendar');
  expect(entry.exceptions).toEqual([
    expect.objectContaining({ date: '2026-11-24', subject: 'Canceled: Meeting', cancelled: true }),
  ]);
  const cancellation = (await itemsIn(client, onni, 'inbox')).find(
    (item) => item.message?.kind === 'cancellation',
  );
  if (!cancellation) throw new Error('no cancellation arrived');
  await respond(client, 'RemoveItem', cancellation, onni);
  expect((await itemIn(client, onni, 'calendar')).deletions).toEqual(['2026-11-24']);
});

test('one day is declined while the series stays accepted', async () => {
  await fiveDays();
  await respond(client, 'AcceptItem', await itemIn(client, onni, 'calendar'), onni);
  const entry = await itemIn(client, onni, 'calendar');
  await respond(client, 'DeclineItem', await occurrence(entry, 4, onni), onni);
  expect((await itemIn(client, onni, 'calendar')).deletions).toEqual(['2026-11-26']);
  const own = await itemIn(client, aino, 'calendar');
  expect(own.required[0]?.response).toBe('Accept');
  const fourth = await client.call(getById(occurrenceId(own, 4, false)));
  expect(fourth.first('ResponseType')).toBe('Decline');
});

test('cancelling the series cancels all of it', async () => {
  const master = await fiveDays();
  await respond(client, 'CancelCalendarItem', master, aino);
  const entry = await itemIn(client, onni, 'calendar');
  expect(entry).toMatchObject({ cancelled: true, subject: 'Canceled: Meeting' });
  expect(await mailsOf(client)).toHaveLength(2);
});

test('days that the attendee has deleted stay deleted while the organizer changes the place', async () => {
  const master = await fiveDays();
  const entry = await itemIn(client, onni, 'calendar');
  await deleteMeeting(client, await occurrence(entry, 5, onni), 'SendToNone', { actFor: onni });
  const place = setField('calendar:Location', '<t:Location>Mänty</t:Location>');
  await change(client, master, place, 'SendOnlyToAll');
  expect(await itemIn(client, onni, 'calendar')).toMatchObject({
    location: 'Mänty',
    deletions: ['2026-11-27'],
  });
});

test('a moved day that the attendee calendar has no room for stays a message in the Inbox', async () => {
  const master = await fiveDays();
  const entry = await itemIn(client, onni, 'calendar');
  const to = (day: string, from: number): string =>
    setField('calendar:Start', `<t:Start>${day}T${from}:00:00Z</t:Start>`) +
    setField('calendar:End', `<t:End>${day}T${from + 1}:00:00Z</t:End>`);
  await deleteMeeting(client, await occurrence(entry, 3, onni), 'SendToNone', { actFor: onni });
  const second = await occurrence(entry, 2, onni);
  await change(client, second, to('2026-11-25', 10), 'SendToNone', { actFor: onni });
  const gone = await deleteMeeting(client, await occurrence(master, 3), 'SendToNone');
  expect(gone.codes).toEqual(['NoError']);
  const moved = await change(client, await occurrence(master, 4), to('2026-11-25', 14), 'SendOnlyToAll');
  expect(moved.codes).toEqual(['NoError']);
  expect(await itemsIn(client, onni, 'inbox')).toHaveLength(2);
  const fourth = await client.call(getById(occurrenceId(entry, 4, false)), { actFor: onni });
  expect(fourth.first('Start')).toBe('2026-11-26T10:00:00Z');
  expect((await itemIn(client, aino, 'calendar')).exceptions).toHaveLength(1);
});

test('sending the same rule again is no other time', async () => {
  const master = await fiveDays();
  await respond(client, 'AcceptItem', await itemIn(client, onni, 'calendar'), onni);
  const same = setField('calendar:Recurrence', recurrence(daily(), numbered('2026-11-23', 5)));
  await change(client, master, same, 'SendOnlyToAll');
  expect((await itemIn(client, onni, 'calendar')).response).toBe('Accept');
});

describe('somebody who is invited to one day only', () => {
  const join = setField('calendar:OptionalAttendees', attendees([helmi], 'OptionalAttendees'));

  async function invitedToThird(): Promise<ItemRef> {
    const master = await fiveDays();
    await change(client, await occurrence(master, 3), join, 'SendOnlyToChanged');
    return master;
  }

  test('has that day as a single meeting, with the id of the series and its day', async () => {
    const master = await invitedToThird();
    expect(await itemIn(client, helmi, 'calendar')).toMatchObject({ start: '2026-11-25T10:00:00.000Z' });
    const goid =
      '<t:ExtendedFieldURI DistinguishedPropertySetId="Meeting" PropertyId="3" PropertyType="Binary"/>';
    const own = await client.call(getById(occurrenceId(master, 3, false), goid));
    const entry = await itemIn(client, helmi, 'calendar');
    const theirs = await client.call(getById(`<t:ItemId Id="${entry.id}"/>`, goid), { actFor: helmi });
    expect(theirs.first('Value')).toBe(own.first('Value'));
    expect(theirs.first('CalendarItemType')).toBe('Single');
    const request = await itemIn(client, helmi, 'inbox');
    const shown = await client.call(getById(`<t:ItemId Id="${request.id}"/>`), { actFor: helmi });
    expect([shown.first('CalendarItemType'), shown.first('RecurrenceId')]).toEqual([
      'Exception',
      '2026-11-25T10:00:00Z',
    ]);
  });

  test('answers for that day, and hears of its changes', async () => {
    const master = await invitedToThird();
    await respond(client, 'AcceptItem', await itemIn(client, helmi, 'calendar'), helmi);
    const third = await client.call(getById(occurrenceId(master, 3, false)));
    expect(third.all('OptionalAttendees')[0]?.children[0]?.children[1]?.text).toBe('Accept');
    const place = setField('calendar:Location', '<t:Location>Mänty</t:Location>');
    await change(client, await occurrence(master, 3), place, 'SendOnlyToAll');
    expect(await itemIn(client, helmi, 'calendar')).toMatchObject({ location: 'Mänty', response: 'Accept' });
    await deleteMeeting(client, await occurrence(master, 3), 'SendOnlyToAll');
    expect((await itemIn(client, helmi, 'calendar')).cancelled).toBe(true);
  });

  test('has the series instead once invited to all of it', async () => {
    const master = await invitedToThird();
    await change(client, master, join, 'SendOnlyToChanged');
    const entry = await itemIn(client, helmi, 'calendar');
    const shown = await client.call(getById(`<t:ItemId Id="${entry.id}"/>`), { actFor: helmi });
    expect(shown.first('CalendarItemType')).toBe('RecurringMaster');
  });
});
