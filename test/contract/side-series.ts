import { describe, expect, it } from 'vitest';
import type { CalendarEntry, SideEntry } from '../../src/model/calendar-entry.ts';
import { seriesOf } from '../../src/model/occurrences.ts';
import type { Recurrence } from '../../src/model/recurrence.ts';
import {
  carriedOver,
  timeByRule,
  withChangedOccurrence,
  withoutOccurrence,
} from '../../src/model/series-change.ts';
import { OCCURRENCE_EDITS, PATTERNS, RANGES, rule, seriesSample } from './series-samples.ts';
import { type Contract, change, kindOf, make, readAll, readOne, unhurried } from './side-harness.ts';
import { allDay, sample, timed } from './side-samples.ts';

/** Series: rules, zones, deleted and changed occurrences, and the way from a single entry and back. */
export function describeSeries(contract: Contract): void {
  describeRules(contract);
  describeOccurrences(contract);
  describeSeriesChanges(contract);
}

function describeRules(contract: Contract): void {
  describe('keeps the rules of series', () => {
    for (const { what, pattern, start } of PATTERNS)
      for (const range of RANGES) {
        it(`keeps a series ${what}, ${range.kind}`, async () => {
          const { side } = contract.harness();
          const made = await make(side, seriesSample(contract.harness(), { pattern, range, start }));
          const wanted = rule({ pattern, range, start });
          expectSeries(contract, made, timeByRule({ time: made.entry.time, recurrence: wanted }), wanted);
          expect(await readOne(side, made.id)).toEqual(made);
        });
      }

    it('keeps a rule in another zone than the user’s', async () => {
      const { side } = contract.harness();
      const time = timed('2026-12-01T14:00:00.000Z', '2026-12-01T14:30:00.000Z', 'America/New_York');
      const recurrence = rule({ zone: 'America/New_York' });
      const made = await make(side, sample(contract.harness(), { time, recurrence }));
      expectSeries(contract, made, time, recurrence);
      if (contract.traits.zones === 'kept') expect(inMarch(made)).toBe('2027-03-16T13:00:00.000Z');
    });

    it('keeps a series of whole days', async () => {
      const { side } = contract.harness();
      const time = allDay('2026-12-24', '2026-12-27');
      const pattern = { kind: 'yearlyOnDate', month: 12, dayOfMonth: 24 } as const;
      const recurrence = rule({ pattern, start: '2026-12-24', deleted: ['2027-12-24'] });
      const made = await make(side, sample(contract.harness(), { time, recurrence }));
      expectSeries(contract, made, time, recurrence);
      expect(await readOne(side, made.id)).toEqual(made);
    });
  });
}

/** The start of the occurrence on 16 March, when New York's clocks have changed and Helsinki's have not. */
function inMarch({ entry }: SideEntry): string | undefined {
  const series = seriesOf(entry);
  return series
    ? timeByRule({ ...series, recurrence: { ...series.recurrence, start: '2027-03-16' } }).start
    : undefined;
}

function describeOccurrences(contract: Contract): void {
  const { occurrenceFields } = contract.traits;
  describe('keeps what was done to occurrences', () => {
    it('keeps deleted occurrences, of a new series and of one that stands', async () => {
      const { side } = contract.harness();
      const entry = seriesSample(contract.harness());
      const made = await make(side, { ...entry, recurrence: without(entry, SECOND) });
      expect(made.entry.recurrence?.deleted).toEqual([SECOND]);
      const less = await change(side, made, { recurrence: without(made.entry, THIRD) });
      expect(less.entry.recurrence?.deleted).toEqual([SECOND, THIRD]);
      expect(less.version).not.toBe(made.version);
      expect(await readOne(side, made.id)).toEqual(less);
    });

    for (const { what, needs, fields } of OCCURRENCE_EDITS) {
      const isKept = needs.every((name) => occurrenceFields.includes(name));
      it(`${isKept ? 'keeps' : 'reads without'} an occurrence ${what}`, async () => {
        const { side } = contract.harness();
        const entry = seriesSample(contract.harness());
        const wanted = withChangedOccurrence(entry, SECOND, fields);
        const made = await make(side, { ...entry, recurrence: wanted });
        const plain = await make(side, { ...entry, subject: 'Changed later' });
        const later = await change(side, plain, { recurrence: wanted });
        for (const { id } of [made, later]) {
          const read = await readOne(side, id);
          if (isKept) expectSeries(contract, read, entry.time, wanted);
          else expect(read.entry.recurrence?.deleted).toEqual([]);
          expect([read.entry.location, read.entry.text]).toEqual([entry.location, entry.text]);
        }
      });
    }

    it('changes one exception and leaves the others as they are', async () => {
      const { side } = contract.harness();
      const entry = seriesSample(contract.harness());
      const one = withChangedOccurrence(entry, SECOND, { subject: 'Special' });
      const two = withChangedOccurrence({ ...entry, recurrence: one }, THIRD, { location: 'Elsewhere' });
      const made = await make(side, { ...entry, recurrence: two });
      const wanted = withChangedOccurrence({ ...entry, recurrence: two }, THIRD, { location: 'Room 1' });
      expectSeries(contract, await change(side, made, { recurrence: wanted }), entry.time, wanted);
    });

    it('lets an occurrence be as its series again, whether it was changed or deleted', async () => {
      const { side } = contract.harness();
      const entry = seriesSample(contract.harness());
      const edited = withChangedOccurrence(entry, SECOND, { subject: 'Special' });
      const made = await make(side, {
        ...entry,
        recurrence: without({ ...entry, recurrence: edited }, THIRD),
      });
      const whole = await change(side, made, { recurrence: entry.recurrence });
      expectSeries(contract, whole, entry.time, entry.recurrence);
      expect(await readOne(side, made.id)).toEqual(whole);
    });

    it('refuses to change an occurrence of a series that has changed since it was read', async () => {
      const { side, otherClient } = contract.harness();
      const made = await make(side, seriesSample(contract.harness()));
      await otherClient.update(made.id, { subject: 'Theirs' });
      const patch = { recurrence: without(made.entry, SECOND) };
      const [outcome] = await side.update([{ id: made.id, version: made.version, patch }], unhurried());
      expect(kindOf(outcome)).toBe('stale');
      expect((await readOne(side, made.id)).entry.recurrence?.deleted).toEqual([]);
    });
  });
}

function describeSeriesChanges(contract: Contract): void {
  describe('changes whole series', () => {
    it('changes subject and location without touching the rule or its occurrences', async () => {
      const { side } = contract.harness();
      const entry = seriesSample(contract.harness());
      const recurrence = without(
        { ...entry, recurrence: withChangedOccurrence(entry, THIRD, MOVED) },
        SECOND,
      );
      const made = await make(side, { ...entry, recurrence });
      const renamed = await change(side, made, { subject: 'Renamed', location: 'Room 1' });
      expect([renamed.entry.subject, renamed.entry.location]).toEqual(['Renamed', 'Room 1']);
      expectSeries(contract, renamed, entry.time, recurrence);
    });

    it('takes a new rule with what is still deleted and changed in it', async () => {
      const { side } = contract.harness();
      const entry = seriesSample(contract.harness());
      const edited = withChangedOccurrence(entry, THIRD, MOVED);
      const made = await make(side, {
        ...entry,
        recurrence: without({ ...entry, recurrence: edited }, SECOND),
      });
      const wanted = { ...edited, range: { kind: 'count', occurrences: 20 } as const, deleted: [SECOND] };
      const longer = await change(side, made, { recurrence: wanted });
      expectSeries(contract, longer, entry.time, wanted);
      expect(await readOne(side, made.id)).toEqual(longer);
    });

    it('moves a series to another hour together with its occurrences', async () => {
      const { side } = contract.harness();
      const entry = seriesSample(contract.harness());
      const before = { ...entry, recurrence: without(entry, SECOND) };
      const made = await make(side, before);
      const time = timed('2026-12-01T10:00:00.000Z', '2026-12-01T11:30:00.000Z');
      const recurrence = carriedOver(before, { time, recurrence: before.recurrence });
      expect(recurrence.deleted).toEqual(['2026-12-08T10:00:00.000Z']);
      expectSeries(contract, await change(side, made, { time, recurrence }), time, recurrence);
    });

    it('makes a series of a single entry, and a single entry of a series', async () => {
      const { side } = contract.harness();
      const made = await make(side, sample(contract.harness()));
      const recurring = await change(side, made, { recurrence: rule() });
      expectSeries(contract, recurring, made.entry.time, rule());
      const single = await change(side, recurring, { recurrence: null });
      expect([single.entry.recurrence, single.entry.time]).toEqual([null, made.entry.time]);
      expect(await readOne(side, made.id)).toEqual(single);
    });

    it('tells a series whose occurrence changed once, with the version that the change returned', async () => {
      const { side } = contract.harness();
      const made = await make(side, seriesSample(contract.harness()));
      const { cursor } = await readAll(side, null);
      const changed = await change(side, made, { recurrence: without(made.entry, SECOND) });
      const told = await readAll(side, cursor);
      expect([...told.entries.keys()].every((id) => id === made.id)).toBe(true);
      const echo = told.entries.get(made.id);
      if (echo) expect(echo).toEqual(changed);
      expect((await readAll(side, told.cursor)).entries.size).toBe(0);
    });

    it('finds a series by its key and deletes it whole', async () => {
      const { side, otherClient } = contract.harness();
      const key = crypto.randomUUID();
      const entry = seriesSample(contract.harness());
      const made = await make(side, { ...entry, recurrence: without(entry, SECOND) }, key);
      expect((await side.findByKeys([key], unhurried())).get(key)).toEqual(made);
      const [outcome] = await side.delete([{ id: made.id, version: made.version }], unhurried());
      expect(kindOf(outcome)).toBe('done');
      expect(await otherClient.list()).toEqual([]);
    });
  });
}

const [SECOND, THIRD] = ['2026-12-08T08:00:00.000Z', '2026-12-15T08:00:00.000Z'];
const MOVED = { time: timed('2026-12-16T12:00:00.000Z', '2026-12-16T13:00:00.000Z') };

function without(entry: CalendarEntry, original: string): Recurrence {
  const series = seriesOf(entry);
  if (!series) throw new Error('no series to delete an occurrence of');
  return withoutOccurrence(series, original);
}

/** The series as it was wanted; zone names have aliases, so occurrences stand for the zone. */
function expectSeries(
  contract: Contract,
  { entry }: SideEntry,
  time: CalendarEntry['time'],
  wanted: Recurrence,
): void {
  const { recurrence } = entry;
  if (!recurrence) throw new Error('the series came back as a single entry');
  const weekly = wanted.pattern.kind === 'weekly' && contract.traits.weeks === 'fromSunday';
  const pattern = weekly ? { ...wanted.pattern, firstDayOfWeek: 'SU' } : wanted.pattern;
  expect(recurrence.pattern).toEqual(pattern);
  expect([recurrence.range, recurrence.start, recurrence.deleted]).toEqual([
    wanted.range,
    wanted.start,
    wanted.deleted,
  ]);
  expect(recurrence.exceptions.map(plain)).toEqual(wanted.exceptions.map(plain));
  expect([entry.time.kind, entry.time.start, entry.time.end]).toEqual([time.kind, time.start, time.end]);
}

function plain({ time, ...exception }: Recurrence['exceptions'][number]) {
  return { ...exception, from: time.start, to: time.end };
}
