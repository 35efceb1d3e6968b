import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  type Answer,
  created,
  deleteItem,
  findItem,
  markPath,
  openTestClient,
  type TestClient,
} from '../../test-client.ts';

let client: TestClient;
const address = 'finder@esimerkki.example';
const options = { user: address, password: 'tahti-demo', actFor: null };

beforeAll(async () => {
  client = await openTestClient({ seed: 'empty' });
  await client.control('POST', 'mailboxes', { primaryAddress: address });
  for (const [day, subject, mark] of [
    ['23', 'Beta', 'm1'],
    ['24', 'alpha', 'm2'],
    ['25', 'Gamma', ''],
  ]) {
    const property = mark
      ? `<t:ExtendedProperty>${markPath}<t:Value>${mark}</t:Value></t:ExtendedProperty>`
      : '';
    const times = `<t:Start>2026-11-${day}T10:00:00Z</t:Start><t:End>2026-11-${day}T11:00:00Z</t:End>`;
    await created(client, `<t:Subject>${subject}</t:Subject>${property}${times}`, options);
  }
});
afterAll(() => client.sandbox.close());

const subjects = (answer: Answer) => answer.all('Subject').map((each) => each.text);
const page = (offset = 0, size = 100, base = 'Beginning') =>
  `<m:IndexedPageItemView MaxEntriesReturned="${size}" Offset="${offset}" BasePoint="${base}"/>`;
const restrict = (expression: string) => `<m:Restriction>${expression}</m:Restriction>`;
const constant = (value: string) =>
  `<t:FieldURIOrConstant><t:Constant Value="${value}"/></t:FieldURIOrConstant>`;
const find = (restriction: string, view = page()) =>
  client.call(findItem(view, restriction, markPath), options);

describe('restrictions', () => {
  test('find an item by its extended property, or by having it', async () => {
    const equal = restrict(`<t:IsEqualTo>${markPath}${constant('m2')}</t:IsEqualTo>`);
    expect(subjects(await find(equal))).toEqual(['alpha']);
    expect(subjects(await find(restrict(`<t:Exists>${markPath}</t:Exists>`)))).toEqual(['Beta', 'alpha']);
    const none = restrict(`<t:Not><t:Exists>${markPath}</t:Exists></t:Not>`);
    expect(subjects(await find(none))).toEqual(['Gamma']);
  });

  test('combine and compare times and texts', async () => {
    const after = `<t:IsGreaterThan><t:FieldURI FieldURI="calendar:Start"/>${constant('2026-11-23T12:00:00Z')}</t:IsGreaterThan>`;
    const named = `<t:IsEqualTo><t:FieldURI FieldURI="item:Subject"/>${constant('GAMMA')}</t:IsEqualTo>`;
    expect(subjects(await find(restrict(after)))).toEqual(['alpha', 'Gamma']);
    expect(subjects(await find(restrict(`<t:And>${after}${named}</t:And>`)))).toEqual(['Gamma']);
    const contains =
      '<t:Contains ContainmentMode="Substring" ContainmentComparison="IgnoreCase"><t:FieldURI FieldURI="item:Subject"/><t:Constant Value="ET"/></t:Contains>';
    expect(subjects(await find(restrict(`<t:Or>${contains}${named}</t:Or>`)))).toEqual(['Beta', 'Gamma']);
  });

  test('a list fits when one of its values does', async () => {
    const times = '<t:Start>2026-12-01T10:00:00Z</t:Start>';
    const categories = '<t:Categories><t:String>Red</t:String><t:String>Blue</t:String></t:Categories>';
    const ref = await created(client, `<t:Subject>Listed</t:Subject>${categories}${times}`, options);
    const blue = `<t:IsEqualTo><t:FieldURI FieldURI="item:Categories"/>${constant('Blue')}</t:IsEqualTo>`;
    expect(subjects(await find(restrict(blue)))).toEqual(['Listed']);
    await client.call(deleteItem(ref, 'HardDelete'), options);
  });

  test('a value of the wrong kind and a property that cannot be searched are refused', async () => {
    const bad = `<t:IsEqualTo><t:FieldURI FieldURI="calendar:Start"/>${constant('tomorrow')}</t:IsEqualTo>`;
    expect((await find(restrict(bad))).codes).toEqual(['ErrorInvalidValueForProperty']);
    const body = '<t:Exists><t:FieldURI FieldURI="item:Body"/></t:Exists>';
    expect((await find(restrict(body))).codes).toEqual(['ErrorUnsupportedPathForQuery']);
  });
});

describe('pages and order', () => {
  const sorted = (field: string, order: string) =>
    `<m:SortOrder><t:FieldOrder Order="${order}"><t:FieldURI FieldURI="${field}"/></t:FieldOrder></m:SortOrder>`;

  test('a page tells where the next one starts, and the last one says so', async () => {
    const first = await find('', page(0, 2));
    const root = first.all('RootFolder')[0]?.attributes;
    expect([root?.get('IndexedPagingOffset'), root?.get('TotalItemsInView')]).toEqual(['2', '3']);
    expect([subjects(first).length, root?.get('IncludesLastItemInRange')]).toEqual([2, 'false']);
    const second = await find('', page(2, 2));
    expect(second.all('RootFolder')[0]?.attributes.get('IncludesLastItemInRange')).toBe('true');
  });

  test('items are sorted as asked', async () => {
    const byName = await find(sorted('item:Subject', 'Ascending'));
    expect(subjects(byName)).toEqual(['alpha', 'Beta', 'Gamma']);
    const byStart = await find(sorted('calendar:Start', 'Descending'));
    expect(subjects(byStart)).toEqual(['Gamma', 'alpha', 'Beta']);
    const body = await find(sorted('item:Body', 'Ascending'));
    expect(body.codes).toEqual(['ErrorUnsupportedPathForSortGroup']);
  });

  test('impossible pages are refused', async () => {
    expect((await find('', page(0, 0))).codes).toEqual(['ErrorInvalidPagingMaxRows']);
    expect((await find('', page(-1, 5))).codes).toEqual(['ErrorInvalidIndexedPagingParameters']);
  });
});

describe('CalendarView', () => {
  const view = (start: string, end: string, limit = '') =>
    find('', `<m:CalendarView ${limit} StartDate="${start}" EndDate="${end}"/>`);

  test('gives what overlaps the range, by start', async () => {
    const answer = await view('2026-11-24T10:59:00Z', '2026-11-25T10:01:00Z');
    expect(subjects(answer)).toEqual(['alpha', 'Gamma']);
    expect(subjects(await view('2026-11-24T11:00:00Z', '2026-11-25T10:00:00Z'))).toEqual([]);
  });

  test('is cut at its limit and says that there is more', async () => {
    const answer = await view('2026-11-01T00:00:00Z', '2026-12-01T00:00:00Z', 'MaxEntriesReturned="2"');
    expect(subjects(answer)).toEqual(['Beta', 'alpha']);
    expect(answer.all('RootFolder')[0]?.attributes.get('IncludesLastItemInRange')).toBe('false');
  });

  test('refuses more than two years, a reversed range and a folder that is no calendar', async () => {
    expect((await view('2026-01-01T00:00:00Z', '2029-01-01T00:00:00Z')).codes).toEqual([
      'ErrorCalendarViewRangeTooBig',
    ]);
    expect((await view('2026-02-01T00:00:00Z', '2026-01-01T00:00:00Z')).codes).toEqual([
      'ErrorCalendarEndDateIsEarlierThanStartDate',
    ]);
    const inbox = findItem(
      '<m:CalendarView StartDate="2026-01-01T00:00:00Z" EndDate="2026-02-01T00:00:00Z"/>',
      '',
      '',
      'inbox',
    );
    expect((await client.call(inbox, options)).codes).toEqual([
      'ErrorCalendarFolderIsInvalidForCalendarView',
    ]);
  });
});

test('an answer has no bodies, no lists of people, only the name of the organizer, and long values cut', async () => {
  const ref = `<t:Subject>Long</t:Subject><t:Body BodyType="Text">secret</t:Body><t:ExtendedProperty>${markPath}<t:Value>${'x'.repeat(400)}</t:Value></t:ExtendedProperty>`;
  await created(client, ref, options);
  const byName = restrict(
    `<t:IsEqualTo><t:FieldURI FieldURI="item:Subject"/>${constant('Long')}</t:IsEqualTo>`,
  );
  const paths = `${markPath}<t:FieldURI FieldURI="item:Body"/><t:FieldURI FieldURI="calendar:RequiredAttendees"/>`;
  const answer = await client.call(findItem(page(), byName, paths), options);
  expect(answer.all('Body')).toEqual([]);
  expect(answer.first('Value')).toHaveLength(255);
  expect(answer.all('Organizer')[0]?.children[0]?.children.map((each) => each.name)).toEqual(['Name']);
});
