import { isDeepStrictEqual } from 'node:util';
import { EwsError } from '../ews/ews-error.ts';
import type { ItemContent } from '../mailbox-store/item.ts';
import { wallOf } from '../zones/zone.ts';
import { type Day, dayAtWall } from './day.ts';
import { exceptionAt, livingDays, type Master, occurrenceItem, type Times, timesOf } from './occurrences.ts';
import type { Overrides, Series, SeriesException } from './recurrence.ts';
import { noOccurrence } from './settle-series.ts';

/** Who changes an occurrence and when, and the number that the change gets. */
export interface Stamp {
  readonly sequence: number;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Names of the fields that were changed. */
  readonly fields: readonly string[];
}

/**
 * The series after one occurrence got another content: it is an exception from now on, and keeps for itself what
 * differs from the series.
 * @throws EwsError ErrorOccurrenceCrossingBoundary
 */
export function withException(master: Master, day: Day, content: ItemContent, stamp: Stamp): Series {
  refuseCrossing(master, day, content);
  const { series } = master;
  const known = exceptionAt(series, day);
  const touched = { ...known?.touched };
  for (const field of stamp.fields) touched[field] = stamp.sequence;
  const exception: SeriesException = {
    day,
    overrides: differences(master, day, content),
    sequence: stamp.sequence,
    created: known?.created ?? stamp.now,
    modified: stamp.now,
    touched,
  };
  const others = series.exceptions.filter((each) => each.day !== day);
  return { ...series, exceptions: [...others, exception].sort((one, other) => one.day - other.day) };
}

/**
 * The series after one occurrence was deleted.
 * @throws EwsError ErrorRecurrenceHasNoOccurrence for the last one that is left: the series itself has to be
 *   deleted then
 */
export function withoutOccurrence({ series }: Master, day: Day): Series {
  const left: Series = {
    ...series,
    exceptions: series.exceptions.filter((each) => each.day !== day),
    deleted: [...series.deleted, day].sort((one, other) => one - other),
  };
  if (livingDays(left).next().done) throw noOccurrence();
  return left;
}

function differences(master: Master, day: Day, content: ItemContent): SeriesException['overrides'] {
  const plain = { ...master, series: { ...master.series, exceptions: [] } };
  const inherited: ItemContent = occurrenceItem(plain, day);
  const { uid: _uid, series: _series, ...own } = content;
  const different = Object.entries(own).filter(
    ([key, value]) => !isDeepStrictEqual(value, inherited[key as keyof ItemContent]),
  );
  return { ...(Object.fromEntries(different) as Overrides), start: content.start, end: content.end };
}

/**
 * An occurrence stays between its neighbours: not on or past the day of the one before or after it, and without
 * overlapping them (Microsoft Graph, Update event, on ErrorOccurrenceCrossingBoundary, whose words are those here;
 * PidLidAppointmentRecur, limitations).
 */
function refuseCrossing(master: Master, day: Day, times: Times): void {
  const { before, after } = neighbours(master, day);
  const dayAt = (instant: number): Day => dayAtWall(wallOf(master.startZone, instant));
  const own = dayAt(times.start);
  const crosses = (before && own <= dayAt(before.start)) || (after && own >= dayAt(after.start));
  const overlaps = (before && times.start < before.end) || (after && times.end > after.start);
  if (crosses || overlaps) {
    throw new EwsError(
      'ErrorOccurrenceCrossingBoundary',
      'Modified occurrence is crossing or overlapping adjacent occurrence.',
    );
  }
}

function neighbours(master: Master, day: Day): { before: Times | null; after: Times | null } {
  let before: Day | null = null;
  let after: Day | null = null;
  for (const other of livingDays(master.series)) {
    if (other < day) before = other;
    else if (other > day) {
      after = other;
      break;
    }
  }
  const at = (other: Day | null): Times | null => (other === null ? null : timesOf(master, other));
  return { before: at(before), after: at(after) };
}
