import type { SideEntry } from '../model/calendar-entry.ts';
import type { Link } from '../model/link.ts';
import type { MatchedBy, Plan, ReconcileInput, Step } from '../model/plan.ts';
import {
  noRecognition,
  type Recognition,
  type RecognitionCounts,
  type UnsureEntry,
} from '../model/recognition.ts';
import { type Located, locate } from './locate.ts';
import type { Found } from './run-view.ts';

const COUNTED_AS = {
  key: 'byMark',
  uid: 'byUid',
  likeness: 'byLikeness',
} as const satisfies Record<MatchedBy, keyof RecognitionCounts>;

/**
 * How a mailbox's entries are recognised by a plan: told of the same input that the plan was made of. Pure, and
 * meant for a person who decides whether a mailbox may go on elsewhere.
 */
export function recognise(input: ReconcileInput, plan: Plan): Recognition {
  const counts = noRecognition();
  const unsure: UnsureEntry[] = [];
  const steps = [...plan.steps, ...plan.held];
  const elsewhere = settledElsewhere(steps);
  const activities = locate(input.links, (link) => link.activity, input.activities);
  const mailbox = locate(input.links, (link) => link.mailbox, input.mailbox);
  input.links.forEach((link, at) => {
    if (elsewhere.has(link.id) || elsewhere.has(link.activity.id)) return;
    const kind = kindOfLink(link, at, activities, mailbox);
    if (kind) counts[kind] += 1;
    if (kind === 'gone') unsure.push(goneEntry(link, activities.found(at)));
  });
  for (const step of steps) countStep(step, counts, unsure);
  return { counts, unsure };
}

/** Links that are made again, and activities of links that were let go: they are counted with their steps. */
function settledElsewhere(steps: readonly Step[]): ReadonlySet<string> {
  return new Set(
    steps.flatMap((step) => {
      if (step.kind === 'match') return [step.activity.id];
      if (step.kind === 'recreateInMailbox') return [step.link.id];
      return step.kind === 'leaveAlone' && step.side === 'activities' ? step.entries.map(({ id }) => id) : [];
    }),
  );
}

/** Null where there is nothing left to recognise: the activity is gone as well. */
function kindOfLink(
  link: Link,
  at: number,
  activities: Located,
  mailbox: Located,
): 'byId' | 'byMark' | 'byUid' | 'byLikeness' | 'outside' | 'gone' | null {
  const item = mailbox.found(at);
  if (item === null) return 'outside';
  if (item === 'gone') return activities.found(at) === 'gone' ? null : 'gone';
  const by = mailbox.recognisedBy(at);
  return by && item.id !== link.mailbox.id ? COUNTED_AS[by] : 'byId';
}

function goneEntry(link: Link, activity: Found): UnsureEntry {
  const entry = activity && activity !== 'gone' ? activity.entry : link.activity.base;
  // Private on either side: the activity's colleagues must not read it here either.
  const isPrivate = entry.isPrivate || link.mailbox.base.isPrivate;
  return { kind: 'gone', side: 'activities', subject: entry.subject, time: entry.time, isPrivate };
}

function countStep(step: Step, counts: RecognitionCounts, unsure: UnsureEntry[]): void {
  switch (step.kind) {
    case 'match':
      counts[COUNTED_AS[step.by]] += 1;
      if (step.activityPatch || step.mailboxPatch) counts.changed += 1;
      break;
    case 'update':
      if (step.activityPatch || step.mailboxPatch) counts.changed += 1;
      break;
    case 'replaceCopy':
      counts.byUid += 1;
      break;
    case 'createActivity':
    case 'recreateActivity':
      counts.newActivities += 1;
      break;
    case 'createInMailbox':
    case 'recreateInMailbox':
      counts.newInMailbox += 1;
      break;
    case 'deleteDuplicate':
      counts.doubles += 1;
      break;
    case 'leaveAlone':
      if (step.reason === 'undecidedLikeness') addUndecided(step.side, step.entries, counts, unsure);
      break;
    default:
      break;
  }
}

function addUndecided(
  side: UnsureEntry['side'],
  entries: readonly SideEntry[],
  counts: RecognitionCounts,
  unsure: UnsureEntry[],
): void {
  counts.undecided += entries.length;
  for (const { entry } of entries) {
    const { subject, time, isPrivate } = entry;
    unsure.push({ kind: 'undecided', side, subject, time, isPrivate });
  }
}
