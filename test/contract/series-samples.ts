import type { CalendarEntry } from '../../src/model/calendar-entry.ts';
import type {
  OccurrenceException,
  Recurrence,
  RecurrencePattern,
  RecurrenceRange,
} from '../../src/model/recurrence.ts';
import { type ExceptionFields, timeByRule } from '../../src/model/series-change.ts';
import type { SideHarness } from './side-harness.ts';
import { sample, timed } from './side-samples.ts';

/** Every Tuesday from 1 December in Helsinki, ten times. */
export function rule(fields: Partial<Recurrence> = {}): Recurrence {
  return {
    pattern: { kind: 'weekly', interval: 1, days: ['TU'], firstDayOfWeek: 'MO' },
    range: { kind: 'count', occurrences: 10 },
    start: '2026-12-01',
    zone: 'Europe/Helsinki',
    deleted: [],
    exceptions: [],
    ...fields,
  };
}

/** A series at ten in the morning that begins on the first date of its rule. */
export function seriesSample(
  harness: Pick<SideHarness, 'side' | 'types'>,
  fields: Partial<Recurrence> = {},
): CalendarEntry & { readonly recurrence: Recurrence } {
  const recurrence = rule(fields);
  const morning = timed('2026-12-01T08:00:00.000Z', '2026-12-01T09:00:00.000Z');
  const time = timeByRule({ time: morning, recurrence });
  return { ...sample(harness), time, recurrence };
}

export const RANGES: readonly RecurrenceRange[] = [
  { kind: 'endless' },
  { kind: 'until', lastDate: '2029-06-30' },
  { kind: 'count', occurrences: 6 },
];

/** Every kind of pattern; `start` is one of its dates. */
export const PATTERNS: readonly {
  readonly what: string;
  readonly pattern: RecurrencePattern;
  readonly start: string;
}[] = [
  { what: 'each third day', pattern: { kind: 'daily', interval: 3 }, start: '2026-12-01' },
  {
    what: 'on every working day',
    pattern: { kind: 'weekly', interval: 1, days: ['MO', 'TU', 'WE', 'TH', 'FR'], firstDayOfWeek: 'MO' },
    start: '2026-12-01',
  },
  {
    what: 'on Tuesday and Sunday every other week',
    pattern: { kind: 'weekly', interval: 2, days: ['TU', 'SU'], firstDayOfWeek: 'MO' },
    start: '2026-12-01',
  },
  {
    what: 'on the 31st of each month',
    pattern: { kind: 'monthlyOnDate', interval: 1, dayOfMonth: 31 },
    start: '2026-12-31',
  },
  {
    what: 'on the last Friday of every other month',
    pattern: { kind: 'monthlyOnDay', interval: 2, ordinal: -1, day: 'FR' },
    start: '2026-12-25',
  },
  {
    what: 'on the first working day of the month',
    pattern: { kind: 'monthlyOnDay', interval: 1, ordinal: 1, day: 'weekday' },
    start: '2026-12-01',
  },
  {
    what: 'on the third weekend day of the month',
    pattern: { kind: 'monthlyOnDay', interval: 1, ordinal: 3, day: 'weekendDay' },
    start: '2026-12-12',
  },
  {
    what: 'on the last day of the month',
    pattern: { kind: 'monthlyOnDay', interval: 1, ordinal: -1, day: 'day' },
    start: '2026-12-31',
  },
  {
    what: 'on each 29 February',
    pattern: { kind: 'yearlyOnDate', month: 2, dayOfMonth: 29 },
    start: '2028-02-29',
  },
  {
    what: 'on the fourth Thursday of November',
    pattern: { kind: 'yearlyOnDay', month: 11, ordinal: 4, day: 'TH' },
    start: '2027-11-25',
  },
];

/** A field of an exception, as the traits name it. */
export type OccurrenceField = Exclude<keyof OccurrenceException, 'original'>;

/** What a person does to one occurrence (that of 8 December). */
export const OCCURRENCE_EDITS: readonly {
  readonly what: string;
  readonly needs: readonly OccurrenceField[];
  readonly fields: ExceptionFields;
}[] = [
  {
    what: 'moved to another hour',
    needs: ['time'],
    fields: { time: timed('2026-12-08T12:00:00.000Z', '2026-12-08T12:45:00.000Z') },
  },
  {
    what: 'moved to another day',
    needs: ['time'],
    fields: { time: timed('2026-12-10T08:00:00.000Z', '2026-12-10T09:00:00.000Z') },
  },
  { what: 'with a subject of its own', needs: ['subject'], fields: { subject: 'Special' } },
  { what: 'in a place of its own', needs: ['location'], fields: { location: 'Annex' } },
  { what: 'with notes of its own', needs: ['text'], fields: { text: 'Bring cake.' } },
  { what: 'that shows as free', needs: ['busy'], fields: { busy: 'free' } },
  { what: 'that is private', needs: ['isPrivate'], fields: { isPrivate: true } },
];
