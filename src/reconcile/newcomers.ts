import type { SideEntry } from '../model/calendar-entry.ts';
import type { SideName } from '../model/link.ts';
import type { LeftAloneReason, Step } from '../model/plan.ts';
import type { Window } from '../model/time.ts';
import type { Newcomer } from './identity.ts';
import { toActivity } from './incoming.ts';
import type { LikenessGroup } from './likeness.ts';
import { type Matched, matchNewcomers } from './match.ts';
import { mergeMatched } from './merge-match.ts';
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
  window: Window,
  rules: MergeRules,
): Step[] {
  const tasks = activities.filter(({ told }) => told.category === 'Task').map(({ told }) => told);
  const matching = matchNewcomers(
    activities.filter(({ told }) => told.category !== 'Task'),
    items.filter(({ told }) => !told.isCancelled),
    rules.fields,
  );
  const isInside = ({ entry }: SideEntry) => touchesWindow(entry, window);
  return [
    // Identity may join entries of different times: inside on one side is enough, or a double would be made.
    ...matching.pairs
      .filter(({ activity, item }) => isInside(activity) || isInside(item))
      .map((pair) => match(pair, rules)),
    ...matching.undecided.flatMap((group) => leaveUndecided(group, isInside)),
    ...matching.activities.filter(isInside).map((activity) => planActivity(activity)),
    ...matching.items.filter(isInside).map((item) => planItem(item, rules)),
    ...tasks.filter(isInside).map((task) => leaveAlone('activities', [task], 'projectTask')),
  ];
}

function match({ by, activity, item }: Matched, rules: MergeRules): Step {
  return Object.freeze({ kind: 'match', by, activity, item, ...mergeMatched(activity, item, rules) });
}

function planActivity(activity: SideEntry): Step {
  if (!activity.mayCross) return leaveAlone('activities', [activity], 'typeNotChosen');
  return Object.freeze({ kind: 'createInMailbox', activity, entry: Object.freeze(toMailbox(activity)) });
}

function planItem(item: SideEntry, rules: MergeRules): Step {
  if (!item.mayCross) return leaveAlone('mailbox', [item], 'notPermitted');
  return Object.freeze({
    kind: 'createActivity',
    item,
    entry: Object.freeze(toActivity(item, rules.policy)),
  });
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
