import type { SideEntry } from '../model/calendar-entry.ts';
import type { Link, LinkEnd } from '../model/link.ts';
import type { Step } from '../model/plan.ts';
import { toActivityAgain } from './incoming.ts';
import { keepPrivate } from './keep-private.ts';
import { mergeLinked } from './merge.ts';
import { toMailboxAgain } from './outgoing.ts';
import { isEmpty } from './patches.ts';
import type { Found, MergeRules } from './run-view.ts';
import { type Half, isEdited, sinceBase } from './since-base.ts';
import { actionFor, type HalfState } from './truth-table.ts';

/** What to do with a linked pair, given where its halves were found; null where there is nothing to do. */
export function planLinked(link: Link, activity: Found, item: Found, rules: MergeRules): Step | null {
  if (isStanding(item) && item.isCancelled) return planCancelled(link, activity);
  const [activityNow, itemNow] = [
    sinceBase('activities', activity, link.activity),
    sinceBase('mailbox', item, link.mailbox),
  ];
  const [ours, theirs] = [
    weighed(activityNow, link.activity, itemNow.state),
    weighed(itemNow, link.mailbox, activityNow.state),
  ];
  switch (actionFor('linked', ours.state, theirs.state)) {
    case 'nothing':
      return null;
    case 'record':
      return recordIfNew(link, ours, theirs);
    case 'merge':
      return merge(link, ours, theirs, rules);
    case 'deleteActivity':
      return deleteActivity(link, ours.told);
    case 'deleteFromMailbox':
      return deleteFromMailbox(link, theirs.told);
    case 'recreateInMailbox':
      return recreateInMailbox(link, ours);
    case 'recreateActivity':
      return recreateActivity(link, theirs, rules);
    default:
      return Object.freeze({ kind: 'unlink', link });
  }
}

function isStanding(found: Found): found is SideEntry {
  return found !== null && found !== 'gone';
}

/** A cancelled meeting is gone by its organiser's word, which no edit of a guest's brings back. */
function planCancelled(link: Link, activity: Found): Step {
  if (activity === 'gone') return Object.freeze({ kind: 'unlink', link });
  return deleteActivity(link, activity);
}

/** Beside a deletion only an edit counts as a change: what arrived by itself does not beat it. */
function weighed(half: Half, end: LinkEnd, other: HalfState): Half {
  const isMoot = other === 'deleted' && half.state === 'changed' && !isEdited(half, end);
  return isMoot ? { ...half, state: 'unchanged' } : half;
}

/** Remembers a new version or id; where even those are known there is nothing to remember. */
function recordIfNew(link: Link, activity: Half, item: Half): Step | null {
  const isKnown = isRemembered(activity.told, link.activity) && isRemembered(item.told, link.mailbox);
  return isKnown ? null : record(link, activity.told, item.told);
}

function isRemembered(told: SideEntry | null, end: LinkEnd): boolean {
  return told === null || (told.version === end.version && told.id === end.id);
}

function record(link: Link, activity: SideEntry | null, item: SideEntry | null): Step {
  return Object.freeze({ kind: 'record', link, activity, item });
}

function merge(link: Link, activity: Half, item: Half, rules: MergeRules): Step {
  const merged = mergeLinked(link, activity, item, rules);
  const activityPatch = keepPrivate(merged, link, activity, item, rules.policy);
  if (isEmpty({ ...merged, activityPatch })) return record(link, activity.told, item.told);
  const { mailboxPatch, conflicts } = merged;
  return Object.freeze({
    kind: 'update',
    link,
    activity: activity.told,
    item: item.told,
    activityPatch,
    mailboxPatch,
    conflicts,
  });
}

function deleteActivity(link: Link, told: SideEntry | null): Step {
  return Object.freeze({ kind: 'deleteActivity', link, version: told?.version ?? link.activity.version });
}

function deleteFromMailbox(link: Link, told: SideEntry | null): Step {
  return Object.freeze({ kind: 'deleteFromMailbox', link, version: told?.version ?? link.mailbox.version });
}

/**
 * The edited activity is copied again. Where the rules no longer let it cross, nothing may be created: the
 * two part, and the edit stays where it was made.
 */
function recreateInMailbox(link: Link, { told }: Half): Step {
  if (!told?.mayCross) return Object.freeze({ kind: 'unlink', link });
  const entry = Object.freeze(toMailboxAgain(told, link.mailbox));
  return Object.freeze({ kind: 'recreateInMailbox', link, activity: told, entry });
}

function recreateActivity(link: Link, { told }: Half, rules: MergeRules): Step {
  if (!told?.mayCross) return Object.freeze({ kind: 'unlink', link });
  const entry = Object.freeze(toActivityAgain(told, link.activity, rules.policy));
  return Object.freeze({ kind: 'recreateActivity', link, item: told, entry });
}
