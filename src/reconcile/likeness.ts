import type { SideEntry } from '../model/calendar-entry.ts';
import type { FieldRule } from '../model/fields.ts';
import type { EntryTime } from '../model/time.ts';
import type { Newcomer } from './identity.ts';
import { saysTheSame } from './merge-match.ts';
import { outgoingValue } from './outgoing.ts';

/** Exchange keeps this many characters of a subject; what follows cannot tell entries apart. */
const SUBJECT_LENGTH = 255;

/** Entries of both sides that look the same: same start, end and folded subject. */
export interface LikenessGroup {
  readonly activities: Newcomer[];
  readonly items: Newcomer[];
}

/** The pairs of a group, and what nobody can pair with certainty. */
export interface Pairing {
  readonly pairs: readonly (readonly [Newcomer, Newcomer])[];
  readonly undecided: LikenessGroup | null;
  /** Entries with nobody left to be paired with. */
  readonly single: readonly Newcomer[];
}

/** Letter case, accents' encoding and white space do not make another subject. */
function foldSubject(subject: string): string {
  return subject.slice(0, SUBJECT_LENGTH).normalize('NFC').toLowerCase().replace(/\s+/g, ' ').trim();
}

/** Whole minutes: servers that keep no seconds still see the same time. */
function foldTime(time: EntryTime): string {
  return time.kind === 'timed'
    ? `${time.start.slice(0, 16)}|${time.end.slice(0, 16)}`
    : `${time.start}|${time.end}`;
}

/** Equal for entries that look the same. A series never looks like a single entry. */
export function likenessOf({ entry }: SideEntry): string {
  const series = entry.recurrence === null ? '' : '|series';
  return `${foldTime(entry.time)}${series}|${foldSubject(entry.subject)}`;
}

/** Groups entries by likeness, in the order in which they came. */
export function groupByLikeness(
  activities: readonly Newcomer[],
  items: readonly Newcomer[],
): LikenessGroup[] {
  const groups = new Map<string, LikenessGroup>();
  const groupOf = ({ told }: Newcomer): LikenessGroup => {
    const likeness = likenessOf(told);
    const known = groups.get(likeness);
    if (known) return known;
    const made: LikenessGroup = { activities: [], items: [] };
    groups.set(likeness, made);
    return made;
  };
  for (const activity of activities) groupOf(activity).activities.push(activity);
  for (const item of items) groupOf(item).items.push(item);
  return [...groups.values()];
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
