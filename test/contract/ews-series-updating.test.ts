import { describe, expect, test } from 'vitest';
import type { SideEntry } from '../../src/model/calendar-entry.ts';
import type { Recurrence } from '../../src/model/recurrence.ts';
import {
  moved,
  onExchange,
  outlook,
  requestsOf,
  rule,
  SERVERS,
  sameRule,
  series,
  side,
  tuesday,
  update,
  WEEKLY,
} from './ews-series-harness.ts';
import { change, done, kindOf, make, readAll, readOne, unhurried } from './side-harness.ts';
import { sample, timed } from './side-samples.ts';

describe.each(SERVERS)('series on Exchange %s', (server, asked) => {
  onExchange(server, asked);

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
