import { dateOfOriginal, isEmptyRule, originalOn, type Series } from '../../model/occurrences.ts';
import type { Recurrence } from '../../model/recurrence.ts';
import { carriedOver, timeByRule } from '../../model/series-change.ts';
import { sameStructure } from '../../model/structure.ts';
import { severaPattern } from './recurrence-out.ts';
import { badProperty } from './severa-error.ts';

/**
 * A written series as it is kept: it begins on the first date of its rule, and its exceptions are starts that
 * the rule gives. Throws SeveraError (400) for a rule that has no occurrence at all.
 */
export function newSeries(written: Series): Series {
  if (isEmptyRule(written.recurrence))
    throw badProperty(
      'recurrence',
      'The recurrence has no occurrence. Check its start, its days and its range.',
    );
  const series = { time: timeByRule(written), recurrence: written.recurrence };
  return { ...series, recurrence: carriedOver(series, series) };
}

/**
 * A changed series. Of the exceptions that Severa lists, those that were changed occurrences stay so and the
 * others are deleted; what Severa has no word for (the first day of the week) stays while the pattern does.
 * Throws SeveraError (400) for a rule that has no occurrence at all.
 */
export function changedSeries(before: Series, written: Series): Series {
  const listed = new Set(written.recurrence.deleted.map((one) => dateOfOriginal(one, written.recurrence)));
  const exceptions = before.recurrence.exceptions.filter((one) =>
    listed.has(dateOfOriginal(one.original, before.recurrence)),
  );
  const pattern = keptPattern(before.recurrence, written.recurrence);
  const { time, recurrence: rule } = newSeries({
    ...written,
    recurrence: { ...written.recurrence, pattern, deleted: [] },
  });
  const after = { time, recurrence: rule };
  const changed = carriedOver(
    { ...before, recurrence: { ...before.recurrence, deleted: [], exceptions } },
    after,
  );
  const kept = new Set(changed.exceptions.map(({ original }) => original));
  const deleted = [...listed]
    .flatMap((date) => originalOn(after, date) ?? [])
    .filter((one) => !kept.has(one));
  return { time, recurrence: { ...changed, deleted: deleted.sort() } };
}

/** A series whose time alone was written: it starts on the new date and keeps its occurrences by their dates. */
export function movedSeries(before: Series, written: Series): Series {
  const after = newSeries({ ...written, recurrence: { ...written.recurrence, deleted: [], exceptions: [] } });
  return { time: after.time, recurrence: carriedOver(before, after) };
}

function keptPattern(before: Recurrence, written: Recurrence): Recurrence['pattern'] {
  const isSame = sameStructure(severaPattern(before.pattern), severaPattern(written.pattern));
  return isSame ? before.pattern : written.pattern;
}
