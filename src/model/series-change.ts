/** What becomes of the occurrences of a series when it, or one of them, is changed. */
import {
  dateOfOriginal,
  type Occurrence,
  occurrenceAt,
  originalOn,
  type Series,
  timeOn,
} from './occurrences.ts';
import type { OccurrenceException, Recurrence } from './recurrence.ts';
import { RuleDates } from './rule-dates.ts';
import { sameStructure } from './structure.ts';
import type { EntryTime, Instant, PlainDate } from './time.ts';

/** What an exception may say of its occurrence beside when it was meant to be. */
export type ExceptionFields = Partial<Omit<OccurrenceException, 'original'>>;

/** The time of a series as its rule has it: that of the first occurrence, deleted or not. */
export function timeByRule(series: Series): EntryTime {
  const first = new RuleDates(series.recurrence).at(0);
  return first === null ? series.time : timeOn(series, first);
}

/**
 * The rule of `after` with the deleted and changed occurrences of `before`. An occurrence is the same one when
 * the rule falls on the same date again, whatever its time of day; what no longer falls on the rule is dropped,
 * as Exchange drops it. An exception that kept the rule's own time goes along with it.
 */
export function carriedOver(before: Series, after: Series): Recurrence {
  const originals = (original: Instant | PlainDate) =>
    originalOn(after, dateOfOriginal(original, before.recurrence));
  const deleted = before.recurrence.deleted.flatMap((original) => originals(original) ?? []);
  const exceptions = before.recurrence.exceptions.flatMap((exception) => {
    const original = originals(exception.original);
    return original === null ? [] : [{ ...exception, original, time: timeAfter(exception, before, after) }];
  });
  return { ...after.recurrence, deleted: deleted.toSorted(), exceptions: sorted(exceptions) };
}

function timeAfter({ original, time }: OccurrenceException, before: Series, after: Series): EntryTime {
  const date = dateOfOriginal(original, before.recurrence);
  return sameStructure(time, timeOn(before, date)) ? timeOn(after, date) : time;
}

/** The series with one occurrence changed: what is named is, on top of what was changed before. */
export function withChangedOccurrence(
  series: Series,
  original: Instant | PlainDate,
  fields: ExceptionFields,
): Recurrence {
  const { recurrence } = series;
  const before = recurrence.exceptions.find((one) => one.original === original);
  const time = timeOn(series, dateOfOriginal(original, recurrence));
  const exception = { original, time, ...before, ...fields };
  return {
    ...recurrence,
    deleted: recurrence.deleted.filter((one) => one !== original),
    exceptions: sorted([...recurrence.exceptions.filter((one) => one !== before), exception]),
  };
}

/** The series without one occurrence. */
export function withoutOccurrence({ recurrence }: Series, original: Instant | PlainDate): Recurrence {
  return {
    ...recurrence,
    deleted: [...new Set([...recurrence.deleted, original])].sort(),
    exceptions: recurrence.exceptions.filter((one) => one.original !== original),
  };
}

/** The occurrence that a date names, as it stands; null where there is none. */
export function occurrenceOn(series: Series, date: PlainDate): Occurrence | null {
  const { exceptions } = series.recurrence;
  const moved = exceptions.find((one) => dateOfOriginal(one.original, series.recurrence) === date);
  const original = moved?.original ?? originalOn(series, date);
  return original === null ? null : occurrenceAt(series, original);
}

function sorted(exceptions: readonly OccurrenceException[]): OccurrenceException[] {
  return exceptions.toSorted((one, other) => (one.original < other.original ? -1 : 1));
}
