import { randomUUID } from 'node:crypto';
import type { SideEntry } from '../model/calendar-entry.ts';
import type { Link } from '../model/link.ts';
import type { MatchStep, Step, UpdateStep } from '../model/plan.ts';
import { daysLeftStories } from './days-left.ts';
import { endOf, linkOfMatch, sameEnd } from './link-ends.ts';
import { meetingRecord } from './meeting-records.ts';
import { joinRecords, type Records } from './records.ts';
import { leftAloneStory, ofLink, story } from './stories.ts';
import type { SyncRun } from './sync-run.ts';

type RecordStep = Extract<Step, { kind: 'record' }>;
type UnlinkStep = Extract<Step, { kind: 'unlink' }>;
type LeaveAloneStep = Extract<Step, { kind: 'leaveAlone' }>;

/** Rows that one transaction writes at most: a transaction should be over before anybody waits for it. */
const AT_ONCE = 200;

async function settleInParts(run: SyncRun, parts: readonly Records[]): Promise<void> {
  for (let at = 0; at < parts.length; at += AT_ONCE) {
    run.signal.throwIfAborted();
    const some = parts.slice(at, at + AT_ONCE);
    await run.settle(joinRecords(some));
    await run.progress.advance(some.length);
  }
}

/** Equal on both sides: what was last synchronized moves on. Nothing is written where nothing moved. */
export async function applyRecords(run: SyncRun, steps: readonly RecordStep[]): Promise<void> {
  const parts = steps.map((step): Records => {
    const link: Link = {
      ...step.link,
      uid: step.item?.uid ?? step.link.uid,
      activity: step.activity ? endOf(step.activity) : step.link.activity,
      mailbox: step.item ? endOf(step.item) : step.link.mailbox,
    };
    const isSame =
      link.uid === step.link.uid &&
      sameEnd(link.activity, step.link.activity) &&
      sameEnd(link.mailbox, step.link.mailbox);
    // Who came into a meeting in the mailbox is told by the planner (`delivered`), not here.
    const meetings = step.item ? meetingRecord(link, step.item, 'nobody') : [];
    return isSame ? {} : { links: [link], meetings, stories: daysLeftStories(run, link, step.daysLeft) };
  });
  await settleInParts(run, parts);
}

/** Gone on both sides. */
export async function applyUnlinks(run: SyncRun, steps: readonly UnlinkStep[]): Promise<void> {
  await settleInParts(
    run,
    steps.map(({ link, outlives }) => ({
      unlinked: [link.id],
      meetingsEnded: outlives || link.activity.standing !== 'guest' ? [link.activity.id] : [],
      stories: [story('unlinked', null, ofLink(link))],
    })),
  );
}

/** Links pairs that were recognised; returns what is left to even out, as updates of the new links. */
export async function applyMatches(
  run: SyncRun,
  steps: readonly MatchStep[],
): Promise<readonly UpdateStep[]> {
  const pairs = steps.map((step) => ({ step, link: linkOfMatch(step, randomUUID(), run.userId) }));
  const parts = pairs.map(({ step, link }): Records => {
    run.counts.matched++;
    const matched = { ...story('matched', null, ofLink(link, step.activity.entry)), code: step.by };
    const meetings = meetingRecord(link, step.item, 'inMailbox');
    return { links: [link], meetings, stories: [matched] };
  });
  await settleInParts(run, parts);
  return pairs
    .filter(
      ({ step }) => step.activityPatch || step.mailboxPatch || step.takesOver || step.conflicts.length > 0,
    )
    .map(({ step, link }) => updateOfMatch(step, link));
}

function updateOfMatch(step: MatchStep, link: Link): UpdateStep {
  return {
    kind: 'update',
    link,
    activity: step.activity,
    item: step.item,
    activityPatch: step.activityPatch,
    mailboxPatch: step.mailboxPatch,
    conflicts: step.conflicts,
    ...(step.takesOver && { takesOver: true }),
  };
}

/** Left alone on purpose: only the log is told. */
export async function applyLeftAlone(run: SyncRun, steps: readonly LeaveAloneStep[]): Promise<void> {
  const parts = steps.map(
    (step): Records => ({ stories: step.entries.map((entry) => leftAlone(step, entry)) }),
  );
  await settleInParts(run, parts);
}

function leftAlone(step: LeaveAloneStep, { id, entry }: SideEntry) {
  const where = step.side === 'activities' ? { activityId: id } : { itemId: id };
  return leftAloneStory(step.side, { entry, ...where }, step.reason);
}
