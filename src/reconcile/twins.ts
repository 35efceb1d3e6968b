import type { FieldRule } from '../model/fields.ts';
import type { LikenessGroup } from './likeness.ts';
import type { Newcomer } from './newcomer.ts';
import { outgoingValue } from './outgoing.ts';
import { saysTheSame } from './says-the-same.ts';

/** The pairs of a group, and what nobody can pair with certainty. */
export interface Pairing {
  readonly pairs: readonly (readonly [Newcomer, Newcomer])[];
  readonly undecided: LikenessGroup | null;
  /** Entries with nobody left to be paired with. */
  readonly single: readonly Newcomer[];
}

/**
 * Pairs a group. One against one is a pair. Where more stand on either side, those that are equal in every
 * field are told apart from the rest: as many equal activities as equal entries are interchangeable, so
 * pairing them in their order loses nothing. What then remains is a pair if it is one against one, and
 * undecided otherwise: a wrong pair would write one meeting over another.
 */
export function pairGroup(group: LikenessGroup, fields: readonly FieldRule[]): Pairing {
  const { activities, items } = group;
  if (activities.length === 0 || items.length === 0)
    return { pairs: [], undecided: null, single: [...activities, ...items] };
  const [activity, item] = [activities[0], items[0]];
  if (activities.length === 1 && items.length === 1 && activity && item)
    return { pairs: [[activity, item]], undecided: null, single: [] };
  return pairTwins(group, fields);
}

function pairTwins(group: LikenessGroup, fields: readonly FieldRule[]): Pairing {
  const pairs: [Newcomer, Newcomer][] = [];
  const left: LikenessGroup = { activities: [], items: [] };
  for (const twins of twinsOf(group, fields)) {
    if (twins.activities.length === twins.items.length)
      pairs.push(
        ...twins.activities.map((one, at): [Newcomer, Newcomer] => [one, twins.items[at] as Newcomer]),
      );
    else {
      left.activities.push(...twins.activities);
      left.items.push(...twins.items);
    }
  }
  const [activity, item] = [left.activities[0], left.items[0]];
  if (!activity || !item) return { pairs, undecided: null, single: [...left.activities, ...left.items] };
  if (left.activities.length > 1 || left.items.length > 1) return { pairs, undecided: left, single: [] };
  return { pairs: [...pairs, [activity, item]], undecided: null, single: [] };
}

/** Splits a group into sets whose members are equal in every field that crosses. */
function twinsOf(group: LikenessGroup, fields: readonly FieldRule[]): LikenessGroup[] {
  const sets: { readonly looks: (field: FieldRule) => unknown; readonly twins: LikenessGroup }[] = [];
  const setOf = (looks: (field: FieldRule) => unknown): LikenessGroup => {
    const known = sets.find((set) =>
      fields.every((field) => saysTheSame(field, set.looks(field), looks(field))),
    );
    if (known) return known.twins;
    const twins: LikenessGroup = { activities: [], items: [] };
    sets.push({ looks, twins });
    return twins;
  };
  for (const activity of group.activities)
    setOf(({ name }) => outgoingValue(name, activity.told)).activities.push(activity);
  for (const item of group.items) setOf(({ name }) => item.told.entry[name]).items.push(item);
  return sets.map((set) => set.twins);
}
