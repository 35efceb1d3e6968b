import type { ItemFields } from '../mailbox-store/item-fields.ts';
import type { Day } from './day.ts';

/** Which of the chosen days of a month: first to fourth, 5 is the last ([MS-OXOCAL] 2.2.1.44.1.6). */
export type Nth = 1 | 2 | 3 | 4 | 5;

/** Which days a rule falls on. Weekdays count from Sunday, 0; months from January, 1. */
export type Pattern =
  | { readonly kind: 'daily'; readonly interval: number }
  | {
      readonly kind: 'weekly';
      readonly interval: number;
      readonly weekdays: readonly number[];
      readonly firstDayOfWeek: number;
    }
  | { readonly kind: 'absoluteMonthly'; readonly interval: number; readonly dayOfMonth: number }
  | {
      readonly kind: 'relativeMonthly';
      readonly interval: number;
      readonly nth: Nth;
      readonly weekdays: readonly number[];
    }
  | { readonly kind: 'absoluteYearly'; readonly month: number; readonly dayOfMonth: number }
  | {
      readonly kind: 'relativeYearly';
      readonly month: number;
      readonly nth: Nth;
      readonly weekdays: readonly number[];
    };

/** From when until when; `start` is the day of the first occurrence once the series is stored. */
export type Range =
  | { readonly kind: 'noEnd'; readonly start: Day }
  | { readonly kind: 'endDate'; readonly start: Day; readonly end: Day }
  | { readonly kind: 'numbered'; readonly start: Day; readonly count: number };

/** A rule as the client wrote it. */
export interface Rule {
  readonly pattern: Pattern;
  readonly range: Range;
}

/** What an exception can have for itself: everything but what makes it part of its series. */
export type Overrides = Partial<Omit<ItemFields, 'uid'>>;

/** An occurrence that differs from its series. */
export interface SeriesException {
  /** The day on which the rule has it: by this day it is known, wherever it was moved. */
  readonly day: Day;
  /** The fields that it has for itself; start and end are always among them. */
  readonly overrides: Overrides & { readonly start: number; readonly end: number };
  /** The mailbox's change sequence number of its last change. */
  readonly sequence: number;
  readonly created: number;
  readonly modified: number;
  /** As `touched` of an item. */
  readonly touched: Readonly<Record<string, number>>;
}

/**
 * What makes an item the master of a series. Days and times are those of the item's start zone, as in the
 * recurrence that Exchange stores ([MS-OXOCAL] 2.2.1.44): the time of day is the same on every day, whatever
 * the clocks do meanwhile.
 */
export interface Series {
  readonly rule: Rule;
  /** Milliseconds from midnight, by the wall clock, to the start and to the end of an occurrence. */
  readonly startOffset: number;
  readonly endOffset: number;
  /** Sorted by day. */
  readonly exceptions: readonly SeriesException[];
  /** Days of the rule that were deleted, sorted. */
  readonly deleted: readonly Day[];
}

/** What an item is when it is shown as one occurrence of a series; never stored. */
export interface OccurrenceMark {
  readonly day: Day;
  /** Where the rule has it, milliseconds since 1970. */
  readonly originalStart: number;
  readonly isException: boolean;
}
