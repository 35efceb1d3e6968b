import fc from 'fast-check';
import { expect, test } from 'vitest';
import { EwsError } from '../ews/ews-error.ts';
import { defaultItem } from '../mailbox-store/new-item.ts';
import { withException, withoutOccurrence } from './change-occurrence.ts';
import { type Day, dayLength, dayOf } from './day.ts';
import { isMaster, type Master, occurrenceItem, occurrencesBetween, overlaps } from './occurrences.ts';
import type { Rule, Series } from './recurrence.ts';
import { ruleDays } from './rule-days.ts';
import { freshSeries, settleSeries } from './settle-series.ts';

/** Set TAHTI_SEED to play a run again. */
const seed = Number(process.env.TAHTI_SEED ?? Date.now() % 2 ** 31);

const hour = 3_600_000;
const firstDay = dayOf(2026, 11, 2);
const record = {
  guid: 'g',
  replica: 'r',
  primaryAddress: 'a@b.example',
  secondaryAddresses: [],
  displayName: 'A',
  zone: 'UTC',
};

/** What is done to the nth of the occurrences that are left. */
type Step =
  | { readonly kind: 'delete'; readonly nth: number }
  | { readonly kind: 'move'; readonly nth: number; readonly hours: number; readonly length: number };

const nth = fc.nat(12);
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constant('delete' as const), nth }),
  fc.record({
    kind: fc.constant('move' as const),
    nth,
    hours: fc.integer({ min: -60, max: 60 }),
    length: fc.integer({ min: 0, max: 30 }),
  }),
);

/** An occurrence in the plain list that the series is compared with. */
interface Plain {
  readonly day: Day;
  readonly start: number;
  readonly end: number;
}

function makeSeries(interval: number, count: number): Master {
  const rule: Rule = {
    pattern: { kind: 'daily', interval },
    range: { kind: 'numbered', start: firstDay, count },
  };
  const start = firstDay * dayLength + 10 * hour;
  const draft = { ...defaultItem(record, 'A', 0), start, end: start + hour, series: freshSeries(rule) };
  settleSeries(draft, null);
  const item = { ...draft, number: 1, folder: 3, sequence: 1, created: 0, modified: 0, touched: {} };
  if (!isMaster(item)) throw new Error('not a series');
  return item;
}

/** Carries a step out on the plain list, or returns null where it must be refused. */
function plainly(list: readonly Plain[], at: number, action: Step): readonly Plain[] | null {
  if (action.kind === 'delete') return list.length === 1 ? null : list.toSpliced(at, 1);
  const old = list[at] as Plain;
  const start = old.start + action.hours * hour;
  const moved = { day: old.day, start, end: start + action.length * hour };
  const dayIn = (instant: number): number => Math.floor(instant / dayLength);
  const [before, after] = [list[at - 1], list[at + 1]];
  if (before && (dayIn(start) <= dayIn(before.start) || start < before.end)) return null;
  if (after && (dayIn(start) >= dayIn(after.start) || moved.end > after.start)) return null;
  return list.with(at, moved);
}

function onSeries(master: Master, { day, start }: Plain, action: Step): Series {
  if (action.kind === 'delete') return withoutOccurrence(master, day);
  const begin = start + action.hours * hour;
  const content = { ...occurrenceItem(master, day), start: begin, end: begin + action.length * hour };
  return withException(master, day, content, { sequence: 2, now: 0, fields: [] });
}

/** The series after the step, or null when it was refused. */
function attempt(master: Master, target: Plain, action: Step): Series | null {
  try {
    return onSeries(master, target, action);
  } catch (error) {
    if (error instanceof EwsError) return null;
    throw error;
  }
}

test(`a series under random changes is what a plain list of its occurrences would be (seed ${seed})`, () => {
  const window = fc.tuple(fc.integer({ min: -48, max: 900 }), fc.integer({ min: 0, max: 300 }));
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 4 }),
      fc.integer({ min: 1, max: 9 }),
      fc.array(step, { maxLength: 25 }),
      window,
      (interval, count, steps, [from, length]) => {
        let master = makeSeries(interval, count);
        let list: readonly Plain[] = [...ruleDays(master.series.rule)].map((day) => {
          const start = day * dayLength + 10 * hour;
          return { day, start, end: start + hour };
        });
        for (const action of steps) {
          const at = action.nth % list.length;
          const wanted = plainly(list, at, action);
          const series = attempt(master, list[at] as Plain, action);
          expect(series === null).toBe(wanted === null);
          list = wanted ?? list;
          master = { ...master, series: series ?? master.series };
        }
        const start = firstDay * dayLength + from * hour;
        const end = start + length * hour;
        const shown = occurrencesBetween(master, start, end).sort((one, other) => one.day - other.day);
        expect(shown).toEqual(list.filter((each) => overlaps(each, start, end)));
      },
    ),
    { seed, numRuns: 500 },
  );
});
