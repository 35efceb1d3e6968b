import type { CalendarEntry, SideEntry } from '../model/calendar-entry.ts';
import type { SideName } from '../model/link.ts';
import { isDayOfSeries, type MeetingView } from '../model/meeting.ts';
import type { LeftAloneReason, MeetingOfActivity, ReconcileInput, Step } from '../model/plan.ts';
import type { Window } from '../model/time.ts';
import { LinkedEntries } from './copies.ts';
import { meetingEntry, toActivity } from './incoming.ts';
import { takeKnown } from './known-meetings.ts';
import type { LikenessGroup } from './likeness.ts';
import { invitesTo } from './mail.ts';
import { type Matched, matchNewcomers } from './match.ts';
import { mergeMatched } from './merge-match.ts';
import type { Newcomer } from './newcomer.ts';
import { toMailbox } from './outgoing.ts';
import type { MergeRules } from './run-view.ts';
import { touchesWindow } from './window.ts';

/**
 * What to do with the entries that are new on either side: link those that are the same, copy what may
 * cross, leave the rest alone and say so. A cancelled meeting that was never linked creates nothing, and
 * project tasks are never synchronized, so neither takes part in matching.
 */
export function planNewcomers(
  activities: readonly Newcomer[],
  items: readonly Newcomer[],
  { window, links, mailbox }: Pick<ReconcileInput, 'window' | 'links' | 'mailbox'>,
  rules: MergeRules,
): Step[] {
  const tasks = activities.filter(({ told }) => told.category === 'Task').map(({ told }) => told);
  const known = takeKnown(
    activities.filter(({ told }) => told.category !== 'Task'),
    items.filter(({ told }) => isGoingOn(told)),
    links,
    rules,
  );
  const matching = matchNewcomers(known.activities, known.items, rules.fields);
  const isInside = ({ entry }: SideEntry) => touchesWindow(entry, window);
  const linked = new LinkedEntries(links, mailbox);
  return [
    ...known.steps.filter((step) => touchesIn(step, window)),
    // Identity may join entries of different times: inside on one side is enough, or a double would be made.
    ...matching.pairs
      .filter(({ activity, item }) => isInside(activity) || isInside(item))
      .map((pair) => match(pair, rules)),
    ...matching.undecided.flatMap((group) => leaveUndecided(group, isInside)),
    ...matching.activities.filter(isInside).flatMap((activity) => planActivity(activity, rules)),
    ...matching.items
      .filter(isInside)
      .map((item) =>
        linked.hasEqualOf(item) ? leaveAlone('mailbox', [item], 'copyOfLinked') : planItem(item, rules),
      ),
    ...tasks.filter(isInside).map((task) => leaveAlone('activities', [task], 'projectTask')),
  ];
}

function match({ by, activity, item }: Matched, rules: MergeRules): Step {
  return Object.freeze({ kind: 'match', by, activity, item, ...mergeMatched(activity, item, rules) });
}

/** A cancelled meeting, or one that its user declined, that was never linked creates nothing. */
function isGoingOn({ isCancelled, entry }: SideEntry): boolean {
  return !isCancelled && entry.ownAnswer !== 'declined';
}

/** A meeting that the company knows is joined only where it touches the window on either side. */
function touchesIn(step: Step, window: Window): boolean {
  if (step.kind === 'match' && touchesWindow(step.activity.entry, window)) return true;
  return !('item' in step) || step.item === null || touchesWindow(step.item.entry, window);
}

function planActivity(activity: SideEntry, rules: MergeRules): Step | [] {
  if (!activity.mayCross) return leaveAlone('activities', [activity], 'typeNotChosen');
  if (isOnItsWay(activity, rules))
    return Object.freeze({ kind: 'await', side: 'activities', entryId: activity.id });
  // The mail system brings the meeting itself, or brought it and its user threw it away.
  if (isDelivered(activity, rules.meetings)) return [];
  const notify = invitesTo(activity, rules);
  return Object.freeze({
    kind: 'createInMailbox',
    activity,
    entry: Object.freeze(toMailbox(activity)),
    ...(notify && { notify }),
  });
}

/** How long (milliseconds) a participant's copy waits for the invitation that the owner's mailbox is to send. */
const PATIENCE = 3600_000;

/**
 * Whether another mailbox's run is about to say where the meeting stands: it is being recorded just now, or its
 * owner synchronizes and will invite this user.
 */
function isOnItsWay({ id, standing, organiser, modified }: SideEntry, rules: MergeRules): boolean {
  const { byActivity, colleagues, now } = rules.meetings;
  const shared = byActivity.get(id);
  if (shared?.isUnderWay) return true;
  const isOwnersTurn =
    standing === 'guest' && rules.policy.participants === 'invitations' && colleagues.has(organiser ?? '');
  return isOwnersTurn && !shared?.hasOrganiser && modified !== null && now - Date.parse(modified) < PATIENCE;
}

function isDelivered({ id }: SideEntry, { byActivity, ownAddresses }: MeetingView): boolean {
  const delivered = byActivity.get(id)?.delivered;
  return delivered !== undefined && [...ownAddresses].some((address) => delivered.has(address));
}

function planItem(item: SideEntry, rules: MergeRules): Step {
  if (!item.mayCross) return leaveAlone('mailbox', [item], 'notPermitted');
  const meeting = newMeeting(item, rules);
  return Object.freeze({
    kind: 'createActivity',
    item,
    entry: Object.freeze(entryFor(item, meeting, rules)),
    ...(meeting && { meeting }),
  });
}

function entryFor(item: SideEntry, meeting: MeetingOfActivity | null, { policy }: MergeRules): CalendarEntry {
  const entry = meeting?.ownerId ? meetingEntry(item, policy) : toActivity(item, policy);
  // Listed in it, those who have the day within their series would have it twice.
  return meeting && isDayOfSeries(meeting.uid) ? { ...entry, participants: [] } : entry;
}

/**
 * A meeting is its organiser's where they synchronize, whoever's mailbox is read first. One day of a series is not: its
 * organiser has that day already, within the series.
 */
function newMeeting(
  { uid, organiser, standing }: SideEntry,
  { meetings }: MergeRules,
): MeetingOfActivity | null {
  if (uid === null || !organiser) return null;
  const ownerId =
    standing === 'guest' && !isDayOfSeries(uid) ? (meetings.colleagues.get(organiser) ?? null) : null;
  return Object.freeze({ uid, ownerId, joins: null });
}

function leaveUndecided(group: LikenessGroup, isInside: (one: SideEntry) => boolean): Step[] {
  const activities = group.activities.map(({ told }) => told);
  const items = group.items.map(({ told }) => told);
  if (![...activities, ...items].some(isInside)) return [];
  return [
    leaveAlone('activities', activities, 'undecidedLikeness'),
    leaveAlone('mailbox', items, 'undecidedLikeness'),
  ];
}

function leaveAlone(side: SideName, entries: readonly SideEntry[], reason: LeftAloneReason): Step {
  return Object.freeze({ kind: 'leaveAlone', side, entries: Object.freeze([...entries]), reason });
}
