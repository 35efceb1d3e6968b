import { type FieldRule, sameValue } from '../model/fields.ts';
import type { EntryTime } from '../model/time.ts';
import { sameWords } from './wording.ts';

/**
 * Whether two values are the same to a person, so that nothing needs to be written where there is no base
 * to tell a change from what a server made of a value: at the first match, and when a copy is found again.
 */
export function saysTheSame(field: FieldRule, one: unknown, other: unknown): boolean {
  if (sameValue(field, one, other)) return true;
  if (field.name === 'time') return sameSpan(one as EntryTime, other as EntryTime);
  if (field.compare !== 'text') return false;
  return (
    isCutFrom(String(one), String(other)) || (field.name === 'text' && sameWords(String(one), String(other)))
  );
}

/**
 * The zone alone is no difference, since an activity knows only its owner's; nor are seconds, which some
 * servers do not keep.
 */
function sameSpan(one: EntryTime, other: EntryTime): boolean {
  return one.kind === other.kind && sameMinute(one.start, other.start) && sameMinute(one.end, other.end);
}

/** Instants are folded to minutes; a plain date is shorter than that and is compared whole. */
function sameMinute(one: string, other: string): boolean {
  return one.slice(0, 16) === other.slice(0, 16);
}

/** No server cuts words shorter than this; a shorter beginning is another value, not a cut one. */
const SHORTEST_CUT = 250;

/**
 * Whether one value is what a server left of the other. Evening that out would destroy what only one side
 * has room for.
 */
function isCutFrom(one: string, other: string): boolean {
  if (Math.min(one.length, other.length) < SHORTEST_CUT) return false;
  return one.startsWith(other) || other.startsWith(one);
}
