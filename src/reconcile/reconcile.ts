import type { Link, LinkEnd } from '../model/link.ts';
import type { Plan, ReconcileInput, Step } from '../model/plan.ts';
import { planDuplicates } from './duplicates.ts';
import { NONE_PARTED, type Parted, partElsewhere } from './elsewhere.ts';
import { guardDeletions } from './guard.ts';
import { planLinked } from './linked.ts';
import { type Located, locate } from './locate.ts';
import type { Newcomer } from './newcomer.ts';
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
  const activities = locate(input.links, (link) => link.activity, input.activities);
  const mailbox = locate(input.links, (link) => link.mailbox, input.mailbox);
  const parted = input.watch?.isOtherMailbox
    ? partElsewhere(input.links.length, activities, mailbox)
    : NONE_PARTED;
  const { steps, outliving } = planLinks(input.links, activities, mailbox, rules, parted);
  const newActivities = [...activities.newcomers, ...parted.activities];
  const newItems = outliving.length === 0 ? mailbox.newcomers : [...mailbox.newcomers, ...outliving];
  const others = [
    ...planNewcomers(newActivities, newItems, input, rules),
    ...planDuplicates(mailbox.duplicates, input.mailbox.entries),
  ];
  return guardDeletions(others.length === 0 ? steps : withoutReplaced(steps, others).concat(others), input);
}

/**
 * A copy whose place an invitation takes is nothing more to be judged: where a run died once the copy was away, its
 * absence is not its user's leaving the meeting.
 */
function withoutReplaced(steps: readonly Step[], others: readonly Step[]): Step[] {
  const replaced = new Set(others.flatMap((step) => (step.kind === 'replaceCopy' ? [step.link.id] : [])));
  return replaced.size === 0
    ? [...steps]
    : steps.filter((step) => !('link' in step && replaced.has(step.link.id)));
}

function planLinks(
  links: readonly Link[],
  activities: Located,
  mailbox: Located,
  rules: MergeRules,
  parted: Parted,
): { steps: Step[]; outliving: readonly Newcomer[] } {
  const steps: Step[] = [];
  const outliving: Newcomer[] = [];
  for (let at = 0; at < links.length; at += 1) {
    const [link, activity, item] = [links[at] as Link, activities.found(at), mailbox.found(at)];
    if (activity === null && item === null) continue;
    const step: Step | null = parted.at.has(at)
      ? Object.freeze({ kind: 'unlink' as const, link })
      : planLinked(link, activity, item, rules);
    if (step) steps.push(underNewIds(step, link, activity, item));
    if (step?.kind !== 'unlink' || !step.outlives) continue;
    if (item && item !== 'gone') outliving.push({ told: item, key: null, uid: item.uid });
    else steps.push(Object.freeze({ kind: 'await', side: 'mailbox', entryId: link.mailbox.id }));
  }
  return { steps, outliving };
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
