import type { SideEntry } from '../model/calendar-entry.ts';
import type { Link } from '../model/link.ts';
import type { KnownMeeting } from '../model/meeting.ts';
import type { Step } from '../model/plan.ts';
import { meetingEntry } from './incoming.ts';
import { mergeMatched } from './merge-match.ts';
import type { Newcomer } from './newcomer.ts';
import { isOwnAddress } from './part.ts';
import type { MergeRules } from './run-view.ts';

/** What became of new mailbox entries whose meeting the company knows already, and what is left to look at. */
export interface KnownTaken {
  readonly steps: readonly Step[];
  readonly activities: readonly Newcomer[];
  readonly items: readonly Newcomer[];
}

/**
 * One meeting is one activity, whoever's mailbox was read first: an entry whose uid is a meeting's that has an
 * activity belongs to it. Its user takes part in it, or takes it over where theirs is the organiser's copy.
 */
export function takeKnown(
  activities: readonly Newcomer[],
  items: readonly Newcomer[],
  links: readonly Link[],
  rules: MergeRules,
): KnownTaken {
  if (rules.meetings.byUid.size === 0) return { steps: [], activities, items };
  const linked = new Map(links.map((link) => [link.activity.id, link]));
  const steps: Step[] = [];
  const taken = new Set<string>();
  const left = items.filter(({ told }) => {
    const known = meetingOf(told, rules);
    const step =
      known && stepFor(told, known, known.activityId ? linked.get(known.activityId) : undefined, rules);
    if (!step || taken.has(known.activityId ?? '')) return true;
    if (known.activityId) taken.add(known.activityId);
    steps.push(step);
    return false;
  });
  return { steps, activities: activities.filter(({ told }) => !taken.has(told.id)), items: left };
}

function meetingOf({ uid, organiser }: SideEntry, { meetings }: MergeRules): KnownMeeting | undefined {
  return uid !== null && organiser ? meetings.byUid.get(uid) : undefined;
}

/** Null where the entry is one of its own after all. */
function stepFor(
  item: SideEntry,
  { activityId, activity }: KnownMeeting,
  link: Link | undefined,
  rules: MergeRules,
): Step | null {
  if (activityId === null) return Object.freeze({ kind: 'await', side: 'mailbox', entryId: item.id });
  if (link) return replaces(item, link) ? Object.freeze({ kind: 'replaceCopy', link, item }) : null;
  if (!item.mayCross) return null;
  const organises = item.standing === 'owner' && isOwnAddress(item.organiser, rules.meetings);
  if (activity === null) return join(item, activityId, organises, rules);
  const takesOver = organises && activity.standing === 'guest';
  const merged = mergeMatched(activity, item, rules);
  return Object.freeze({
    kind: 'match',
    by: 'uid',
    activity,
    item,
    ...merged,
    ...(takesOver && { takesOver }),
  });
}

/** An invitation to what this user has only a copy of: the copy is of Tahti's making, the invitation is real. */
function replaces(item: SideEntry, link: Link): boolean {
  return item.standing === 'guest' && link.activity.standing === 'guest' && link.mailbox.standing !== 'guest';
}

function join(item: SideEntry, activityId: string, organises: boolean, rules: MergeRules): Step {
  const ownerId = organises ? rules.meetings.userId : null;
  const meeting = Object.freeze({ uid: item.uid ?? '', ownerId, joins: activityId });
  const entry = Object.freeze(meetingEntry(item, rules.policy));
  return Object.freeze({ kind: 'createActivity', item, entry, meeting });
}
