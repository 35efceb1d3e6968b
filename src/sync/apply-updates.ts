import type { EntryPatch, SideEntry } from '../model/calendar-entry.ts';
import type { Link, SideName } from '../model/link.ts';
import type { UpdateStep } from '../model/plan.ts';
import type { ErrorDetails } from '../model/problem.ts';
import type { UpdateRequest } from '../sides/side.ts';
import { daysLeftStories } from './days-left.ts';
import { endOf, linkHalfWay } from './link-ends.ts';
import { meetingRecord } from './meeting-records.ts';
import { joinRecords, type Records, type Story } from './records.ts';
import {
  changedStory,
  conflictStory,
  isPrivatePair,
  ofLink,
  type StorySubject,
  setAsideStory,
  withRemark,
} from './stories.ts';
import type { SyncRun } from './sync-run.ts';
import { writeInBatches } from './write-batches.ts';

/** Code of the story of an activity that the organiser of its meeting owns from now on. */
const TOOK_OVER = 'tookOver';

/** A linked pair whose changed fields are being written; `written` grows as its halves come back. */
interface PairUnderWay {
  readonly step: UpdateStep;
  readonly written: Partial<Record<SideName, SideEntry>>;
  isHalted: boolean;
}

/**
 * Writes the changed fields of linked pairs: first the activities, then the mailbox. The link moves on when
 * both halves are written; a crash between them leaves the old bases, and the next run sees that the first
 * half is equal already and writes the second.
 */
export async function applyUpdates(
  run: SyncRun,
  steps: readonly UpdateStep[],
  again: (linkId: string) => void,
): Promise<void> {
  const pairs = steps.map((step): PairUnderWay => ({ step, written: {}, isHalted: false }));
  await rememberUnwritten(run, pairs);
  await writeHalves(run, 'activities', pairs, again);
  await writeHalves(run, 'mailbox', pairs, again);
}

/** A conflict that was decided for what stands there already has nothing to write, only to tell. */
async function rememberUnwritten(run: SyncRun, pairs: readonly PairUnderWay[]): Promise<void> {
  const silent = pairs.filter(({ step }) => !isWritten(step, 'activities') && !isWritten(step, 'mailbox'));
  await run.settle(
    joinRecords(
      silent.map((pair) => {
        const link = linkAfter(pair);
        return {
          links: [link],
          meetings: meetingsOf(pair, link),
          stories: [
            ...conflictOf(run, pair, ofLink(link)),
            ...daysLeftStories(run, link, pair.step.daysLeft),
          ],
        };
      }),
    ),
  );
}

/** An activity that changes hands is written even where none of its fields is. */
function isWritten(step: UpdateStep, side: SideName): boolean {
  return patchOf(step, side) !== null || (side === 'activities' && step.takesOver === true);
}

/** Whom the mailbox invited without us, and whom our write has invited. */
function meetingsOf({ step, written }: PairUnderWay, link: Link) {
  const item = written.mailbox ?? step.item;
  if (!item) return [];
  const inviter = step.notify && written.mailbox ? 'byTahti' : (step.delivered ?? 'nobody');
  return meetingRecord(link, item, inviter, step.link.mailbox.base.participants);
}

function patchOf(step: UpdateStep, side: SideName): EntryPatch | null {
  return side === 'activities' ? step.activityPatch : step.mailboxPatch;
}

async function writeHalves(
  run: SyncRun,
  side: SideName,
  pairs: readonly PairUnderWay[],
  again: (linkId: string) => void,
): Promise<void> {
  const due = pairs.filter((pair) => !pair.isHalted && isWritten(pair.step, side));
  await writeInBatches<PairUnderWay, UpdateRequest, SideEntry>(run, due, {
    side: run.side(side),
    prepare: async (batch) => batch.map((pair) => requestOf(run, pair.step, side)),
    send: (requests, signal) => run.side(side).update(requests, signal),
    done: (pair, returned) => recordWritten(run, side, pair, returned),
    refused: (pair, error) => recordRefused(run, side, pair, error),
    again: (pair) => {
      pair.isHalted = true;
      again(pair.step.link.id);
    },
  });
}

function requestOf(run: SyncRun, step: UpdateStep, side: SideName): UpdateRequest {
  const seen = side === 'activities' ? step.activity : step.item;
  const end = side === 'activities' ? step.link.activity : step.link.mailbox;
  return {
    id: seen?.id ?? end.id,
    version: seen?.version ?? end.version,
    patch: patchOf(step, side) ?? {},
    before: seen?.entry ?? end.base,
    ...(side === 'mailbox' && step.notify && { notify: true }),
    ...(side === 'activities' && step.takesOver && { ownerId: run.userId }),
  };
}

function recordWritten(run: SyncRun, side: SideName, pair: PairUnderWay, returned: SideEntry): Records {
  const { step, written } = pair;
  written[side] = returned;
  run.noteArrival((side === 'activities' ? step.item : step.activity)?.modified ?? null);
  if (side === 'activities') {
    run.counts.changedActivities++;
    run.touchedActivities.add(returned.id);
  } else run.counts.changedInMailbox++;
  const link = linkAfter(pair);
  const changed = changedStory(side, ofLink(link, returned.entry), patchOf(step, side) ?? {});
  const isTakenOver = side === 'activities' && step.takesOver === true;
  const stories: Story[] = [withRemark(isTakenOver ? { ...changed, code: TOOK_OVER } : changed, returned)];
  const isWhole = side === 'mailbox' || !isWritten(step, 'mailbox');
  if (!isWhole) return { links: [linkHalfWay(step, returned)], stories };
  const meetings = meetingsOf(pair, link);
  return {
    links: [link],
    meetings,
    stories: [
      ...stories,
      ...conflictOf(run, pair, ofLink(link, returned.entry)),
      ...daysLeftStories(run, link, step.daysLeft),
    ],
  };
}

function conflictOf(run: SyncRun, { step }: PairUnderWay, about: StorySubject): readonly Story[] {
  if (step.conflicts.length === 0) return [];
  run.counts.conflicts++;
  return [conflictStory(about, step.conflicts, isPrivatePair(step.link))];
}

/** The link with both halves as they were last returned, written or seen. */
function linkAfter({ step, written }: PairUnderWay): Link {
  const activity = written.activities ?? step.activity;
  const item = written.mailbox ?? step.item;
  return {
    ...step.link,
    uid: item?.uid ?? step.link.uid,
    activity: activity ? endOf(activity) : step.link.activity,
    mailbox: item ? endOf(item) : step.link.mailbox,
  };
}

/** The link keeps its old bases, so the change is still there to be planned when the pair is tried again. */
function recordRefused(run: SyncRun, side: SideName, pair: PairUnderWay, error: ErrorDetails): Records {
  pair.isHalted = true;
  run.counts.setAside++;
  const { link } = pair.step;
  const entryId = side === 'activities' ? link.activity.id : link.mailbox.id;
  const source = side === 'activities' ? pair.step.item : pair.step.activity;
  const entry = source?.entry ?? link.activity.base;
  const about = { side, entryId, linkId: link.id };
  const isNews = !run.isSetAside(about);
  return {
    problems: [run.problemOf({ ...about, entry }, error)],
    stories: isNews ? [setAsideStory(side, ofLink(link, entry), error)] : [],
  };
}
