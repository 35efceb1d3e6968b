import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { aino, getItem, type ItemRef, openTestClient, type TestClient } from '../test-client.ts';
import { deleteById, getById, occurrenceId, values } from '../test-series.ts';

interface Shown extends ItemRef {
  readonly recurrence: object;
  readonly exceptions: (ItemRef & { date: string; subject?: string; start: string })[];
  readonly deletions: string[];
}

let dataDir: string;
let client: TestClient;
beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'sandbox-series-'));
  client = await openTestClient({ dataDir });
});
afterEach(async () => {
  await client.sandbox.close();
  rmSync(dataDir, { recursive: true });
});

const weekly = {
  subject: 'stand-up',
  start: '2026-11-02T10:00:00+02:00',
  end: '2026-11-02T10:30:00+02:00',
  recurrence: {
    pattern: { kind: 'weekly', days: ['Monday', 'Thursday'] },
    range: { kind: 'endDate', end: '2026-12-31' },
  },
  exceptions: [
    { date: '2026-11-05', subject: 'longer', end: '2026-11-05T12:00:00+02:00' },
    { date: '2026-11-09', start: '2026-11-10T09:00:00+02:00', end: '2026-11-10T10:00:00+02:00' },
  ],
  deletions: ['2026-11-12'],
};

const post = (items: unknown) => client.control('POST', `mailboxes/${aino}/items`, items);
async function posted(items: unknown): Promise<Shown[]> {
  const { status, json } = await post(items);
  expect(status).toBe(200);
  return json;
}
const shown = async (): Promise<Shown[]> =>
  (await client.control('GET', `mailboxes/${aino}/items?folder=calendar`)).json;

test('series with exceptions and deletions are filled in, and EWS shows them', async () => {
  const [master] = await posted(weekly);
  if (!master) throw new Error('nothing made');
  const answer = await client.call(getItem(master));
  expect(answer.first('DaysOfWeek')).toBe('Monday Thursday');
  expect(answer.first('EndDate')).toBe('2026-12-31Z');
  expect(values(answer, 'Occurrence', 'Start')).toEqual(['2026-11-05T08:00:00Z', '2026-11-10T07:00:00Z']);
  expect(values(answer, 'Occurrence', 'OriginalStart')).toEqual([
    '2026-11-05T08:00:00Z',
    '2026-11-09T08:00:00Z',
  ]);
  expect(values(answer, 'DeletedOccurrence', 'Start')).toEqual(['2026-11-12T08:00:00Z']);
  expect((await client.call(getById(occurrenceId(master, 2)))).first('Subject')).toBe('longer');
});

test('what is shown can be filled in again', async () => {
  const [master] = await posted(weekly);
  expect(master?.recurrence).toEqual({
    pattern: { kind: 'weekly', interval: 1, days: ['Monday', 'Thursday'], firstDayOfWeek: 'Monday' },
    range: { kind: 'endDate', start: '2026-11-02', end: '2026-12-31' },
  });
  expect(master?.exceptions).toMatchObject([
    { date: '2026-11-05', subject: 'longer', start: '2026-11-05T08:00:00.000Z' },
    { date: '2026-11-09', start: '2026-11-10T07:00:00.000Z' },
  ]);
  expect(master?.deletions).toEqual(['2026-11-12']);
});

test('a birthday on 29 February is on the 28th of other years, all day long', async () => {
  const [master] = await posted({
    start: '2024-02-29T00:00:00+02:00',
    end: '2024-03-01T00:00:00+02:00',
    allDay: true,
    recurrence: { pattern: { kind: 'absoluteYearly', month: 'February', dayOfMonth: 29 } },
  });
  const ids = [1, 2, 5].map((index) => occurrenceId(master ?? { id: '', changeKey: '' }, index)).join('');
  const answer = await client.call(getById(ids));
  expect(answer.all('Start').map((each) => each.text)).toEqual([
    '2024-02-28T22:00:00Z',
    '2025-02-27T22:00:00Z',
    '2028-02-28T22:00:00Z',
  ]);
});

test('every pattern is taken, and ranges are open unless they are said', async () => {
  const patterns = [
    { kind: 'daily', interval: 3 },
    { kind: 'absoluteMonthly', interval: 1, dayOfMonth: 31 },
    { kind: 'relativeMonthly', interval: 2, index: 'Last', day: 'Weekday' },
    { kind: 'absoluteYearly', month: 'February', dayOfMonth: 29 },
    { kind: 'relativeYearly', month: 'May', index: 'First', day: 'Monday' },
  ];
  const { start, end } = weekly;
  const made = await posted(patterns.map((pattern) => ({ start, end, recurrence: { pattern } })));
  expect(made.map((item) => item.recurrence)).toEqual(
    patterns.map((pattern) => ({ pattern, range: expect.objectContaining({ kind: 'noEnd' }) })),
  );
});

test('what cannot be is refused with the reason, and nothing is made', async () => {
  const before = await shown();
  const { exceptions, deletions, ...plain } = weekly;
  const cases = [
    [{ ...weekly, recurrence: undefined }, /recurrence/],
    [{ ...plain, deletions: ['2026-11-03'] }, /no occurrence on 2026-11-03/],
    [{ ...plain, deletions: ['2026-02-30'] }, /date/],
    [
      {
        ...plain,
        exceptions: [{ ...exceptions[1], start: '2026-11-20T09:00:00Z', end: '2026-11-20T10:00:00Z' }],
      },
      /ErrorOccurrenceCrossingBoundary/,
    ],
  ] as const;
  for (const [item, reason] of cases) {
    const { status, json } = await post([plain, item]);
    expect([status, (json as { error: string }).error]).toEqual([400, expect.stringMatching(reason)]);
  }
  expect(await shown()).toEqual(before);
  expect(deletions).toHaveLength(1);
});

test('a series survives a restart with its exceptions, its deletions and every id', async () => {
  const [master] = await posted(weekly);
  if (!master) throw new Error('nothing made');
  await client.call(deleteById(occurrenceId(master, 8, false)));
  const before = await shown();
  await client.sandbox.close();
  client = await openTestClient({ dataDir });
  expect(await shown()).toEqual(before);
  expect(before.at(-1)?.deletions).toEqual(['2026-11-12', '2026-11-26']);
});

test('moving the mailbox changes the ids of master and exceptions, and nothing else', async () => {
  const [master] = await posted(weekly);
  await client.control('POST', `mailboxes/${aino}/move`);
  const after = (await shown()).at(-1);
  expect(after?.id).not.toBe(master?.id);
  expect(after?.exceptions.map((each) => each.id)).not.toEqual(master?.exceptions.map((each) => each.id));
  const [exception] = master?.exceptions ?? [];
  expect((await client.call(getItem(exception ?? { id: '', changeKey: '' }))).codes).toEqual([
    'ErrorItemNotFound',
  ]);
  expect(
    (await client.call(getItem(after?.exceptions[0] ?? { id: '', changeKey: '' }))).first('Subject'),
  ).toBe('longer');
  expect(after?.deletions).toEqual(master?.deletions);
});
