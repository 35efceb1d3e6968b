import type { Item } from '../mailbox-store/item.ts';
import { instantOf, wallOf } from '../zones/zone.ts';
import { type Day, dayAtWall, dayLength } from './day.ts';
import type { Series, SeriesException } from './recurrence.ts';
import { ruleDays } from './rule-days.ts';

/** The master of a series. */
export type Master<Content = Item> = Content & { readonly series: Series };

export function isMaster<Content extends { readonly series?: Series | null }>(
  content: Content,
): content is Content & { readonly series: Series } {
  return content.series !== undefined && content.series !== null;
}

/** When something starts and ends, milliseconds since 1970. */
export interface Times {
  readonly start: number;
  readonly end: number;
}

type Timed = Pick<Item, 'startZone'> & { readonly series: Series };

/**
 * When the rule has an occurrence. Start and end are wall times of the series' zone; where spring skips an hour
 * an occurrence keeps its length rather than ending before it starts.
 */
export function ruleTimes({ series, startZone }: Timed, day: Day): Times {
  const midnight = day * dayLength;
  const start = instantOf(startZone, midnight + series.startOffset);
  const end = instantOf(startZone, midnight + series.endOffset);
  const length = series.endOffset - series.startOffset;
  return { start, end: end < start || (end === start && length > 0) ? start + length : end };
}

export function exceptionAt(series: Series, day: Day): SeriesException | undefined {
  return series.exceptions.find((exception) => exception.day === day);
}

/** When an occurrence really is: where its exception was moved, or where the rule has it. */
export function timesOf(master: Timed, day: Day): Times {
  const exception = exceptionAt(master.series, day);
  return exception ? exception.overrides : ruleTimes(master, day);
}

/**
 * One occurrence as an item of its own: the series' fields with those of the exception over them. It has the
 * master's number; `occurrence` tells them apart, and its version is the master's, which moves with every
 * occurrence (EWS reference, OccurrenceItemId: the change key is the same for master and occurrences).
 */
export function occurrenceItem(master: Master, day: Day): Item {
  const { series, ...rest } = master;
  const exception = exceptionAt(series, day);
  const byRule = ruleTimes(master, day);
  return {
    ...rest,
    ...byRule,
    endZone: master.startZone,
    ...exception?.overrides,
    sequence: Math.max(master.sequence, exception?.sequence ?? 0),
    created: exception?.created ?? master.created,
    modified: exception?.modified ?? master.modified,
    touched: exception?.touched ?? {},
    occurrence: { day, originalStart: byRule.start, isException: exception !== undefined },
  };
}

/** The days of a series that are not deleted, in the rule's order. */
export function* livingDays(series: Series, from?: Day): Generator<Day> {
  const deleted = new Set(series.deleted);
  for (const day of ruleDays(series.rule, from)) if (!deleted.has(day)) yield day;
}

/** Where an occurrence lies, before it is made an item. */
export interface PlacedOccurrence extends Times {
  readonly day: Day;
}

/** The occurrences of a series that overlap the time from `start` to `end` (see `overlaps`). */
export function occurrencesBetween(master: Master, start: number, end: number): PlacedOccurrence[] {
  const { series } = master;
  const exceptions = new Set(series.exceptions.map((exception) => exception.day));
  const found: PlacedOccurrence[] = series.exceptions
    .filter(({ overrides }) => overlaps(overrides, start, end))
    .map(({ day, overrides }) => ({ day, start: overrides.start, end: overrides.end }));
  // An occurrence that began days ago may still go on; one day more covers the offset of the zone.
  const length = Math.ceil(series.endOffset / dayLength) + 1;
  const from = dayAtWall(wallOf(master.startZone, start)) - length;
  const last = dayAtWall(wallOf(master.startZone, end)) + 1;
  for (const day of livingDays(series, from)) {
    if (day > last) break;
    if (exceptions.has(day)) continue;
    const times = ruleTimes(master, day);
    if (overlaps(times, start, end)) found.push({ day, ...times });
  }
  return found;
}

/** Whether something lies in a span of time; what has no length lies in it when its moment does. */
export function overlaps({ start, end }: Times, from: number, until: number): boolean {
  if (start === end) return start >= from && start < until;
  return start < until && end > from;
}
