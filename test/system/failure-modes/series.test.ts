/** What other synchronizers are known to do to series, and Tahti must not. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Series, seriesOf } from '../../../src/model/occurrences.ts';
import { carriedOver } from '../../../src/model/series-change.ts';
import { instantFromMillis } from '../../../src/model/time.ts';
import { dateAt } from '../../../src/model/zoned-date.ts';
import type { Company } from '../../fixtures/company.ts';
import { freshDatabase, type TestDatabase } from '../../fixtures/database.ts';
import type { SeededUser } from '../../fixtures/database-seed.ts';
import { OneMailbox } from '../../fixtures/one-mailbox.ts';

const DAY = 86_400_000;
const HOUR = 3600_000;
const ZONE = 'Europe/Helsinki';

/** Tomorrow at nine by UTC: far from any border of a day. */
const FIRST = Math.floor(Date.now() / DAY) * DAY + DAY + 9 * HOUR;

let database: TestDatabase;
let one: OneMailbox;
let company: Company;
let onni: SeededUser;

beforeAll(async () => {
  database = await freshDatabase();
});

afterAll(() => database.close());

beforeEach(async () => {
  one = await OneMailbox.open(database);
  company = one.company;
  onni = one.onni;
});

afterEach(() => company.close());

const dateOf = (index: number) => dateAt(instantFromMillis(FIRST + index * DAY), ZONE);

/** Ten days in Exchange, an hour each, the fifth called Special and the seventh deleted. */
async function addDaily(begins = FIRST): Promise<void> {
  await company.exchange.add(onni.email, [
    {
      subject: 'Daily',
      start: instantFromMillis(begins),
      end: instantFromMillis(begins + HOUR),
      recurrence: { pattern: { kind: 'daily', interval: 1 }, range: { kind: 'numbered', count: 10 } },
      exceptions: [{ date: dateOf(4), subject: 'Special' }],
      deletions: [dateOf(6)],
    },
  ]);
  await company.runWell(onni);
}

const master = () => company.exchange.item(onni.email, 'Daily');

async function series(): Promise<Series & { readonly id: string }> {
  const [activity] = await company.activities(onni);
  const found = activity && seriesOf(activity);
  if (!found) throw new Error('there is no series');
  return { id: activity.id, ...found };
}

async function expectWhole(): Promise<void> {
  const { recurrence } = await series();
  expect(recurrence.exceptions).toMatchObject([{ subject: 'Special' }]);
  expect(recurrence.deleted).toHaveLength(1);
  expect(await master()).toMatchObject({
    exceptions: [{ date: dateOf(4), subject: 'Special' }],
    deletions: [dateOf(6)],
  });
}

const shown = () =>
  company.exchange.starts(onni.email, instantFromMillis(FIRST - DAY), instantFromMillis(FIRST + 20 * DAY));

describe('a series', () => {
  it('keeps its exceptions on both sides when either side changes the whole of it', async () => {
    await addDaily();
    await company.changeActivity((await series()).id, { location: 'Koivu' });
    await company.runWell(onni);
    await expectWhole();
    await company.exchange.change(
      onni.email,
      await master(),
      'item:Body',
      '<t:Body BodyType="Text">Agenda</t:Body>',
    );
    await company.runWell(onni);
    await expectWhole();
    await one.expectEach(['Daily']);
  });

  it('keeps its deleted occurrences deleted when it is edited, read anew, and stands on another server', async () => {
    await addDaily();
    await company.changeActivity((await series()).id, { location: 'Koivu' });
    await one.fault('SyncFolderItems', { kind: 'invalidSyncState' });
    await company.runWell(onni);
    await company.exchange.control('POST', `mailboxes/${onni.email}/move`);
    await company.runWell(onni);
    await company.changeActivity((await series()).id, { name: 'Daily', notes: 'Agenda' });
    await company.runWell(onni);
    expect(await shown()).toHaveLength(9);
    await expectWhole();
    await one.expectEach(['Daily']);
  });

  it('that is moved by a day takes its occurrences along, and none is pushed back as an orphan', async () => {
    await addDaily();
    const before = await series();
    const start = instantFromMillis(FIRST + DAY);
    const time = { kind: 'timed', start, end: instantFromMillis(FIRST + DAY + HOUR), zone: ZONE } as const;
    const moved = { time, recurrence: { ...before.recurrence, start: dateAt(start, ZONE) } };
    await company.changeActivity(before.id, { time, recurrence: carriedOver(before, moved) });
    await company.runWell(onni);
    const starts = await shown();
    expect(starts[0]).toBe(start);
    expect(starts.at(-1)).toBe(instantFromMillis(FIRST + 10 * DAY));
    expect(new Set(starts.map((instant) => instant.slice(11)))).toHaveProperty('size', 1);
    await one.expectEach(['Daily']);
    // What stands in Exchange is one series: nothing of it was written as an entry of its own.
    expect(await company.exchange.items(onni.email)).toHaveLength(1);
  });

  it('that began long before the window is one activity, and its occurrences of today can be changed', async () => {
    const begins = FIRST - 200 * DAY;
    const recurrence = { pattern: { kind: 'daily', interval: 1 }, range: { kind: 'noEnd' } };
    const end = instantFromMillis(begins + HOUR);
    await company.exchange.add(onni.email, [
      { subject: 'Daily', start: instantFromMillis(begins), end, recurrence },
    ]);
    await company.runWell(onni);
    expect((await series()).recurrence.range).toEqual({ kind: 'endless' });
    // Helsinki may have changed its clocks since then: the occurrence is named by its place in the series.
    await company.exchange.changeOccurrence(
      onni.email,
      { master: await master(), index: 201 },
      'calendar:Location',
      '<t:Location>Annex</t:Location>',
    );
    await company.runWell(onni);
    expect((await series()).recurrence.exceptions).toMatchObject([{ location: 'Annex' }]);
    await one.expectEach(['Daily']);
  });
});
