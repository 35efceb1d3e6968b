import { lastOccurrence, type Series } from '../../model/occurrences.ts';
import type { Ordinal, OrdinalDay, Recurrence, RecurrencePattern, Weekday } from '../../model/recurrence.ts';
import type { Instant, PlainDate } from '../../model/time.ts';
import { startOfDate } from '../../model/zoned-date.ts';
import { ORDINAL_DAYS, ORDINALS } from './recurrence-in.ts';
import {
  DAY_NAMES,
  type DayOrdinal,
  type DayOrdinalOption,
  MONTHS,
  type SeveraRecurrence,
  type SeveraWeekly,
} from './recurrence-schema.ts';

/**
 * A series as Severa's `ActivityRecurrenceModel`. Its exceptions are the deleted and the changed
 * occurrences alike; the last occurrence is told by its start, null for a series without end.
 */
export function severaRecurrence({ time, recurrence }: Series): SeveraRecurrence {
  const last = lastOccurrence({ time, recurrence })?.time.start ?? null;
  const changed = recurrence.exceptions.map((exception) => exception.original);
  const exceptions = [...recurrence.deleted, ...changed].toSorted();
  return {
    ...severaPattern(recurrence.pattern),
    range: severaRange(recurrence),
    exceptions: exceptions.map((at) => instantOf(at, recurrence)),
    lastOccurrenceDateTime: last && instantOf(last, recurrence),
  };
}

/** All-day series name their occurrences by dates, Severa by the midnights at which they begin. */
function instantOf(at: Instant | PlainDate, { zone }: Recurrence): Instant {
  return at.length === 10 ? startOfDate(at, zone) : at;
}

function severaRange({ range }: Recurrence): SeveraRecurrence['range'] {
  return {
    maxOccurrences: range.kind === 'count' ? range.occurrences : null,
    recursUntilDate: range.kind === 'until' ? range.lastDate : null,
  };
}

/** A pattern in Severa's words; a first day of the week has none. */
export function severaPattern(pattern: RecurrencePattern): Pick<SeveraRecurrence, 'frequency' | 'pattern'> {
  switch (pattern.kind) {
    case 'daily':
      return { frequency: 'Daily', pattern: { daily: { interval: pattern.interval, everyWeekday: false } } };
    case 'weekly':
      return { frequency: 'Weekly', pattern: { weekly: severaWeek(pattern.interval, pattern.days) } };
    case 'monthlyOnDate': {
      const { interval, dayOfMonth } = pattern;
      return { frequency: 'Monthly', pattern: { monthly: { interval, dayOfMonth } } };
    }
    case 'monthlyOnDay': {
      const { interval } = pattern;
      return { frequency: 'Monthly', pattern: { monthly: { interval, ...relativeDay(pattern) } } };
    }
    case 'yearlyOnDate': {
      const { dayOfMonth } = pattern;
      return { frequency: 'Yearly', pattern: { yearly: { dayOfMonth, month: monthName(pattern) } } };
    }
    case 'yearlyOnDay':
      return {
        frequency: 'Yearly',
        pattern: { yearly: { month: monthName(pattern), ...relativeDay(pattern) } },
      };
  }
}

function monthName({ month }: { month: number }): (typeof MONTHS)[number] {
  return MONTHS[month - 1] ?? 'January';
}

function severaWeek(interval: number, days: readonly Weekday[]): SeveraWeekly {
  const chosen = DAY_NAMES.map((name) => [name, days.includes(name.slice(0, 2).toUpperCase() as Weekday)]);
  return { interval, ...Object.fromEntries(chosen) } as SeveraWeekly;
}

function relativeDay({ ordinal, day }: { ordinal: Ordinal; day: OrdinalDay }) {
  return {
    dayOrdinal: nameOf(ORDINALS, ordinal) as DayOrdinal,
    dayOrdinalOption: nameOf(ORDINAL_DAYS, day) as DayOrdinalOption,
  };
}

function nameOf<T>(names: Readonly<Record<string, T>>, value: T): string | undefined {
  return Object.keys(names).find((name) => names[name] === value);
}
