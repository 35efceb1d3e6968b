import { isDeepStrictEqual } from 'node:util';
import { EwsError } from '../ews/ews-error.ts';
import type { ItemContent } from '../mailbox-store/item.ts';
import { wallOf } from '../zones/zone.ts';
import { dayAtWall, dayLength } from './day.ts';
import { livingDays, ruleTimes } from './occurrences.ts';
import { lastPossibleDay } from './pattern-days.ts';
import type { Rule, Series } from './recurrence.ts';
import { firstDay, lastDay, ruleDays } from './rule-days.ts';

type Draft = { -readonly [Key in keyof ItemContent]: ItemContent[Key] };

/** A rule that has not been fitted to its item yet. */
export function freshSeries(rule: Rule): Series {
  return { rule, startOffset: 0, endOffset: 0, exceptions: [], deleted: [] };
}

/**
 * Brings the times of a master and its rule together once everything else of it is known. The range says on which
 * day the series starts and the item's start at which time of day; a start without a rule moves the range. The
 * stored range starts with the first occurrence, and so does the item.
 *
 * Another pattern, first day, time, length, zone or all-day mark is another series of days: exceptions and
 * deletions are gone ([MS-OXOCAL] 3.1.4.7.3.5 removes every exception when the pattern changes; Outlook warns of
 * it before changing times). Another end of the range keeps those that are still inside it: Exchange does not
 * bring back a deleted occurrence when a series is made longer (OfficeDev/ews-managed-api, issue 235). Any other
 * change keeps them all.
 * @param before the item as it was; null for a new one
 * @throws EwsError ErrorRecurrenceHasNoOccurrence, ErrorOccurrenceTimeSpanTooBig
 */
export function settleSeries(draft: Draft, before: ItemContent | null): void {
  const given = draft.series ?? null;
  const old = before?.series ?? null;
  if (!given) return;
  const sameTimes = before !== null && haveSameTimes(draft, before);
  if (given === old && sameTimes) return;
  const fitted = fittedTo(draft, given, given === old, sameTimes ? old : null);
  if (old && sameTimes && haveSameDays(fitted.rule, old.rule)) {
    draft.series = withRangeOf(fitted.rule, old);
    return;
  }
  refuseOverlaps(fitted);
  draft.series = fitted;
  Object.assign(draft, ruleTimes({ series: fitted, startZone: draft.startZone }, fitted.rule.range.start));
}

function haveSameTimes(one: ItemContent, other: ItemContent): boolean {
  return (
    one.start === other.start &&
    one.end === other.end &&
    one.allDay === other.allDay &&
    isDeepStrictEqual(one.startZone, other.startZone)
  );
}

/** Whether two rules fall on the same days as far as both of them go. */
function haveSameDays(one: Rule, other: Rule): boolean {
  return one.range.start === other.range.start && isDeepStrictEqual(one.pattern, other.pattern);
}

/** The series with another end: what was changed or deleted beyond it is forgotten. */
function withRangeOf(rule: Rule, old: Series): Series {
  if (isDeepStrictEqual(rule, old.rule)) return old;
  const last = lastDay(rule) ?? lastPossibleDay;
  const series: Series = {
    ...old,
    rule,
    exceptions: old.exceptions.filter(({ day }) => day <= last),
    deleted: old.deleted.filter((day) => day <= last),
  };
  if (livingDays(series).next().done) throw noOccurrence();
  return series;
}

/** @param kept the series whose times of day hold on: a start that spring has skipped does not show them */
function fittedTo(draft: Draft, given: Series, moveRange: boolean, kept: Series | null): Series {
  const wallStart = wallOf(draft.startZone, draft.start);
  const midnight = dayAtWall(wallStart) * dayLength;
  const startOffset = kept?.startOffset ?? wallStart - midnight;
  const endOffset = kept?.endOffset ?? wallOf(draft.startZone, draft.end) - midnight;
  const start = moveRange ? dayAtWall(wallStart) : given.rule.range.start;
  const wanted: Rule = { ...given.rule, range: { ...given.rule.range, start } };
  const first = firstDay(wanted);
  if (first === null) throw noOccurrence();
  const rule: Rule = { ...wanted, range: { ...wanted.range, start: first } };
  return { rule, startOffset, endOffset, exceptions: [], deleted: [] };
}

export function noOccurrence(): EwsError {
  return new EwsError('ErrorRecurrenceHasNoOccurrence', 'The recurrence has no occurrence in its range.');
}

/** As many occurrences as show whether any two overlap: more than a year of days, or 33 years of months. */
const looked = 400;

/** Occurrences of one series must not overlap (PidLidAppointmentRecur, limitations). */
function refuseOverlaps({ rule, startOffset, endOffset }: Series): void {
  let previous: number | null = null;
  let count = 0;
  for (const day of ruleDays(rule)) {
    if (previous !== null && previous * dayLength + endOffset > day * dayLength + startOffset) {
      throw new EwsError(
        'ErrorOccurrenceTimeSpanTooBig',
        'An occurrence lasts longer than the time until the next one.',
      );
    }
    previous = day;
    count += 1;
    if (count === looked) return;
  }
}
