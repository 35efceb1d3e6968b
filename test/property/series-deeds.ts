/** What people do to a series and its occurrences, as deeds for random stories. */
import fc from 'fast-check';
import type { CalendarEntry, EntryPatch } from '../../src/model/calendar-entry.ts';
import { originalAt, type Series, seriesOf } from '../../src/model/occurrences.ts';
import type { Recurrence, RecurrencePattern, RecurrenceRange } from '../../src/model/recurrence.ts';
import {
  carriedOver,
  type ExceptionFields,
  timeByRule,
  withChangedOccurrence,
  withoutOccurrence,
} from '../../src/model/series-change.ts';
import type { EntryTime, TimedSpan } from '../../src/model/time.ts';
import { dateAt } from '../../src/model/zoned-date.ts';

/** Occurrences are picked by their place in the series, from 1. */
export type SeriesDeed =
  | { readonly kind: 'deleteOne'; readonly nth: number }
  | { readonly kind: 'editOne'; readonly nth: number; readonly says: ExceptionFields }
  | { readonly kind: 'restoreOne'; readonly nth: number }
  | { readonly kind: 'moveAll'; readonly hours: number }
  | { readonly kind: 'repeat'; readonly pattern: RecurrencePattern; readonly range: RecurrenceRange }
  | { readonly kind: 'single' };

const PATTERNS: readonly RecurrencePattern[] = [
  { kind: 'daily', interval: 1 },
  { kind: 'daily', interval: 2 },
  { kind: 'weekly', interval: 1, days: ['TU', 'TH'], firstDayOfWeek: 'MO' },
  { kind: 'monthlyOnDate', interval: 1, dayOfMonth: 31 },
];
const RANGES: readonly RecurrenceRange[] = [
  { kind: 'endless' },
  { kind: 'count', occurrences: 12 },
  { kind: 'until', lastDate: '2027-01-31' },
];
const ELSEWHEN: readonly EntryTime[] = [
  {
    kind: 'timed',
    start: '2027-02-01T12:00:00.000Z',
    end: '2027-02-01T12:45:00.000Z',
    zone: 'Europe/Helsinki',
  },
  {
    kind: 'timed',
    start: '2026-12-03T05:00:00.000Z',
    end: '2026-12-03T06:00:00.000Z',
    zone: 'Europe/Helsinki',
  },
];

const nth = fc.integer({ min: 1, max: 8 });
const says: fc.Arbitrary<ExceptionFields> = fc
  .record(
    {
      time: fc.constantFrom(...ELSEWHEN),
      location: fc.constantFrom('Elsewhere', 'Room 9', 'An annex. '.repeat(150)),
      text: fc.constantFrom('', 'Bring cake'),
      busy: fc.constantFrom('free' as const, 'tentative' as const),
    },
    { requiredKeys: [] },
  )
  .filter((fields) => Object.keys(fields).length > 0);

/** What is done to one occurrence. */
export const anOccurrenceDeed: fc.Arbitrary<SeriesDeed> = fc.oneof(
  fc.record({ kind: fc.constant('deleteOne' as const), nth }),
  fc.record({ kind: fc.constant('editOne' as const), nth, says }),
  fc.record({ kind: fc.constant('restoreOne' as const), nth }),
);

/** What is done to a series or to one of its occurrences. */
export const aSeriesDeed: fc.Arbitrary<SeriesDeed> = fc.oneof(
  { weight: 6, arbitrary: anOccurrenceDeed },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('moveAll' as const), hours: fc.integer({ min: -3, max: 3 }) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('repeat' as const),
      pattern: fc.constantFrom(...PATTERNS),
      range: fc.constantFrom(...RANGES),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ kind: 'single' as const }) },
);

/** The change that a deed makes to an entry; null where there is nothing to do it to. */
export function patchOf(entry: CalendarEntry, deed: SeriesDeed): EntryPatch | null {
  const series = seriesOf(entry);
  if (deed.kind === 'repeat') return repeated(entry, deed);
  if (deed.kind === 'single') return { recurrence: null };
  if (deed.kind === 'moveAll') return moved(entry, deed.hours);
  const original = series && originalAt(series, deed.nth);
  if (!series || !original) return null;
  if (deed.kind === 'deleteOne') return { recurrence: withoutOccurrence(series, original) };
  const { recurrence } = series;
  const whole: Recurrence = {
    ...recurrence,
    deleted: recurrence.deleted.filter((one) => one !== original),
    exceptions: recurrence.exceptions.filter((one) => one.original !== original),
  };
  if (deed.kind === 'restoreOne') return { recurrence: whole };
  return { recurrence: withChangedOccurrence(series, original, deed.says) };
}

function repeated(
  entry: CalendarEntry,
  { pattern, range }: Extract<SeriesDeed, { kind: 'repeat' }>,
): EntryPatch {
  const before = seriesOf(entry);
  const zone = entry.time.kind === 'timed' ? entry.time.zone : 'Europe/Helsinki';
  const start = entry.time.kind === 'timed' ? dateAt(entry.time.start, zone) : entry.time.start;
  const rule = { pattern, range, start, zone, deleted: [], exceptions: [] };
  const time = timeByRule({ time: entry.time, recurrence: rule });
  const after: Series = { time, recurrence: rule };
  return { time, recurrence: before ? carriedOver(before, after) : rule };
}

function moved(entry: CalendarEntry, hours: number): EntryPatch | null {
  if (entry.time.kind !== 'timed') return null;
  const shift = (instant: string) => new Date(Date.parse(instant) + hours * 3600_000).toISOString();
  const time: TimedSpan = { ...entry.time, start: shift(entry.time.start), end: shift(entry.time.end) };
  const series = seriesOf(entry);
  if (!series) return { time };
  // By its own clock: the date stays that of the rule.
  if (dateAt(time.start, series.recurrence.zone) !== dateAt(entry.time.start, series.recurrence.zone))
    return null;
  return { time, recurrence: carriedOver(series, { time, recurrence: series.recurrence }) };
}

/** A whole entry edited: a series that is moved begins on its rule and keeps its occurrences, as servers do. */
export function edited({ entry }: { readonly entry: CalendarEntry }, patch: EntryPatch): EntryPatch {
  const series = seriesOf(entry);
  if (!series || !patch.time) return patch;
  const { time } = patch;
  const zone = time.kind === 'timed' ? time.zone : series.recurrence.zone;
  const start = time.kind === 'timed' ? dateAt(time.start, zone) : time.start;
  const rule = { ...series.recurrence, zone, start };
  const after = { time: timeByRule({ time, recurrence: rule }), recurrence: rule };
  return { ...patch, time: after.time, recurrence: carriedOver(series, after) };
}
