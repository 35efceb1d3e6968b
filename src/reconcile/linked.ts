import type { SideEntry } from '../model/calendar-entry.ts';
import type { Link, LinkEnd } from '../model/link.ts';
import type { Step } from '../model/plan.ts';
import type { PlainDate } from '../model/time.ts';
import { toActivityAgain } from './incoming.ts';
import { daysLeftAlone, lacksJointDays } from './joint-days.ts';
import { keepPrivate } from './keep-private.ts';
import { invitesTo, tellsOfDeletion, tellsPeople } from './mail.ts';
import { mergeLinked } from './merge.ts';
import { toMailboxAgain } from './outgoing.ts';
import { type Part, partOf, sharedOf, shouldTakeOver } from './part.ts';
import { isEmpty } from './patches.ts';
import type { Found, MergeRules } from './run-view.ts';
import { type Half, isEdited, sinceBase } from './since-base.ts';
import { type Action, actionFor, type HalfState } from './truth-table.ts';
import { withWithheld } from './withheld.ts';

const NOBODY: readonly string[] = Object.freeze([]);

/** What to do with a linked pair, given where its halves were found; null where there is nothing to do. */
export function planLinked(known: Link, activity: Found, told: Found, rules: MergeRules): Step | null {
  if (isStanding(told) && told.isCancelled) return planCancelled(known, activity, told, rules);
  const { link, item } = withWithheld(known, activity, told, rules.policy);
  const [activityNow, itemNow] = [
    sinceBase('activities', activity, link.activity),
    sinceBase('mailbox', item, link.mailbox),
  ];
  const [ours, theirs] = [
    weighed(activityNow, link.activity, itemNow.state),
    weighed(itemNow, link.mailbox, activityNow.state),
  ];
  const action = actionFor('linked', ours.state, theirs.state);
  // The usual pair has nothing to do, whatever part its user has in it.
  if (action === 'nothing') return null;
  if (action === 'record') return recordIfNew(link, ours, theirs, rules);
  const part = partOf(link, activityNow, itemNow, rules.meetings);
  const isInvitation = part === 'speaker' || part === 'invited';
  const owns = (activityNow.told?.standing ?? link.activity.standing ?? 'owner') === 'owner';
  switch (isInvitation ? withoutRevival(action, owns) : action) {
    case 'merge':
      return merge(link, ours, theirs, rules);
    case 'deleteActivity':
      return deleteActivity(link, ours, isInvitation, rules);
    case 'deleteFromMailbox':
      return isInvitation
        ? endInvitation(link, activityNow, itemNow, rules)
        : deleteFromMailbox(link, part, theirs.told, rules);
    case 'recreateInMailbox':
      return recreateInMailbox(link, ours, rules);
    case 'recreateActivity':
      return recreateActivity(link, theirs, rules);
    default:
      return Object.freeze({ kind: 'unlink', link });
  }
}

/**
 * An invitation is never made again by us: the entry would be a meeting of the attendee's own. An activity of the
 * user's own that was edited while its invitation went away parts from it and stays; what others edited is left with
 * the invitation. And an invitation that changed is no edit of the attendee's that could beat the deletion of the
 * activity.
 */
function withoutRevival(action: Action, owns: boolean): Action {
  if (action === 'recreateInMailbox') return owns ? 'unlink' : 'deleteActivity';
  return action === 'recreateActivity' ? 'deleteFromMailbox' : action;
}

function isStanding(found: Found): found is SideEntry {
  return found !== null && found !== 'gone';
}

/**
 * A cancelled meeting is gone by its organiser's word, which no edit of a guest's brings back. Perhaps it was cancelled
 * for this user alone: the activity goes on with a colleague who was invited as well, until theirs is cancelled too.
 */
function planCancelled(link: Link, activity: Found, item: SideEntry, rules: MergeRules): Step {
  if (activity === 'gone') return Object.freeze({ kind: 'unlink', link });
  const half = sinceBase('activities', activity, link.activity);
  const step = deleteActivity(link, half, item.standing === 'guest', rules);
  return isNobodysNow(link, half, item, rules) ? Object.freeze({ ...step, forAll: true }) : step;
}

/**
 * Whether a cancelled meeting's activity has nobody left whose mailbox could say that it is gone: it was made for its
 * organiser, who synchronizes, from an invitation, and the organiser's own entry was never met.
 */
function isNobodysNow(link: Link, activity: Half, item: SideEntry, { meetings }: MergeRules): boolean {
  if (item.standing !== 'guest' || !meetings.colleagues.has(item.organiser ?? '')) return false;
  const isOthers = (activity.told?.standing ?? link.activity.standing) === 'guest';
  const shared = sharedOf(link, activity, meetings);
  return isOthers && shared !== undefined && !shared.hasOrganiser && shared.heirId === null;
}

/** Beside a deletion only an edit counts as a change: what arrived by itself does not beat it. */
function weighed(half: Half, end: LinkEnd, other: HalfState): Half {
  const isMoot = other === 'deleted' && half.state === 'changed' && !isEdited(half, end);
  return isMoot ? { ...half, state: 'unchanged' } : half;
}

/** Remembers a new version or id; where even those are known there is nothing to remember. */
function recordIfNew(link: Link, activity: Half, item: Half, rules: MergeRules): Step | null {
  const isDue =
    shouldTakeOver(link, activity, item, rules.meetings) ||
    lacksJointDays(link, activity, item, rules.meetings);
  if (isDue) return merge(link, activity, item, rules);
  const isKnown = isRemembered(activity.told, link.activity) && isRemembered(item.told, link.mailbox);
  return isKnown ? null : record(link, activity.told, item.told);
}

function isRemembered(told: SideEntry | null, end: LinkEnd): boolean {
  return told === null || (told.version === end.version && told.id === end.id);
}

function record(
  link: Link,
  activity: SideEntry | null,
  item: SideEntry | null,
  daysLeft: readonly PlainDate[] = [],
): Step {
  return Object.freeze({ kind: 'record', link, activity, item, ...(daysLeft.length > 0 && { daysLeft }) });
}

function merge(link: Link, activity: Half, item: Half, rules: MergeRules): Step {
  const merged = mergeLinked(link, activity, item, rules);
  const activityPatch = keepPrivate(merged, link, activity, item, rules.policy);
  const takesOver = shouldTakeOver(link, activity, item, rules.meetings);
  const delivered = invitedInMailbox(link, item);
  const isSilent = !takesOver && delivered.length === 0 && isEmpty({ ...merged, activityPatch });
  const recurrence =
    merged.activityPatch?.recurrence ?? (activity.told?.entry ?? link.activity.base).recurrence;
  const daysLeft = daysLeftAlone(link, item, recurrence);
  if (isSilent) return record(link, activity.told, item.told, daysLeft);
  const { mailboxPatch, conflicts } = merged;
  const part = partOf(link, activity, item, rules.meetings);
  return Object.freeze({
    kind: 'update',
    link,
    activity: activity.told,
    item: item.told,
    activityPatch,
    mailboxPatch,
    conflicts,
    ...(tellsPeople(mailboxPatch, part, link, item.told, rules) && { notify: true }),
    ...(takesOver && { takesOver }),
    ...(delivered.length > 0 && { delivered }),
    ...(daysLeft.length > 0 && { daysLeft }),
  });
}

/** Addresses that came into a meeting in the mailbox: whoever added them there has invited them. */
function invitedInMailbox(link: Link, { told }: Half): readonly string[] {
  if (!told?.organiser) return NOBODY;
  const before = new Set(link.mailbox.base.participants.map(({ address }) => address));
  const came = told.entry.participants.filter(({ address }) => address && !before.has(address));
  return came.length === 0 ? NOBODY : Object.freeze(came.map(({ address }) => address));
}

/** An activity that its owner leaves goes on with a colleague who was invited as well, where there is one. */
function deleteActivity(
  link: Link,
  activity: Half,
  isInvitation: boolean,
  rules: MergeRules,
): Extract<Step, { kind: 'deleteActivity' }> {
  const version = activity.told?.version ?? link.activity.version;
  const owns = (activity.told?.standing ?? link.activity.standing ?? 'owner') === 'owner';
  const heirId = isInvitation && owns ? sharedOf(link, activity, rules.meetings)?.heirId : null;
  return Object.freeze({ kind: 'deleteActivity', link, version, ...(heirId && { heirId }) });
}

function deleteFromMailbox(link: Link, part: Part, told: SideEntry | null, rules: MergeRules): Step {
  const version = told?.version ?? link.mailbox.version;
  const notify = tellsOfDeletion(part, link, told, rules);
  return Object.freeze({ kind: 'deleteFromMailbox', link, version, ...(notify && { notify }) });
}

/**
 * The activity of an invitation is gone. Left by this user, it is declined; deleted with the meeting of a
 * colleague, the invitation goes without a word, since its organiser's mailbox tells those concerned. What
 * another attendee deleted of an outsider's meeting is no reason to take this one's invitation away: the two
 * part, and the invitation is looked at as a new one.
 */
function endInvitation(link: Link, activity: Half, item: Half, rules: MergeRules): Step {
  const answer = (item.told?.entry ?? link.mailbox.base).ownAnswer;
  if (answer === 'declined') return Object.freeze({ kind: 'unlink', link });
  const organiser = item.told ? item.told.organiser : link.mailbox.organiser;
  const isColleagues = rules.meetings.colleagues.has(organiser ?? '');
  const isOwnWish = rules.left.has(link.activity.id) || link.activity.standing !== 'guest';
  if (!isColleagues && !isOwnWish) return Object.freeze({ kind: 'unlink', link, outlives: true });
  const part = isOwnWish ? partOf(link, activity, item, rules.meetings) : 'copy';
  return deleteFromMailbox(link, part, item.told, rules);
}

/**
 * The edited activity is copied again. Where the rules no longer let it cross, nothing may be created: the
 * two part, and the edit stays where it was made.
 */
function recreateInMailbox(link: Link, { told }: Half, rules: MergeRules): Step {
  if (!told?.mayCross) return Object.freeze({ kind: 'unlink', link });
  const entry = Object.freeze(toMailboxAgain(told, link.mailbox));
  const notify = invitesTo(told, rules);
  return Object.freeze({ kind: 'recreateInMailbox', link, activity: told, entry, ...(notify && { notify }) });
}

function recreateActivity(link: Link, { told }: Half, rules: MergeRules): Step {
  if (!told?.mayCross) return Object.freeze({ kind: 'unlink', link });
  const entry = Object.freeze(toActivityAgain(told, link.activity, rules.policy));
  return Object.freeze({ kind: 'recreateActivity', link, item: told, entry });
}
