import type { BusyStatus } from './busy-status.ts';
import type { EntryTime, Instant, PlainDate, ZoneId } from './time.ts';

/** Days as iCalendar names them. */
export type Weekday = 'MO' | 'TU' | 'WE' | 'TH' | 'FR' | 'SA' | 'SU';

/** Which one of the days in the month: first to fourth, or the last. */
export type Ordinal = 1 | 2 | 3 | 4 | -1;

/** What a relative rule counts: one weekday, any day, a working day or a weekend day. */
export type OrdinalDay = Weekday | 'day' | 'weekday' | 'weekendDay';

export type RecurrencePattern =
  | { readonly kind: 'daily'; readonly interval: number }
  | {
      readonly kind: 'weekly';
      readonly interval: number;
      readonly days: readonly Weekday[];
      readonly firstDayOfWeek: Weekday;
    }
  | { readonly kind: 'monthlyOnDate'; readonly interval: number; readonly dayOfMonth: number }
  | {
      readonly kind: 'monthlyOnDay';
      readonly interval: number;
      readonly ordinal: Ordinal;
      readonly day: OrdinalDay;
    }
  | { readonly kind: 'yearlyOnDate'; readonly month: number; readonly dayOfMonth: number }
  | {
      readonly kind: 'yearlyOnDay';
      readonly month: number;
      readonly ordinal: Ordinal;
      readonly day: OrdinalDay;
    };

export type RecurrenceRange =
  | { readonly kind: 'endless' }
  | { readonly kind: 'until'; readonly lastDate: PlainDate }
  | { readonly kind: 'count'; readonly occurrences: number };

/**
 * One occurrence that differs from the rule; `original` is the start that the rule gave it. `time` is
 * always told; of the other fields only those that differ from the series are.
 */
export interface OccurrenceException {
  readonly original: Instant | PlainDate;
  readonly time: EntryTime;
  readonly subject?: string;
  readonly location?: string;
  readonly text?: string;
  readonly isPrivate?: boolean;
  readonly busy?: BusyStatus;
}

/** A rule in its own zone, never a list of instants; months count from 1. */
export interface Recurrence {
  readonly pattern: RecurrencePattern;
  readonly range: RecurrenceRange;
  readonly start: PlainDate;
  readonly zone: ZoneId;
  /** Starts (as the rule gave them) of the occurrences that were deleted, sorted. */
  readonly deleted: readonly (Instant | PlainDate)[];
  readonly exceptions: readonly OccurrenceException[];
}
