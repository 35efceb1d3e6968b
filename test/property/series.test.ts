import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CalendarEntry } from '../../src/model/calendar-entry.ts';
import type { SideName } from '../../src/model/link.ts';
import { originalAt, type Series } from '../../src/model/occurrences.ts';
import type { OccurrenceException, Recurrence } from '../../src/model/recurrence.ts';
import { sameStructure } from '../../src/model/structure.ts';
import { Crash, Loop, writesNothing } from './loop.ts';
import { common, entryOf, SIDES, twoSides } from './samples.ts';
import { anOccurrenceDeed, aSeriesDeed, patchOf, type SeriesDeed } from './series-deeds.ts';
import { settings } from './settings.ts';

const RULE: Recurrence = {
  pattern: { kind: 'daily', interval: 1 },
  range: { kind: 'count', occurrences: 12 },
  start: '2026-12-01',
  zone: 'Europe/Helsinki',
  deleted: [],
  exceptions: [],
};

type Done = { readonly on: SideName; readonly deed: SeriesDeed };
const on = fc.constantFrom<SideName>(...SIDES);

/** A series that stands on both sides and is linked. */
async function synchronized() {
  const sides = twoSides();
  const loop = new Loop(sides.activities, sides.mailbox);
  sides.mailbox.calendar.create(entryOf('Daily', { recurrence: RULE }));
  await loop.settle();
  const entry = (side: SideName): CalendarEntry => {
    const [stands] = sides[side].calendar.list();
    if (!stands) throw new Error(`the series is gone from ${side}`);
    return stands.entry;
  };
  const act = ({ on: side, deed }: Done): void => {
    const [stands] = sides[side].calendar.list();
    const patch = stands && patchOf(stands.entry, deed);
    if (stands && patch) sides[side].calendar.update(stands.id, patch);
  };
  return { sides, loop, entry, act };
}

describe('a series edited at random on both sides', () => {
  it('always converges, stays one series, and plans nothing once it has', async () => {
    const chapters = fc.array(
      fc.array(fc.record({ on, deed: aSeriesDeed }), { minLength: 1, maxLength: 6 }),
      {
        minLength: 1,
        maxLength: 4,
      },
    );
    await fc.assert(
      fc.asyncProperty(chapters, async (story) => {
        const { sides, loop, entry, act } = await synchronized();
        for (const deeds of story) {
          for (const done of deeds) act(done);
          await loop.run();
          const second = await loop.run();
          expect(writesNothing(second)).toBe(true);
          expect((await loop.run()).steps).toEqual([]);
          expect(common(entry('activities'))).toEqual(common(entry('mailbox')));
          for (const side of SIDES) expect(sides[side].calendar.size).toBe(1);
        }
      }),
      settings(500),
    );
  });

  it('converges as well when the process dies at any step', async () => {
    const deaths = fc.array(fc.nat(12), { minLength: 1, maxLength: 3 });
    const deeds = fc.array(fc.record({ on, deed: aSeriesDeed }), { minLength: 1, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(deeds, deaths, async (story, steps) => {
        const { sides, loop, entry, act } = await synchronized();
        const left = [...steps];
        loop.before = () => {
          if (left[0] === undefined) return;
          left[0] -= 1;
          if (left[0] >= 0) return;
          left.shift();
          throw new Crash('the process dies here');
        };
        for (const done of story) act(done);
        await loop.settle();
        expect(common(entry('activities'))).toEqual(common(entry('mailbox')));
        for (const side of SIDES) expect(sides[side].calendar.size).toBe(1);
      }),
      settings(400),
    );
  });
});

/** One occurrence on one side, in the plainest words: deleted, or what its exception says. */
type Seen = 'deleted' | (Omit<OccurrenceException, 'original' | 'time'> & { readonly time?: unknown });

function seen({ time, recurrence }: Series, nth: number): Seen {
  const original = originalAt({ time, recurrence }, nth);
  if (original === null || recurrence.deleted.includes(original)) return 'deleted';
  const exception = recurrence.exceptions.find((one) => one.original === original);
  if (!exception) return {};
  const { original: _original, time: when, ...said } = exception;
  return when.start === original ? said : { ...said, time: when };
}

const NAMES = ['time', 'location', 'text', 'busy'] as const;

function seriesAt(entry: CalendarEntry): Series {
  return { time: entry.time, recurrence: entry.recurrence ?? RULE };
}

describe('occurrences edited at random on both sides', () => {
  it('lose nothing: every edit comes through, deletions too unless the other side edited the occurrence', async () => {
    const deeds = fc.array(fc.record({ on, deed: anOccurrenceDeed }), { minLength: 1, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(deeds, deeds, async (first, second) => {
        const { loop, entry, act } = await synchronized();
        for (const done of first) act(done);
        await loop.settle();
        const now = () => ({ ours: seriesAt(entry('activities')), theirs: seriesAt(entry('mailbox')) });
        const before = now();
        for (const done of second) act(done);
        const meanwhile = now();
        await loop.settle();
        const after = seriesAt(entry('mailbox'));
        for (let nth = 1; nth <= 8; nth += 1) {
          const changes = (['ours', 'theirs'] as const).map((side) => ({
            before: seen(before[side], nth),
            now: seen(meanwhile[side], nth),
          }));
          expectNothingLost(changes, seen(after, nth));
        }
      }),
      settings(800),
    );
  });
});

interface Change {
  readonly before: Seen;
  readonly now: Seen;
}

function expectNothingLost(changes: readonly Change[], after: Seen): void {
  const edits = changes.filter(({ before, now }) => now !== 'deleted' && !sameStructure(now, before));
  if (edits.length === 0) {
    const isDeleted = changes.some(({ now }) => now === 'deleted');
    expect(cut(after)).toEqual(cut(isDeleted ? 'deleted' : changes[1]?.before));
    return;
  }
  if (after === 'deleted') throw new Error('an edited occurrence was deleted');
  for (const name of NAMES) {
    const values = edits
      .map(({ before, now }) => ({ was: said(before)[name], is: said(now)[name] }))
      .filter(({ was, is }) => !sameStructure(was, is))
      .map(({ is }) => is);
    const wanted = values.length === 0 ? changes.map(({ before }) => said(before)[name]) : values;
    expect(wanted.map(cut)).toContainEqual(cut(after[name]));
  }
}

function said(seenThen: Seen): Exclude<Seen, 'deleted'> {
  return seenThen === 'deleted' ? {} : seenThen;
}

/** Activities keep a thousand characters of a place; whichever side it came from, its beginning is there. */
function cut(value: unknown): unknown {
  if (typeof value === 'string') return value.slice(0, 1000);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, cut(inner)]));
}
