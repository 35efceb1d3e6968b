import type { SideEntry } from '../model/calendar-entry.ts';
import type { Link, LinkEnd, SideName } from '../model/link.ts';
import type { Observation, Plan, ReconcileInput, Step } from '../model/plan.ts';
import { guardDeletions } from './guard.ts';
import { type Arrivals, KnownIdentities, sortArrivals } from './identity.ts';
import { planLinked } from './linked.ts';
import { planNewcomers } from './newcomers.ts';
import { type Found, type MergeRules, mergeRules } from './run-view.ts';

/**
 * Plans one run for one user: what was last synchronized and what both sides told go in, a frozen plan
 * comes out. A pure function: no clock, no I/O, no chance. The same input always gives the same plan, and
 * the input is never changed.
 *
 * An entry counts as deleted only when its side says so (`Observation.deleted`), never by its absence: an
 * entry that left the window, or could not be read, goes on being linked.
 */
export function reconcile(input: ReconcileInput): Plan {
  const rules = mergeRules(input);
  const arrivals = { activities: arrive('activities', input), mailbox: arrive('mailbox', input) };
  const steps = planLinks(input, arrivals, rules);
  const newcomers = planNewcomers(
    arrivals.activities.newcomers,
    arrivals.mailbox.newcomers,
    input.window,
    rules,
  );
  return guardDeletions(newcomers.length === 0 ? steps : steps.concat(newcomers), input);
}

const NOBODY: Arrivals = { newcomers: [], moved: new Map() };

function endOf(side: SideName): (link: Link) => LinkEnd {
  return side === 'activities' ? (link) => link.activity : (link) => link.mailbox;
}

/** The entries of a side that no link knows by its id. */
function arrive(side: SideName, { links, [side]: observed }: ReconcileInput): Arrivals {
  const end = endOf(side);
  const unlinked = unlinkedEntries(links, end, observed);
  if (unlinked.length === 0) return NOBODY;
  const isGone = (id: string) => observed.deleted.has(id) && !observed.entries.has(id);
  return sortArrivals(unlinked, new KnownIdentities(links), end, isGone);
}

function unlinkedEntries(
  links: readonly Link[],
  end: (link: Link) => LinkEnd,
  { entries }: Observation,
): SideEntry[] {
  if (entries.size === 0) return [];
  let known = 0;
  for (const link of links) if (entries.has(end(link).id)) known += 1;
  // The usual run hears only of linked entries: then there is no need to look for the others.
  if (known === entries.size) return [];
  const linked = new Set(links.map((link) => end(link).id));
  return [...entries.values()].filter((entry) => !linked.has(entry.id));
}

function planLinks(
  { links, activities, mailbox }: ReconcileInput,
  arrivals: Readonly<Record<SideName, Arrivals>>,
  rules: MergeRules,
): Step[] {
  const steps: Step[] = [];
  for (const link of links) {
    const activity = find(link.activity.id, activities, arrivals.activities);
    const item = find(link.mailbox.id, mailbox, arrivals.mailbox);
    if (activity === null && item === null) continue;
    const step = planLinked(link, activity, item, rules);
    if (step) steps.push(underNewIds(step, link, activity, item));
  }
  return steps;
}

/** A half that moved is written under its new id, so the step's link names that one. */
function underNewIds(step: Step, link: Link, activity: Found, item: Found): Step {
  const ends = { activity: relocated(link.activity, activity), mailbox: relocated(link.mailbox, item) };
  const isMoved = ends.activity !== link.activity || ends.mailbox !== link.mailbox;
  return isMoved ? Object.freeze({ ...step, link: Object.freeze({ ...link, ...ends }) } as Step) : step;
}

function relocated(end: LinkEnd, found: Found): LinkEnd {
  if (found === null || found === 'gone' || found.id === end.id) return end;
  return Object.freeze({ ...end, id: found.id, version: found.version });
}

/** Where a linked half was found. Told and said to be gone at once, it stands: writing will show if not. */
function find(id: string, { entries, deleted }: Observation, { moved }: Arrivals): Found {
  const told = entries.get(id);
  if (told) return told;
  if (!deleted.has(id)) return null;
  return moved.get(id) ?? 'gone';
}
