import type { SideEntry } from '../model/calendar-entry.ts';
import type { Link, LinkEnd } from '../model/link.ts';
import type { MatchedBy, Observation } from '../model/plan.ts';
import { type Duplicate, GoneLooks, KnownIdentities, sortArrivals } from './identity.ts';
import type { Newcomer } from './newcomer.ts';
import type { Found } from './run-view.ts';

/** Where one side's halves of the links were found, and what else it told. */
export interface Located {
  /** The half of the link at this place in the list of links. */
  readonly found: (at: number) => Found;
  /** By what that half was recognised under another id; null where it was found under its own, or not at all. */
  readonly recognisedBy: (at: number) => MatchedBy | null;
  readonly newcomers: readonly Newcomer[];
  readonly duplicates: readonly Duplicate[];
}

const NOBODY_NEW = { recognisedBy: () => null, newcomers: [], duplicates: [] };
const SILENT: Located = { found: () => null, ...NOBODY_NEW };

/**
 * Finds each link's half in what its side told. A half that is gone under its id may stand under another
 * one; then it moved. Every link is looked up once: with many thousands of them that is what a run costs.
 */
export function locate(
  links: readonly Link[],
  end: (link: Link) => LinkEnd,
  { entries, deleted }: Observation,
): Located {
  if (entries.size === 0 && deleted.size === 0) return SILENT;
  const found: Found[] = new Array(links.length);
  let linked = 0;
  for (let at = 0; at < links.length; at += 1) {
    const { id } = end(links[at] as Link);
    const told = entries.get(id);
    if (told) linked += 1;
    // Told and said to be gone at once, it stands: writing to it will show if it does not.
    found[at] = told ?? (deleted.has(id) ? 'gone' : null);
  }
  // The usual run hears only of linked entries: then there are no others to look for.
  if (linked === entries.size) return { found: (at) => found[at] ?? null, ...NOBODY_NEW };
  const unlinked = unlinkedEntries(links, end, entries);
  const isGone = (id: string) => deleted.has(id) && !entries.has(id);
  const { moved, movedBy, newcomers, duplicates } = sortArrivals(
    unlinked,
    new KnownIdentities(links),
    end,
    isGone,
    new GoneLooks(links, end, isGone),
  );
  const followed = (at: number): Found =>
    found[at] === 'gone' ? (moved.get(end(links[at] as Link).id) ?? 'gone') : (found[at] ?? null);
  const recognisedBy = (at: number) =>
    found[at] === 'gone' ? (movedBy.get(end(links[at] as Link).id) ?? null) : null;
  return { found: followed, recognisedBy, newcomers, duplicates };
}

function unlinkedEntries(
  links: readonly Link[],
  end: (link: Link) => LinkEnd,
  entries: ReadonlyMap<string, SideEntry>,
): SideEntry[] {
  const linked = new Set(links.map((link) => end(link).id));
  return [...entries.values()].filter((entry) => !linked.has(entry.id));
}
