import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Activity } from '../../src/model/activity.ts';
import { originalAt, type Series, seriesOf } from '../../src/model/occurrences.ts';
import type { Recurrence } from '../../src/model/recurrence.ts';
import { withChangedOccurrence, withoutOccurrence } from '../../src/model/series-change.ts';
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

/** Every day for ten days from tomorrow, without the second one, the fourth under another name. */
async function addSeries(): Promise<void> {
  const start = Math.floor(Date.now() / DAY) * DAY + DAY + 9 * 3600_000;
  const [from, to] = [instantFromMillis(start), instantFromMillis(start + 3600_000)];
  const time = { kind: 'timed', start: from, end: to, zone: ZONE } as const;
  const rule: Recurrence = {
    pattern: { kind: 'daily', interval: 1 },
    range: { kind: 'count', occurrences: 10 },
    start: dateAt(from, ZONE),
    zone: ZONE,
    deleted: [],
    exceptions: [],
  };
  const second = nth({ time, recurrence: rule }, 2);
  const fourth = nth({ time, recurrence: rule }, 4);
  const thinned = withoutOccurrence({ time, recurrence: rule }, second);
  const recurrence = withChangedOccurrence({ time, recurrence: thinned }, fourth, { subject: 'Special' });
  await company.addActivity(onni, 'Daily', 0, 'CalendarEntry', { time, recurrence });
}

async function activity(): Promise<Activity & Series> {
  const [found] = await company.activities(onni);
  const series = found && seriesOf(found);
  if (!found || !series) throw new Error('there is no series');
  return { ...found, ...series };
}

function nth(series: Series, index: number): string {
  const original = originalAt(series, index);
  if (!original) throw new Error(`the series has no occurrence ${index}`);
  return original;
}

/** The requests of one run, by the server's own log. */
async function costOfRun(): Promise<readonly string[]> {
  const since = await company.exchange.latestRequest();
  await company.runWell(onni);
  return company.exchange.operations(onni.email, since);
}

const item = () => company.exchange.item(onni.email, 'Daily');

describe('what a run costs where there are series', () => {
  beforeEach(async () => {
    await addSeries();
    await company.runWell(onni, 'switchedOn');
    // Hears its own writes back once.
    await company.runWell(onni);
  });

  it('is one request where nothing happened', async () => {
    expect(await costOfRun()).toEqual(['SyncFolderItems']);
  });

  it('is three where one occurrence changed in the workspace', async () => {
    const series = await activity();
    const recurrence = withChangedOccurrence(series, nth(series, 6), { location: 'Attic' });
    await company.changeActivity(series.id, { recurrence });
    expect(await costOfRun()).toEqual(['SyncFolderItems', 'UpdateItem', 'GetItem']);
  });

  it('is three where one occurrence changed in Exchange', async () => {
    const at = { master: await item(), index: 7 };
    await company.exchange.changeOccurrence(
      onni.email,
      at,
      'calendar:Location',
      '<t:Location>Annex</t:Location>',
    );
    expect(await costOfRun()).toEqual(['SyncFolderItems', 'GetItem', 'GetItem']);
  });
});

describe('a series whose making was cut off', () => {
  it.each([
    ['before an occurrence was deleted', 'DeleteItem'],
    ['before an occurrence was changed', 'UpdateItem'],
  ])('%s stands whole after the next run, once', async (_when, operation) => {
    await addSeries();
    await company.exchange.control('POST', 'faults', { operation, count: 50, fault: { kind: 'dropBefore' } });
    expect((await company.run(onni, 'switchedOn')).outcome.state).not.toBe('succeeded');
    await company.exchange.control('DELETE', 'faults');
    await company.runWell(onni);
    const series = await activity();
    expect(await company.itemSubjects(onni)).toEqual(['Daily']);
    expect(await item()).toMatchObject({
      deletions: [dateAt(nth(series, 2), ZONE)],
      exceptions: [{ date: dateAt(nth(series, 4), ZONE), subject: 'Special' }],
    });
    expect(series.recurrence).toMatchObject({
      deleted: [nth(series, 2)],
      exceptions: [{ subject: 'Special' }],
    });
  });
});
