import type { CalendarEntry, EntryPatch } from '../../../model/calendar-entry.ts';
import { sameValue } from '../../../model/fields.ts';
import { dateOfOriginal, fallsOnRule, type Series, timeOn } from '../../../model/occurrences.ts';
import type { OccurrenceException, Recurrence } from '../../../model/recurrence.ts';
import { RuleDates } from '../../../model/rule-dates.ts';
import type { EntryTime, Instant, PlainDate } from '../../../model/time.ts';
import type { MappingContext } from '../mapping/context.ts';
import { OWN_FIELDS, sameMoment } from '../mapping/exception.ts';

/** An occurrence by its name and by its place, counted from 1 over all that the rule gives. */
export interface Place {
  readonly original: Instant | PlainDate;
  readonly index: number;
}

/** What has to be done to the occurrences of a series so that they are as they are wanted. */
export interface OccurrencePlan {
  readonly deletions: readonly Place[];
  readonly changes: readonly (Place & { readonly patch: EntryPatch })[];
  /** Wanted changes for which the rule has no occurrence: they cannot stand in Exchange. */
  readonly homeless: readonly (Instant | PlainDate)[];
}

/**
 * Compares the occurrences as they stand (`stands`: the series' own fields as they are by now) with those that are
 * wanted. What does not differ is not touched. A deleted occurrence cannot be brought back by itself: whoever
 * wants that has written the rule anew before (`isRestoring`).
 */
export function planOccurrences(
  stands: CalendarEntry,
  current: Recurrence,
  wanted: Recurrence,
  context: MappingContext,
): OccurrencePlan {
  const rule = asKept({ ...wanted, deleted: current.deleted, exceptions: current.exceptions }, context);
  const series = { time: stands.time, recurrence: rule };
  const dates = new RuleDates(rule);
  const deletions = wanted.deleted
    .filter((original) => !current.deleted.includes(original))
    .flatMap((original) => placeOf(series, dates, original) ?? []);
  const changed = [...wanted.exceptions, ...madeRegular(series, current, wanted)]
    .filter(({ original }) => !wanted.deleted.includes(original) && !current.deleted.includes(original))
    .map((exception) => ({
      original: exception.original,
      place: placeOf(series, dates, exception.original),
      patch: patchOf(exception, series, stands),
    }))
    .filter(({ patch }) => Object.keys(patch).length > 0);
  return {
    deletions,
    changes: changed.flatMap(({ place, patch }) => (place ? [{ ...place, patch }] : [])),
    homeless: changed.flatMap(({ place, original }) => (place ? [] : [original])),
  };
}

/** Whether occurrences that were deleted are wanted again. */
export function isRestoring(stands: CalendarEntry, current: Recurrence, wanted: Recurrence): boolean {
  const series = { time: stands.time, recurrence: current };
  return current.deleted.some((one) => !wanted.deleted.includes(one) && fallsOnRule(series, one));
}

/** The rule as the server counts by it: without a first day of the week of its own, weeks begin on Sunday. */
function asKept(recurrence: Recurrence, { traits }: MappingContext): Recurrence {
  const { pattern } = recurrence;
  if (traits.hasZoneDefinitions || pattern.kind !== 'weekly') return recurrence;
  return { ...recurrence, pattern: { ...pattern, firstDayOfWeek: 'SU' } };
}

function placeOf(series: Series, dates: RuleDates, original: Instant | PlainDate): Place | null {
  const date = dateOfOriginal(original, series.recurrence);
  const index = dates.indexOf(date);
  return index === null || timeOn(series, date).start !== original ? null : { original, index: index + 1 };
}

/** Exceptions that are to be as the rule has them: they go on standing as changed, with the series' own values. */
function madeRegular(series: Series, current: Recurrence, wanted: Recurrence): OccurrenceException[] {
  return current.exceptions
    .filter(({ original }) => !wanted.exceptions.some((one) => one.original === original))
    .map(({ original }) => ({ original, time: timeOn(series, dateOfOriginal(original, series.recurrence)) }));
}

/** How an occurrence of the rule stands; null where it is deleted. */
function occurrenceNow(
  series: Series,
  original: Instant | PlainDate,
): { readonly time: EntryTime; readonly exception: OccurrenceException | null } | null {
  const { recurrence } = series;
  const exception = recurrence.exceptions.find((one) => one.original === original) ?? null;
  if (exception) return { time: exception.time, exception };
  if (recurrence.deleted.includes(original)) return null;
  return { time: timeOn(series, dateOfOriginal(original, recurrence)), exception };
}

function patchOf(wanted: OccurrenceException, series: Series, stands: CalendarEntry): EntryPatch {
  const now = occurrenceNow(series, wanted.original);
  const own = OWN_FIELDS.flatMap((field) => {
    const value = wanted[field.name] ?? stands[field.name];
    const present = now?.exception?.[field.name] ?? stands[field.name];
    return sameValue(field, value, present) ? [] : [[field.name, value] as const];
  });
  const isThere = now !== null && sameMoment(now.time, wanted.time);
  return { ...(isThere ? {} : { time: wanted.time }), ...Object.fromEntries(own) };
}
