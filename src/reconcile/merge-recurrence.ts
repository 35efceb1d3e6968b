import type { SideName } from '../model/link.ts';
import { originalOn, type Series } from '../model/occurrences.ts';
import type { Recurrence } from '../model/recurrence.ts';
import { timeByRule } from '../model/series-change.ts';
import { sameStructure } from '../model/structure.ts';
import type { EntryTime, PlainDate } from '../model/time.ts';
import { type MergedOccurrence, mergeOccurrence } from './merge-occurrence.ts';
import {
  BY_THE_RULE,
  type OccurrenceState,
  recurrenceWith,
  sameState,
  statesOf,
} from './occurrence-states.ts';

/** One half of a series: when last synchronized, now, and the time that the merge of fields leaves it. */
export interface SeriesHalf {
  readonly base: Series;
  readonly now: Series;
  readonly time: EntryTime;
}

/** What one side is to be given; null where it has it already. */
export interface SeriesPatch {
  readonly time: EntryTime | null;
  readonly recurrence: Recurrence | null;
}

export interface MergedSeries {
  readonly activity: SeriesPatch;
  readonly mailbox: SeriesPatch;
  /**
   * Something changed on both sides and one of the two did not get through: `policy` chose between them, or
   * the rule of the named side passes over what was edited on the other.
   */
  readonly conflict: 'policy' | SideName | null;
}

/**
 * The three-way merge of a series, by parts: the rule (pattern, range, start, zone) is one, and every deleted
 * or changed occurrence is one of its own, so that an occurrence changed here and another deleted there both
 * come through. A rule that changed takes along the occurrences on whose dates it still falls and drops the
 * others. The parts of one occurrence are merged as `OCCURRENCE_TABLE` says.
 */
export function mergeRecurrence(
  activity: SeriesHalf,
  item: SeriesHalf,
  winner: () => SideName,
): MergedSeries {
  const rules = mergeRules(activity, item, winner);
  const occurrences = mergeOccurrences(activity, item, winner);
  const halves = {
    activity: part('activity', activity, rules, occurrences),
    mailbox: part('mailbox', item, rules, occurrences),
  };
  const isMixed = isMoved(activity) && isMoved(item);
  const isChosen = rules.isConflict || [...occurrences.values()].some((one) => one.isConflict);
  return {
    activity: patchFor(halves.activity, activity, isMixed),
    mailbox: patchFor(halves.mailbox, item, isMixed),
    conflict: isChosen ? 'policy' : passedOver(rules, occurrences, halves),
  };
}

/** A series as one side is to have it. */
interface Part {
  readonly series: Series;
  readonly states: ReadonlyMap<PlainDate, OccurrenceState>;
}

interface Rules {
  readonly activity: Recurrence;
  readonly mailbox: Recurrence;
  /** Whose changed rule the other side is given. */
  readonly from: SideName | null;
  readonly isConflict: boolean;
}

function mergeRules(activity: SeriesHalf, item: SeriesHalf, winner: () => SideName): Rules {
  const [ours, theirs] = [activity.now.recurrence, item.now.recurrence];
  const isOurs = !sameRule(activity.base.recurrence, ours);
  const isTheirs = !sameRule(item.base.recurrence, theirs);
  if ((!isOurs && !isTheirs) || sameRule(ours, theirs))
    return { activity: ours, mailbox: theirs, from: null, isConflict: false };
  const isConflict = isOurs && isTheirs;
  const takesOurs = isOurs && (!isTheirs || winner() === 'activities');
  return takesOurs
    ? { activity: ours, mailbox: ours, from: 'activities', isConflict }
    : { activity: theirs, mailbox: theirs, from: 'mailbox', isConflict };
}

/** Whether two series repeat alike, whatever was deleted or changed in them. */
export function sameRule(one: Recurrence, other: Recurrence): boolean {
  const none = { deleted: [], exceptions: [] };
  return sameStructure({ ...one, ...none }, { ...other, ...none });
}

function mergeOccurrences(
  activity: SeriesHalf,
  item: SeriesHalf,
  winner: () => SideName,
): Map<PlainDate, MergedOccurrence> {
  const [ours, oursBefore] = [statesOf(activity.now), statesOf(activity.base)];
  const [theirs, theirsBefore] = [statesOf(item.now), statesOf(item.base)];
  const dates = new Set([ours, oursBefore, theirs, theirsBefore].flatMap((states) => [...states.keys()]));
  const half = (base: typeof ours, now: typeof ours, date: PlainDate) => ({
    base: base.get(date) ?? BY_THE_RULE,
    now: now.get(date) ?? BY_THE_RULE,
  });
  return new Map(
    [...dates].map((date) => [
      date,
      mergeOccurrence(half(oursBefore, ours, date), half(theirsBefore, theirs, date), winner),
    ]),
  );
}

function part(
  side: 'activity' | 'mailbox',
  { time }: SeriesHalf,
  rules: Rules,
  occurrences: ReadonlyMap<PlainDate, MergedOccurrence>,
): Part {
  const states = new Map([...occurrences].map(([date, merged]) => [date, merged[side]]));
  return { series: { time, recurrence: rules[side] }, states };
}

/** Whether this side changed when the series takes place. */
function isMoved({ base, now }: SeriesHalf): boolean {
  return !sameRule(base.recurrence, now.recurrence) || !sameStructure(base.time, now.time);
}

function patchFor({ series, states }: Part, { now }: SeriesHalf, isMixed: boolean): SeriesPatch {
  // Where each side moved the series in its own way, the time must still be one that the rule gives.
  const time = isMixed ? timeByRule(series) : series.time;
  const isSame = sameRule(series.recurrence, now.recurrence) && sameStructure(time, now.time);
  const recurrence = recurrenceWith({ ...series, time }, states, isSame ? now.recurrence : null);
  return {
    time: sameStructure(time, series.time) ? null : time,
    recurrence: isNews(recurrence, states, now, isSame) ? recurrence : null,
  };
}

/** A server that is told another time or rule forgets what was changed in the series: it is told again. */
function isNews(
  wanted: Recurrence,
  states: ReadonlyMap<PlainDate, OccurrenceState>,
  now: Series,
  isSame: boolean,
): boolean {
  if (!sameRule(wanted, now.recurrence)) return true;
  if (!isSame) return wanted.deleted.length + wanted.exceptions.length > 0 || hasOccurrences(now.recurrence);
  const before = statesOf(now);
  return [...states].some(([date, state]) => !sameState(state, before.get(date) ?? BY_THE_RULE));
}

function hasOccurrences({ deleted, exceptions }: Recurrence): boolean {
  return deleted.length + exceptions.length > 0;
}

/** The side whose new rule drops an occurrence that was edited on the other meanwhile; null where none is lost. */
function passedOver(
  { from }: Rules,
  occurrences: ReadonlyMap<PlainDate, MergedOccurrence>,
  halves: { readonly activity: Part; readonly mailbox: Part },
): SideName | null {
  if (!from) return null;
  const other = from === 'mailbox' ? 'activity' : 'mailbox';
  const isLost = [...occurrences].some(
    ([date, merged]) =>
      merged.changes[other] === 'edited' &&
      Object.keys(merged[other].says).length > 0 &&
      originalOn(halves[other].series, date) === null,
  );
  return isLost ? from : null;
}
