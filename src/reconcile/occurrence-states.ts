import { FIELDS, type FieldRule, sameValue } from '../model/fields.ts';
import { dateOfOriginal, originalOn, type Series, timeOn } from '../model/occurrences.ts';
import type { OccurrenceException, Recurrence } from '../model/recurrence.ts';
import type { ExceptionFields } from '../model/series-change.ts';
import { sameStructure } from '../model/structure.ts';
import type { PlainDate } from '../model/time.ts';
import type { OccurrenceChange } from './occurrence-table.ts';

/** The fields that an exception may change, each compared as the field table says. */
const SAID = ['time', 'subject', 'location', 'text', 'isPrivate', 'busy'] as const;
type Said = (typeof SAID)[number];

export const EXCEPTION_FIELDS: readonly (FieldRule & { readonly name: Said })[] = FIELDS.filter(
  (field): field is FieldRule & { readonly name: Said } => SAID.some((name) => name === field.name),
);

/** One occurrence beside its series; it follows the rule in whatever it does not say. */
export interface OccurrenceState {
  readonly isDeleted: boolean;
  readonly says: ExceptionFields;
  /** The side keeps it as an exception, though perhaps one that differs in nothing which crosses. */
  readonly isException: boolean;
}

export const BY_THE_RULE: OccurrenceState = { isDeleted: false, says: {}, isException: false };

/**
 * The deleted and changed occurrences of a series by date. The date names an occurrence even where the two
 * sides, or the same side before and after, give the series different times of day.
 */
export function statesOf(series: Series): Map<PlainDate, OccurrenceState> {
  const { recurrence } = series;
  const states = new Map<PlainDate, OccurrenceState>();
  for (const original of recurrence.deleted)
    states.set(dateOfOriginal(original, recurrence), { ...BY_THE_RULE, isDeleted: true });
  for (const exception of recurrence.exceptions) {
    const date = dateOfOriginal(exception.original, recurrence);
    states.set(date, { isDeleted: false, says: whatItSays(exception, series, date), isException: true });
  }
  return states;
}

/** The rule's own time is nothing that an exception says: it moves when the series does. */
function whatItSays(exception: OccurrenceException, series: Series, date: PlainDate): ExceptionFields {
  const { original, time, ...said } = exception;
  return sameStructure(time, timeOn(series, date)) ? said : { ...said, time };
}

/** What happened to one occurrence on one side. */
export function changeOf(base: OccurrenceState, now: OccurrenceState): OccurrenceChange {
  if (now.isDeleted) return base.isDeleted ? 'unchanged' : 'deleted';
  const isEdited = base.isDeleted || EXCEPTION_FIELDS.some((field) => differs(field, base.says, now.says));
  return isEdited ? 'edited' : 'unchanged';
}

export function differs(
  { name, ...rule }: FieldRule & { readonly name: Said },
  one: ExceptionFields,
  other: ExceptionFields,
): boolean {
  const isSaid = one[name] !== undefined || other[name] !== undefined;
  return (
    isSaid &&
    (one[name] === undefined ||
      other[name] === undefined ||
      !sameValue({ name, ...rule }, one[name], other[name]))
  );
}

/** Whether two states are the same to a reader; what is deleted says nothing. */
export function sameState(one: OccurrenceState, other: OccurrenceState): boolean {
  if (one.isDeleted || other.isDeleted) return one.isDeleted === other.isDeleted;
  return !EXCEPTION_FIELDS.some((field) => differs(field, one.says, other.says));
}

/**
 * A series' recurrence with these states of its occurrences. Those on dates that the rule does not fall on are
 * dropped, except where `known` still names them: an original that a server gave is its own business.
 */
export function recurrenceWith(
  series: Series,
  states: ReadonlyMap<PlainDate, OccurrenceState>,
  known: Recurrence | null,
): Recurrence {
  const originals = new Map(known ? namedOriginals(known) : []);
  const deleted: string[] = [];
  const exceptions: OccurrenceException[] = [];
  for (const [date, { isDeleted, says, isException }] of [...states].sort(byDate)) {
    const original = originals.get(date) ?? originalOn(series, date);
    if (original === null) continue;
    if (isDeleted) deleted.push(original);
    else if (isException || Object.keys(says).length > 0)
      exceptions.push({ ...says, original, time: says.time ?? timeOn(series, date) });
  }
  return { ...series.recurrence, deleted, exceptions };
}

function namedOriginals(recurrence: Recurrence): (readonly [PlainDate, string])[] {
  const originals = [...recurrence.deleted, ...recurrence.exceptions.map(({ original }) => original)];
  return originals.map((original) => [dateOfOriginal(original, recurrence), original]);
}

function byDate([one]: readonly [PlainDate, unknown], [other]: readonly [PlainDate, unknown]): number {
  return one < other ? -1 : 1;
}
