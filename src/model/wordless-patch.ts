import type { CalendarEntry, EntryPatch } from './calendar-entry.ts';
import { dateOfOriginal, timeOn } from './occurrences.ts';
import type { OccurrenceException, Recurrence } from './recurrence.ts';
import { sameStructure } from './structure.ts';
import type { EntryTime } from './time.ts';

/** What a patch is written to, as far as its words matter. */
type Standing = Pick<CalendarEntry, 'time' | 'recurrence'>;

/**
 * What a patch says about when and how, without the words and people that a private entry keeps to itself. Changed
 * occurrences keep the words in which they stand where the patch is written: it has none to put in their place.
 */
export function withoutWords(patch: EntryPatch, standing: Standing): EntryPatch {
  const { subject: _, location: __, text: ___, participants: ____, recurrence, ...rest } = patch;
  if (recurrence === undefined) return rest;
  const silent = recurrence && silentSeries(recurrence, patch.time ?? standing.time, standing.recurrence);
  // A series that differed in words alone is the one that stands there: writing it would be writing for ever.
  return sameStructure(silent, standing.recurrence) ? rest : { ...rest, recurrence: silent };
}

function silentSeries(wanted: Recurrence, time: EntryTime, before: Recurrence | null): Recurrence {
  const standing = new Map(
    (before?.exceptions ?? []).map((one) => [dateOfOriginal(one.original, before as Recurrence), one]),
  );
  const exceptions = wanted.exceptions
    .map((one) => inStandingWords(one, standing.get(dateOfOriginal(one.original, wanted))))
    .filter((one) => !saysNothing(one, { time, recurrence: wanted }));
  return { ...wanted, exceptions };
}

function inStandingWords(
  { subject: _, location: __, text: ___, ...rest }: OccurrenceException,
  standing: OccurrenceException | undefined,
): OccurrenceException {
  const { subject, location, text } = standing ?? {};
  return {
    ...rest,
    ...(subject !== undefined && { subject }),
    ...(location !== undefined && { location }),
    ...(text !== undefined && { text }),
  };
}

/** An occurrence that is what its rule says is no exception. */
function saysNothing(
  exception: OccurrenceException,
  series: { readonly time: EntryTime; readonly recurrence: Recurrence },
): boolean {
  const { original, time, ...fields } = exception;
  if (Object.keys(fields).length > 0) return false;
  return sameStructure(time, timeOn(series, dateOfOriginal(original, series.recurrence)));
}
