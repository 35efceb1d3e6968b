import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  created,
  findItem,
  getItem,
  itemRefs,
  openTestClient,
  setField,
  syncFolderItems,
  type TestClient,
} from '../test-client.ts';
import {
  daily,
  deleteById,
  fiveDays,
  getById,
  moveTo,
  noEnd,
  occurrenceId,
  seriesItem,
  updateById,
  wallTimes,
} from '../test-series.ts';

const mailbox = 'views@esimerkki.example';
const options = { actFor: mailbox };

let client: TestClient;
beforeEach(async () => {
  client = await openTestClient({ seed: 'example' });
  await client.control('POST', 'mailboxes', { primaryAddress: mailbox });
});
afterEach(() => client.sandbox.close());

const view = (start: string, end: string, limit = '') =>
  client.call(
    findItem(
      `<m:CalendarView${limit === '' ? '' : ` MaxEntriesReturned="${limit}"`} StartDate="${start}" EndDate="${end}"/>`,
    ),
    options,
  );
const renamed = setField('item:Subject', '<t:Subject>renamed</t:Subject>');

describe('a calendar view', () => {
  test('shows occurrences and exceptions by their start, and never the master', async () => {
    const master = await fiveDays(client, 'series', options);
    await created(
      client,
      `<t:Subject>single</t:Subject>${wallTimes('2026-11-04', '08:00', '08:30')}`,
      options,
    );
    const change = (index: number, updates: string) =>
      client.call(updateById(occurrenceId(master, index, false), updates, 'AlwaysOverwrite'), options);
    await change(3, moveTo('2026-11-04T05:00:00Z', '2026-11-04T06:00:00Z'));
    await change(4, renamed);
    await client.call(deleteById(occurrenceId(master, 2, false)), options);
    const answer = await view('2026-11-02T00:00:00Z', '2026-11-07T00:00:00Z');
    const shown = answer.all('CalendarItem').map((item) => {
      const text = (name: string) => item.children.find((each) => each.name === name)?.text;
      return [text('Subject'), text('CalendarItemType'), text('Start')?.slice(5, 13)];
    });
    expect(shown).toEqual([
      ['series', 'Occurrence', '11-02T08'],
      ['series', 'Exception', '11-04T05'],
      ['single', 'Single', '11-04T08'],
      ['renamed', 'Exception', '11-05T08'],
      ['series', 'Occurrence', '11-06T08'],
    ]);
    const [first] = itemRefs(answer);
    expect((await client.call(getItem(first ?? master), options)).first('OriginalStart')).toBe(
      '2026-11-02T08:00:00Z',
    );
  });

  test('shows a series that began long before it, and ends with the view', async () => {
    const start = '2012-01-02';
    await created(client, seriesItem(daily(), noEnd(start), wallTimes(start)), options);
    const answer = await view('2026-11-02T00:00:00Z', '2026-11-04T00:00:00Z');
    expect(answer.all('Start').map((each) => each.text)).toEqual([
      '2026-11-02T08:00:00Z',
      '2026-11-03T08:00:00Z',
    ]);
  });

  test('returns no more than it was asked for, and never more than a thousand', async () => {
    await created(client, seriesItem(daily(), noEnd('2026-01-01'), wallTimes('2026-01-01')), options);
    await created(
      client,
      seriesItem(daily(), noEnd('2026-01-01'), wallTimes('2026-01-01', '12:00', '13:00')),
      options,
    );
    const few = await view('2026-01-01T00:00:00Z', '2027-01-01T00:00:00Z', '10');
    expect(few.all('CalendarItem')).toHaveLength(10);
    expect(few.all('RootFolder')[0]?.attributes.get('IncludesLastItemInRange')).toBe('false');
    const many = await view('2026-01-01T00:00:00Z', '2027-12-31T00:00:00Z');
    expect(many.all('CalendarItem')).toHaveLength(1_000);
    expect(many.all('RootFolder')[0]?.attributes.get('IncludesLastItemInRange')).toBe('false');
  });

  test('of more than two years is refused', async () => {
    const answer = await view('2026-01-01T00:00:00Z', '2028-06-01T00:00:00Z');
    expect(answer.codes).toEqual(['ErrorCalendarViewRangeTooBig']);
  });
});

test('without a view the folder holds masters, not occurrences', async () => {
  const master = await fiveDays(client, 'series', options);
  const answer = await client.call(
    findItem('<m:IndexedPageItemView Offset="0" BasePoint="Beginning"/>'),
    options,
  );
  expect(itemRefs(answer)).toEqual([master]);
  expect(answer.first('CalendarItemType')).toBe('RecurringMaster');
  expect(answer.all('Recurrence')).toEqual([]);
});

describe('servers with ways of their own', () => {
  test('may keep masters in a calendar view', async () => {
    await client.control('POST', 'server', { oddities: { calendarViewKeepsMasters: true } });
    const master = await fiveDays(client, 'series', options);
    const answer = await view('2026-11-04T00:00:00Z', '2026-11-07T00:00:00Z');
    expect(itemRefs(answer)).toEqual([master]);
    expect(itemRefs(await view('2026-12-01T00:00:00Z', '2026-12-07T00:00:00Z'))).toEqual([]);
  });

  test('may say nothing of the master when an occurrence changes', async () => {
    await client.control('POST', 'server', { oddities: { masterIgnoresOccurrences: true } });
    const master = await fiveDays(client, 'series', options);
    const state = (await client.call(syncFolderItems(), options)).first('SyncState') ?? '';
    const change = () =>
      client.call(updateById(occurrenceId(master, 2, false), renamed, 'AlwaysOverwrite'), options);
    const [once] = itemRefs(await change());
    const [twice] = itemRefs(await change());
    await client.call(deleteById(occurrenceId(master, 3, false)), options);
    const sync = await client.call(syncFolderItems(state), options);
    expect(sync.all('Update')).toEqual([]);
    const read = await client.call(getItem(master), options);
    expect(itemRefs(read)[0]).toEqual(master);
    expect([read.all('Occurrence').length, read.all('DeletedOccurrence').length]).toEqual([1, 1]);
    expect(once?.changeKey).not.toBe(master.changeKey);
    expect(twice?.changeKey).not.toBe(once?.changeKey);
    const exception = await client.call(getById(occurrenceId(master, 2, false)), options);
    expect(exception.first('Subject')).toBe('renamed');
  });

  test('are Exchange again after a reset', async () => {
    await client.control('POST', 'server', { oddities: { calendarViewKeepsMasters: true } });
    await client.control('POST', 'reset');
    expect((await client.control('GET', 'server')).json).toMatchObject({
      oddities: { calendarViewKeepsMasters: false, masterIgnoresOccurrences: false },
    });
  });
});
