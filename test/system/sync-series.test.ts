import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Activity } from '../../src/model/activity.ts';
import { originalAt, type Series, seriesOf } from '../../src/model/occurrences.ts';
import type { Recurrence } from '../../src/model/recurrence.ts';
import {
  carriedOver,
  type ExceptionFields,
  withChangedOccurrence,
  withoutOccurrence,
} from '../../src/model/series-change.ts';
import { instantFromMillis } from '../../src/model/time.ts';
import { dateAt } from '../../src/model/zoned-date.ts';
import { Company } from '../fixtures/company.ts';
import { freshDatabase, type TestDatabase } from '../fixtures/database.ts';
import type { SeededUser } from '../fixtures/database-seed.ts';

const ZONE = 'Europe/Helsinki';
const DAY = 86_400_000;

let database: TestDatabase;
let company: Company;
let onni: SeededUser;

beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  company = await Company.open(database);
  onni = company.seeded.onni;
  await company.switchOn(onni);
  return () => company.close();
});

/** Every day for ten days from tomorrow, an hour long. */
async function addSeries(): Promise<Activity> {
  const start = Math.floor(Date.now() / DAY) * DAY + DAY + 9 * 3600_000;
  const time = {
    kind: 'timed',
    start: instantFromMillis(start),
    end: instantFromMillis(start + 3600_000),
    zone: ZONE,
  } as const;
  const recurrence: Recurrence = {
    pattern: { kind: 'daily', interval: 1 },
    range: { kind: 'count', occurrences: 10 },
    start: dateAt(time.start, ZONE),
    zone: ZONE,
    deleted: [],
    exceptions: [],
  };
  return company.addActivity(onni, 'Daily', 0, 'CalendarEntry', { time, recurrence });
}

async function activity(name = 'Daily'): Promise<Activity & Series> {
  const found = (await company.activities(onni)).find((one) => one.name === name);
  const series = found && seriesOf(found);
  if (!found || !series) throw new Error(`there is no series ${name}`);
  return { ...found, ...series };
}

const item = (subject = 'Daily') => company.exchange.item(onni.email, subject);

const nth = (series: Series, index: number): string => {
  const original = originalAt(series, index);
  if (!original) throw new Error(`the series has no occurrence ${index}`);
  return original;
};
const dateOfNth = (series: Series, index: number) => dateAt(nth(series, index), ZONE);

/** What a person does to occurrences on the calendar page. */
async function edit(index: number, fields: ExceptionFields | 'delete'): Promise<void> {
  const series = await activity();
  const original = nth(series, index);
  const recurrence =
    fields === 'delete'
      ? withoutOccurrence(series, original)
      : withChangedOccurrence(series, original, fields);
  await company.changeActivity(series.id, { recurrence });
}

/** A run that finds everything as it should be: it writes to neither side. */
async function expectCalm(): Promise<void> {
  const since = await company.exchange.latestRequest();
  const { sequence } = await activity();
  await company.runWell(onni);
  const writes = (await company.exchange.operations(onni.email, since)).filter((name) =>
    /Create|Update|Delete/.test(name),
  );
  expect(writes).toEqual([]);
  expect((await activity()).sequence).toBe(sequence);
}

describe('a series of the workspace', () => {
  it('stands in Exchange as one series, with what was deleted and changed in it', async () => {
    await addSeries();
    await edit(2, 'delete');
    await edit(4, { subject: 'Special' });
    await company.runWell(onni, 'switchedOn');
    const series = await activity();
    expect(await item()).toMatchObject({
      recurrence: { pattern: { kind: 'daily', interval: 1 } },
      deletions: [dateOfNth(series, 2)],
      exceptions: [{ date: dateOfNth(series, 4), subject: 'Special' }],
    });
    expect(await company.itemSubjects(onni)).toEqual(['Daily']);
    await expectCalm();
  });

  it('follows a change of the whole and keeps its occurrences', async () => {
    await addSeries();
    await edit(2, 'delete');
    await company.runWell(onni, 'switchedOn');
    const before = await activity();
    const shift = (instant: string) => instantFromMillis(Date.parse(instant) + 2 * 3600_000);
    if (before.time.kind !== 'timed') throw new Error('not timed');
    const time = { ...before.time, start: shift(before.time.start), end: shift(before.time.end) };
    const recurrence = carriedOver(before, { time, recurrence: before.recurrence });
    await company.changeActivity(before.id, { time, recurrence, name: 'Later' });
    await company.runWell(onni);
    expect(await item('Later')).toMatchObject({ deletions: [dateOfNth(before, 2)] });
    expect(Date.parse((await item('Later')).start)).toBe(Date.parse(time.start));
  });

  it('turns into a single entry and back', async () => {
    const { id, recurrence } = await addSeries();
    await company.runWell(onni, 'switchedOn');
    await company.changeActivity(id, { recurrence: null });
    await company.runWell(onni);
    expect((await item()).recurrence).toBeUndefined();
    await company.changeActivity(id, { recurrence });
    await company.runWell(onni);
    expect((await item()).recurrence).toMatchObject({ pattern: { kind: 'daily' } });
    expect(await company.itemSubjects(onni)).toEqual(['Daily']);
  });
});

describe('a series of Exchange', () => {
  it('that began before the window becomes one activity with its exceptions', async () => {
    const start = instantFromMillis(Math.floor(Date.now() / DAY) * DAY - 200 * DAY + 9 * 3600_000);
    const end = instantFromMillis(Date.parse(start) + 3600_000);
    const date = dateAt(instantFromMillis(Date.parse(start) + 201 * DAY), ZONE);
    const recurrence = { pattern: { kind: 'daily', interval: 1 }, range: { kind: 'noEnd' } };
    const exceptions = [{ date, subject: 'Special' }];
    await company.exchange.add(onni.email, [{ subject: 'Daily', start, end, recurrence, exceptions }]);
    await company.runWell(onni, 'switchedOn');
    const made = await activity();
    expect(made.recurrence.exceptions).toMatchObject([{ subject: 'Special' }]);
    expect(made.recurrence).toMatchObject({
      range: { kind: 'endless' },
      pattern: { kind: 'daily', interval: 1 },
    });
    await expectCalm();
  });

  it('is told of an occurrence that is changed and one that is deleted there', async () => {
    await addSeries();
    await company.runWell(onni, 'switchedOn');
    const master = await item();
    await company.exchange.changeOccurrence(
      onni.email,
      { master, index: 3 },
      'calendar:Location',
      '<t:Location>Annex</t:Location>',
    );
    await company.exchange.deleteOccurrence(onni.email, { master, index: 5 });
    await company.runWell(onni);
    const series = await activity();
    expect(series.recurrence.deleted).toEqual([nth(series, 5)]);
    expect(series.recurrence.exceptions).toMatchObject([{ original: nth(series, 3), location: 'Annex' }]);
    await expectCalm();
  });
});

describe('occurrences changed on both sides at once', () => {
  it('both come through', async () => {
    await addSeries();
    await company.runWell(onni, 'switchedOn');
    await edit(2, { text: 'Bring cake' });
    await company.exchange.deleteOccurrence(onni.email, { master: await item(), index: 4 });
    await company.runWell(onni);
    const series = await activity();
    expect(series.recurrence.deleted).toEqual([nth(series, 4)]);
    expect(series.recurrence.exceptions).toMatchObject([{ original: nth(series, 2), text: 'Bring cake' }]);
    expect(await item()).toMatchObject({
      deletions: [dateOfNth(series, 4)],
      exceptions: [{ date: dateOfNth(series, 2) }],
    });
    await expectCalm();
  });

  it('an edit beats a deletion of the same one', async () => {
    await addSeries();
    await company.runWell(onni, 'switchedOn');
    await edit(3, { subject: 'Special' });
    await company.exchange.deleteOccurrence(onni.email, { master: await item(), index: 3 });
    await company.runWell(onni);
    const series = await activity();
    expect(series.recurrence).toMatchObject({ deleted: [], exceptions: [{ subject: 'Special' }] });
    expect(await item()).toMatchObject({ deletions: [], exceptions: [{ subject: 'Special' }] });
    await expectCalm();
  });
});
