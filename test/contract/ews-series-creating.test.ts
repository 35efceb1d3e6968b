import { describe, expect, test } from 'vitest';
import type { Recurrence } from '../../src/model/recurrence.ts';
import {
  address,
  again,
  connection,
  exchange,
  fault,
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
} from './ews-series-harness.ts';
import { done, kindOf, make, readOne, unhurried } from './side-harness.ts';
import { allDay, timed } from './side-samples.ts';

describe.each(SERVERS)('series on Exchange %s', (server, asked) => {
  onExchange(server, asked);

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
      // The last two ask in which folder it lies. Nothing is written any more: the series is whole.
      const requests = await requestsOf(() => side.read([found.id], unhurried()));
      expect(requests).toEqual(['GetItem', 'GetItem', 'GetItem', 'GetFolder']);
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
});
