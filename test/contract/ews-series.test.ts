import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { CalendarEntry, SideEntry } from '../../src/model/calendar-entry.ts';
import type { Recurrence } from '../../src/model/recurrence.ts';
import type { EwsConnection } from '../../src/sides/ews/connection.ts';
import type { EwsSide } from '../../src/sides/ews/ews-side.ts';
import { type EwsVersion, traitsOf } from '../../src/sides/ews/versions.ts';
import { TestExchange } from '../fixtures/exchange.ts';
import type { Outlook } from '../fixtures/outlook.ts';
import { change, done, kindOf, make, readAll, readOne, unhurried } from './side-harness.ts';
import { allDay, sample, timed } from './side-samples.ts';

let exchange: TestExchange;
let connection: EwsConnection;
let side: EwsSide;
let address: string;
let outlook: Outlook;
let version: EwsVersion = 'subscription-edition';

async function open(): Promise<void> {
  ({ address, outlook } = await exchange.newMailbox(traitsOf(version).schema));
  await again();
}

/** As after a restart: nothing is remembered but what stands in the mailbox. */
async function again(): Promise<void> {
  connection = exchange.connect({ version, retry: { attempts: 1, firstPause: 1, longestPause: 2 } });
  side = connection.side({ mailboxAddress: address, userZone: 'Europe/Helsinki' });
}

const WEEKLY: Recurrence = {
  pattern: { kind: 'weekly', interval: 1, days: ['TU'], firstDayOfWeek: 'MO' },
  range: { kind: 'count', occurrences: 10 },
  start: '2026-12-01',
  zone: 'Europe/Helsinki',
  deleted: [],
  exceptions: [],
};
/** The starts of the weekly series: Tuesdays at 10 in Helsinki. */
const tuesday = (n: number) =>
  new Date(Date.parse('2026-12-01T08:00:00Z') + (n - 1) * 7 * 24 * 3600_000).toISOString();
const hour = (start: string, later = 0) => {
  const begin = Date.parse(start) + later * 3600_000;
  return timed(new Date(begin).toISOString(), new Date(begin + 3600_000).toISOString());
};
const moved = (n: number, hours = 2) => ({ original: tuesday(n), time: hour(tuesday(n), hours) });
const series = (more: Partial<Recurrence> = {}, fields: Partial<CalendarEntry> = {}) =>
  sample({ side }, { recurrence: { ...WEEKLY, ...more }, ...fields });

/** Requests that `work` costs in this mailbox, by the server's own log. */
async function requestsOf(work: () => Promise<unknown>): Promise<string[]> {
  const log = async () =>
    (await exchange.control('GET', '/sandbox/requests')) as { operation: string; mailbox: string }[];
  const before = (await log()).length;
  await work();
  return (await log())
    .slice(before)
    .filter((one) => one.mailbox === address)
    .map((one) => one.operation);
}

const rule = (entry: SideEntry) => entry.entry.recurrence as Recurrence;
/** 2007 keeps no first day of the week; everything else of a rule comes back. */
const sameRule = (entry: SideEntry, wanted: Partial<Recurrence>) =>
  expect({ ...rule(entry), pattern: null }).toEqual({ ...WEEKLY, ...wanted, pattern: null });
const fault = (operation: string, kind: object, count = 1, skip = 0) =>
  exchange.fault({ operation, mailbox: address, count, skip, fault: kind });
const update = async (before: SideEntry, recurrence: Recurrence, knows = true) => {
  const { id, version: seen, entry } = before;
  const request = { id, version: seen, patch: { recurrence }, ...(knows ? { before: entry } : {}) };
  return (await side.update([request], unhurried()))[0];
};

describe.each([
  ['SE', 'subscription-edition'],
  ['2010', '2010'],
  ['2007_SP1', '2007-sp1'],
] as const)('series on Exchange %s', (server, asked) => {
  beforeAll(async () => {
    version = asked;
    exchange = await TestExchange.start();
    await exchange.control('POST', '/sandbox/server', { version: server });
  });
  afterAll(() => exchange.close());
  beforeEach(open);
  afterEach(async () => {
    await exchange.control('DELETE', '/sandbox/faults');
    await connection.close();
  });

  describe('creating', () => {
    test('a plain series comes back as it was given', async () => {
      const made = await make(side, series());
      sameRule(made, {});
      expect(await readOne(side, made.id)).toEqual(made);
    });

    test('a series with deleted and changed occurrences comes back whole, in one piece', async () => {
      const wanted = {
        deleted: [tuesday(2), tuesday(5)],
        exceptions: [
          {
            ...moved(3),
            subject: 'Elsewhere',
            location: 'Room 9',
            text: 'Other notes.',
            busy: 'free' as const,
          },
          { ...moved(7, 26), isPrivate: true },
        ],
      };
      const made = await make(side, series(wanted));
      sameRule(made, wanted);
      expect(await readOne(side, made.id)).toEqual(made);
      expect((await outlook.list()).length).toBe(1);
    });

    test('an all-day series names its occurrences by dates', async () => {
      const wanted: Partial<Recurrence> = {
        pattern: { kind: 'daily', interval: 2 },
        deleted: ['2026-12-05'],
        exceptions: [{ original: '2026-12-03', time: allDay('2026-12-03', '2026-12-04'), subject: 'Away' }],
      };
      const made = await make(side, series(wanted, { time: allDay('2026-12-01', '2026-12-02') }));
      sameRule(made, wanted);
      expect(made.entry.time).toEqual(allDay('2026-12-01', '2026-12-02'));
    });

    test('an all-day series of another zone keeps its days, changed by a user elsewhere', async () => {
      const rule: Partial<Recurrence> = { pattern: { kind: 'daily', interval: 1 }, zone: 'America/New_York' };
      const time = allDay('2026-12-01', '2026-12-02');
      const theirs = connection.side({ mailboxAddress: address, userZone: 'America/New_York' });
      const made = await make(theirs, series({ ...rule, deleted: ['2026-12-04'] }, { time }));
      const here = await readOne(side, made.id);
      const exceptions = [
        { original: '2026-12-03', time: allDay('2026-12-03', '2026-12-04'), subject: 'Away' },
      ];
      const next = {
        ...(here.entry.recurrence as Recurrence),
        exceptions,
        deleted: ['2026-12-04', '2026-12-06'],
      };
      const changed = done(await update(here, next));
      expect(changed.entry.recurrence).toEqual(next);
      const restored = done(await update(changed, { ...next, deleted: ['2026-12-06'] }));
      expect(restored.entry.recurrence).toMatchObject({ exceptions, deleted: ['2026-12-06'] });
      expect(restored.entry.time).toEqual(time);
    });

    test('occurrences on both sides of a clock change stay at their hour', async () => {
      const wanted = {
        range: { kind: 'count', occurrences: 30 } as const,
        exceptions: [
          {
            original: '2027-04-06T07:00:00.000Z',
            time: timed('2027-04-06T09:00:00.000Z', '2027-04-06T10:00:00.000Z'),
          },
        ],
        deleted: ['2027-04-13T07:00:00.000Z'],
      };
      sameRule(await make(side, series(wanted)), wanted);
    });

    test('a series planned in another zone than the user’s keeps that zone', async () => {
      const wanted = { zone: 'America/New_York', deleted: ['2026-12-08T14:00:00.000Z'] };
      const time = timed('2026-12-01T14:00:00.000Z', '2026-12-01T15:00:00.000Z', 'America/New_York');
      sameRule(await make(side, series(wanted, { time })), wanted);
    });

    test('many series with exceptions cost no more requests than one', async () => {
      const wanted = { deleted: [tuesday(2)], exceptions: [moved(3), moved(4)] };
      const requests = Array.from({ length: 20 }, (_, n) => ({
        key: crypto.randomUUID(),
        entry: series(wanted, { subject: `Series ${n}` }),
      }));
      const cost = await requestsOf(async () => {
        for (const outcome of await side.create(requests, unhurried())) sameRule(done(outcome), wanted);
      });
      expect(cost).toEqual(['CreateItem', 'DeleteItem', 'UpdateItem', 'UpdateItem', 'GetItem']);
    });

    test('what Exchange refuses of one occurrence is told, and the rest is done', async () => {
      const wanted = { exceptions: [moved(3, 7 * 24 + 2), moved(5)] };
      const made = await make(side, series(wanted));
      sameRule(made, { exceptions: [moved(5)] });
      expect(made.remarks?.map(({ code, advice }) => [code, advice])).toEqual([
        ['ErrorOccurrenceCrossingBoundary', 'ewsOccurrenceRefused'],
      ]);
      expect((await readOne(side, made.id)).entry).toEqual(made.entry);
    });

    test('occurrences that move past each other’s old places find their way', async () => {
      const wanted = { exceptions: [3, 4, 5].map((n) => moved(n, 8 * 24)), deleted: [tuesday(6)] };
      const made = await make(side, series(wanted));
      sameRule(made, wanted);
    });

    test('a rule without any occurrence is an error of this entry', async () => {
      const range = { kind: 'until', lastDate: '2026-11-01' } as const;
      const [outcome] = await side.create(
        [{ key: crypto.randomUUID(), entry: series({ range }) }],
        unhurried(),
      );
      expect(kindOf(outcome)).toBe('entry');
    });
  });

  describe('dying half-way', () => {
    const WANTED = { deleted: [tuesday(2)], exceptions: [{ ...moved(3), subject: 'Moved' }] };

    test.each([
      ['before the occurrences are deleted', 'DeleteItem', 0],
      ['before the occurrences are changed', 'UpdateItem', 0],
      ['before our note is taken out', 'UpdateItem', 1],
    ])('%s: the next run finds the series by its mark and finishes it', async (_when, operation, skip) => {
      const key = crypto.randomUUID();
      await fault(operation, { kind: 'dropBefore' }, 100, skip);
      const [outcome] = await side.create([{ key, entry: series(WANTED) }], unhurried());
      expect(kindOf(outcome)).toBe('retry');
      await exchange.control('DELETE', '/sandbox/faults');
      await connection.close();
      await again();
      const found = (await side.findByKeys([key], unhurried())).get(key);
      if (!found) throw new Error('the series was not found by its key');
      sameRule(found, WANTED);
      expect(await outlook.list()).toHaveLength(1);
      expect(await requestsOf(() => side.read([found.id], unhurried()))).toEqual(['GetItem', 'GetItem']);
    });

    test('a reader who only looks tells what stands there, and writes nothing', async () => {
      await fault('UpdateItem', { kind: 'dropBefore' }, 100);
      const key = crypto.randomUUID();
      await side.create([{ key, entry: series(WANTED) }], unhurried());
      await exchange.control('DELETE', '/sandbox/faults');
      const looking = connection.side({
        mailboxAddress: address,
        userZone: 'Europe/Helsinki',
        readOnly: true,
      });
      const found = (await looking.findByKeys([key], unhurried())).get(key);
      expect(found?.entry.recurrence).toMatchObject({ deleted: WANTED.deleted, exceptions: [] });
      sameRule(await readOne(side, found?.id ?? ''), WANTED);
    });

    test('in the middle of a restored occurrence, without its rule: it is a series again', async () => {
      const made = await make(side, series(WANTED));
      await fault('UpdateItem', { kind: 'dropBefore' }, 100, 1);
      expect(kindOf(await update(made, { ...rule(made), deleted: [] }))).toBe('retry');
      await exchange.control('DELETE', '/sandbox/faults');
      await again();
      const told = await readOne(side, made.id);
      sameRule(told, { ...WANTED, deleted: [] });
    });
  });

  describe('updating', () => {
    const WANTED = { deleted: [tuesday(2)], exceptions: [{ ...moved(3), subject: 'Moved' }, moved(6)] };

    test('one occurrence is changed by one write and one reading', async () => {
      const made = await make(side, series(WANTED));
      const next = { ...rule(made), exceptions: [...WANTED.exceptions, { ...moved(8), location: 'Attic' }] };
      const cost = await requestsOf(async () => sameRule(done(await update(made, next)), next));
      expect(cost).toEqual(['UpdateItem', 'GetItem']);
    });

    test('a changed occurrence gets the series’ own values back', async () => {
      const made = await make(side, series(WANTED));
      const next = { ...rule(made), exceptions: [moved(6)] };
      sameRule(done(await update(made, next)), { ...WANTED, exceptions: [moved(6)] });
    });

    test('exceptions that did not change are not written', async () => {
      const made = await make(side, series(WANTED));
      const next = { ...rule(made), exceptions: [{ ...moved(3), subject: 'Twice moved' }, moved(6)] };
      const changed = done(await update(made, next));
      sameRule(changed, next);
      // Nothing differs now: nothing is written.
      expect(await requestsOf(async () => done(await update(changed, next)))).toEqual(['GetItem', 'GetItem']);
    });

    test('one occurrence is deleted after a look at what stands at its place', async () => {
      const made = await make(side, series(WANTED));
      const next = { ...rule(made), deleted: [tuesday(2), tuesday(4)] };
      const cost = await requestsOf(async () => sameRule(done(await update(made, next)), next));
      expect(cost).toEqual(['GetItem', 'DeleteItem', 'GetItem']);
    });

    test('a deleted occurrence comes back, and the other changes with it', async () => {
      const made = await make(side, series({ ...WANTED, deleted: [tuesday(2), tuesday(4)] }));
      const next = { ...rule(made), deleted: [tuesday(4)] };
      const changed = done(await update(made, next));
      sameRule(changed, next);
      expect(await readOne(side, made.id)).toEqual(changed);
    });

    test('another rule keeps the occurrences that were changed, and only those that it still has', async () => {
      const made = await make(side, series(WANTED));
      const next: Recurrence = { ...rule(made), range: { kind: 'count', occurrences: 12 } };
      sameRule(done(await update(made, next)), next);
    });

    test('moving the whole series takes its changed and deleted occurrences along', async () => {
      const made = await make(side, series(WANTED));
      const { id, version: seen, entry: before } = made;
      const patch = { time: timed('2026-12-01T08:00:00.000Z', '2026-12-01T09:30:00.000Z') };
      const changed = done((await side.update([{ id, version: seen, patch, before }], unhurried()))[0]);
      expect(changed.entry.time).toEqual(patch.time);
      sameRule(changed, WANTED);
    });

    test('a single entry becomes a series, and a series a single entry', async () => {
      const single = await make(side, sample({ side }));
      const recurrence = { ...WEEKLY, ...WANTED };
      const repeated = done(await update(single, recurrence));
      sameRule(repeated, WANTED);
      const { id, version: seen, entry: before } = repeated;
      const patch = { recurrence: null };
      const back = done((await side.update([{ id, version: seen, patch, before }], unhurried()))[0]);
      expect(back.entry).toEqual(single.entry);
    });

    test('without word of what stood there it asks, and does the same', async () => {
      const made = await make(side, series(WANTED));
      const next = { ...rule(made), exceptions: [moved(6)], deleted: [tuesday(2), tuesday(9)] };
      sameRule(done(await update(made, next, false)), next);
    });

    test('what another client changed meanwhile is stale, and nothing is done', async () => {
      const made = await make(side, series(WANTED));
      await outlook.update(made.id, { location: 'Theirs' });
      const before = await readOne(side, made.id);
      for (const next of [
        { ...rule(made), exceptions: [moved(6)] },
        { ...rule(made), deleted: [tuesday(2), tuesday(4)] },
        { ...rule(made), deleted: [] },
        { ...rule(made), deleted: [tuesday(2), tuesday(4)], exceptions: [moved(9)] },
      ])
        expect(kindOf(await update(made, next))).toBe('stale');
      expect(await readOne(side, made.id)).toEqual(before);
    });

    test('fields of the series and of occurrences change together', async () => {
      const made = await make(side, series(WANTED));
      const next = { ...rule(made), exceptions: [moved(6), moved(7)] };
      const changed = await change(side, made, { subject: 'Renamed', recurrence: next });
      expect(changed.entry.subject).toBe('Renamed');
      sameRule(changed, next);
    });
  });

  test('a changed occurrence is told with its series, once', async () => {
    const made = await make(side, series());
    const { cursor } = await readAll(side, null);
    const next = { ...rule(made), exceptions: [moved(4)] };
    done(await update(made, next));
    const told = await readAll(side, cursor);
    expect([...told.entries.keys()]).toEqual([made.id]);
    sameRule([...told.entries.values()][0] as SideEntry, next);
    expect((await readAll(side, told.cursor)).entries.size).toBe(0);
    expect(await requestsOf(() => readAll(side, told.cursor))).toEqual(['SyncFolderItems']);
  });
});
