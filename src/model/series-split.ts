import { dateOfOriginal, type Series, timeOn } from './occurrences.ts';
import type { Recurrence, RecurrenceRange } from './recurrence.ts';
import { RuleDates } from './rule-dates.ts';
import type { PlainDate } from './time.ts';

/** A series cut in two at a date. */
export interface SplitSeries {
  /** What ends before the date. */
  readonly earlier: Recurrence;
  /** What begins on it, as a series of its own. */
  readonly later: Series;
}

/**
 * Cuts a series before its occurrence on a date; each part keeps what was deleted and changed on its dates.
 * Null where there is nothing before the date, or the rule does not fall on it: then there is nothing to cut.
 */
export function splitSeries(series: Series, date: PlainDate): SplitSeries | null {
  const { recurrence } = series;
  const dates = new RuleDates(recurrence);
  const index = dates.indexOf(date);
  const last = index === null ? null : dates.at(index - 1);
  if (index === null || last === null) return null;
  const isLater = (original: string) => dateOfOriginal(original, recurrence) >= date;
  const part = (later: boolean): Recurrence => ({
    ...recurrence,
    deleted: recurrence.deleted.filter((original) => isLater(original) === later),
    exceptions: recurrence.exceptions.filter(({ original }) => isLater(original) === later),
  });
  return {
    earlier: { ...part(false), range: { kind: 'until', lastDate: last } },
    later: {
      time: timeOn(series, date),
      recurrence: { ...part(true), start: date, range: rest(recurrence.range, index) },
    },
  };
}

function rest(range: RecurrenceRange, past: number): RecurrenceRange {
  return range.kind === 'count' ? { kind: 'count', occurrences: range.occurrences - past } : range;
}
