/**
 * Normalised time (the one form that crosses rooms).
 *
 * A timed entry is two instants plus the IANA zone in which a person planned it; an all-day entry is
 * plain dates and belongs to no zone, so that reading it elsewhere never moves it to another day.
 */

/** An instant as `YYYY-MM-DDTHH:MM:SS.sssZ`, always UTC, so that equal instants are equal strings. */
export type Instant = string;

/** A calendar date `YYYY-MM-DD`. */
export type PlainDate = string;

/** An IANA zone name, for example `Europe/Helsinki`. */
export type ZoneId = string;

export interface TimedSpan {
  readonly kind: 'timed';
  readonly start: Instant;
  readonly end: Instant;
  readonly zone: ZoneId;
}

export interface AllDaySpan {
  readonly kind: 'allDay';
  readonly start: PlainDate;
  /** The day after the last day (exclusive), as in iCalendar. */
  readonly end: PlainDate;
}

export type EntryTime = TimedSpan | AllDaySpan;

/** The period that is synchronized; `from` inclusive, `to` exclusive. */
export interface Window {
  readonly from: Instant;
  readonly to: Instant;
}

/** Milliseconds since the epoch to the normalised instant form. */
export function instantFromMillis(millis: number): Instant {
  return new Date(millis).toISOString();
}

/** Any ISO 8601 date-time with an offset or `Z` to the normalised form; throws RangeError for others. */
export function normaliseInstant(text: string): Instant {
  if (!/(?:Z|[+-]\d{2}:?\d{2})$/i.test(text)) throw new RangeError(`not an instant (no offset): ${text}`);
  return new Date(text).toISOString();
}

/**
 * Whether an entry touches the window. All-day dates are widened by 14 hours on both ends, since a date
 * begins and ends at different instants around the earth: near the border an entry counts as inside.
 */
export function overlapsWindow(time: EntryTime, window: Window): boolean {
  if (time.kind === 'timed')
    return time.start < window.to && (time.end > window.from || time.start >= window.from);
  const slack = 14 * 3600_000;
  const start = instantFromMillis(Date.parse(`${time.start}T00:00:00Z`) - slack);
  const end = instantFromMillis(Date.parse(`${time.end}T00:00:00Z`) + slack);
  return start < window.to && end > window.from;
}
