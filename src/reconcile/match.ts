import type { SideEntry } from '../model/calendar-entry.ts';
import type { FieldRule } from '../model/fields.ts';
import type { MatchedBy } from '../model/plan.ts';
import { groupByLikeness, type LikenessGroup } from './likeness.ts';
import type { Newcomer } from './newcomer.ts';
import { pairGroup } from './twins.ts';

export interface Matched {
  readonly by: MatchedBy;
  readonly activity: SideEntry;
  readonly item: SideEntry;
}

/** How the new entries of both sides belong together. */
export interface Matching {
  readonly pairs: readonly Matched[];
  readonly undecided: readonly LikenessGroup[];
  readonly activities: readonly SideEntry[];
  readonly items: readonly SideEntry[];
}

/**
 * Matches new entries of both sides, each at most once: by our key, then by uid, then by likeness. A key
 * or uid that stands on several entries of one side identifies none of them.
 */
export function matchNewcomers(
  activities: readonly Newcomer[],
  items: readonly Newcomer[],
  fields: readonly FieldRule[],
): Matching {
  if (activities.length === 0 || items.length === 0)
    return { pairs: [], undecided: [], activities: activities.map(toldOf), items: items.map(toldOf) };
  const pairs: Matched[] = [];
  const taken = new Set<Newcomer>();
  for (const by of ['key', 'uid'] as const) pairByIdentity(by, activities, items, taken, pairs);
  const isLeft = (one: Newcomer) => !taken.has(one);
  return pairByLikeness(activities.filter(isLeft), items.filter(isLeft), fields, pairs);
}

function toldOf({ told }: Newcomer): SideEntry {
  return told;
}

function pairByIdentity(
  by: 'key' | 'uid',
  activities: readonly Newcomer[],
  items: readonly Newcomer[],
  taken: Set<Newcomer>,
  pairs: Matched[],
): void {
  // Activities seldom have a key or uid before they are linked: then there is nothing to compare.
  const activityOf = uniquely(by, activities, taken);
  if (activityOf.size === 0) return;
  for (const [identity, item] of uniquely(by, items, taken)) {
    const activity = item && activityOf.get(identity);
    if (!activity || !item) continue;
    taken.add(activity).add(item);
    pairs.push({ by, activity: activity.told, item: item.told });
  }
}

/** Entries by key or uid; null where several claim it. */
function uniquely(
  by: 'key' | 'uid',
  entries: readonly Newcomer[],
  taken: ReadonlySet<Newcomer>,
): Map<string, Newcomer | null> {
  const found = new Map<string, Newcomer | null>();
  for (const entry of entries) {
    const identity = entry[by];
    if (identity !== null && !taken.has(entry)) found.set(identity, found.has(identity) ? null : entry);
  }
  return found;
}

function pairByLikeness(
  activities: readonly Newcomer[],
  items: readonly Newcomer[],
  fields: readonly FieldRule[],
  pairs: Matched[],
): Matching {
  const undecided: LikenessGroup[] = [];
  const single = new Set<Newcomer>();
  for (const group of groupByLikeness(activities, items)) {
    const pairing = pairGroup(group, fields);
    for (const [activity, item] of pairing.pairs)
      pairs.push({ by: 'likeness', activity: activity.told, item: item.told });
    if (pairing.undecided) undecided.push(pairing.undecided);
    for (const one of pairing.single) single.add(one);
  }
  const isSingle = (one: Newcomer) => single.has(one);
  return {
    pairs,
    undecided,
    activities: activities.filter(isSingle).map(toldOf),
    items: items.filter(isSingle).map(toldOf),
  };
}
