import { randomUUID } from 'node:crypto';
import type { CalendarEntry, SideEntry } from '../model/calendar-entry.ts';
import type { Link, SideName } from '../model/link.ts';
import type { MeetingOfActivity, Step } from '../model/plan.ts';
import type { ErrorDetails } from '../model/problem.ts';
import type { CreateRequest } from '../sides/side.ts';
import { endOf } from './link-ends.ts';
import { type Inviter, meetingRecord } from './meeting-records.ts';
import type { Intention, Records, Story } from './records.ts';
import { ofLink, setAsideStory, story, withRemark } from './stories.ts';
import type { SyncRun } from './sync-run.ts';
import { writeInBatches } from './write-batches.ts';

export type CreateStep = Extract<
  Step,
  { kind: 'createInMailbox' | 'createActivity' | 'recreateInMailbox' | 'recreateActivity' }
>;

/** An entry to be made on `side` from its source on the other side. */
export interface Creation {
  readonly side: SideName;
  readonly source: SideEntry;
  readonly entry: CalendarEntry;
  /** Set when the deleted half of this link is made again. */
  readonly link: Link | null;
  /** The people of the new mailbox entry are invited by mail. */
  readonly notify?: boolean;
  /** Set where the new activity stands for a meeting. */
  readonly meeting?: MeetingOfActivity;
}

export function creationOf(step: CreateStep): Creation {
  switch (step.kind) {
    case 'createInMailbox':
      return { side: 'mailbox', source: step.activity, entry: step.entry, link: null, ...mail(step) };
    case 'createActivity':
      return { side: 'activities', source: step.item, entry: step.entry, link: null, ...meetingIn(step) };
    case 'recreateInMailbox':
      return { side: 'mailbox', source: step.activity, entry: step.entry, link: step.link, ...mail(step) };
    case 'recreateActivity':
      return { side: 'activities', source: step.item, entry: step.entry, link: step.link };
  }
}

function mail({ notify }: { readonly notify?: boolean }): Pick<Creation, 'notify'> {
  return notify ? { notify } : {};
}

function meetingIn({ meeting }: { readonly meeting?: MeetingOfActivity }): Pick<Creation, 'meeting'> {
  return meeting ? { meeting } : {};
}

/**
 * Makes the entries on one side. The intentions are recorded before a batch goes out: whatever happens to
 * the answer, the next run finds by their keys what was made.
 */
export async function applyCreates(
  run: SyncRun,
  side: SideName,
  creations: readonly Creation[],
): Promise<void> {
  await writeInBatches<Creation, CreateRequest, SideEntry>(run, seriesFirst(creations), {
    side: run.side(side),
    prepare: (batch) => announce(run, batch),
    send: (requests, signal) => run.side(side).create(requests, signal),
    done: (creation, created, { key }) => recordCreated(run, creation, created, key),
    refused: (creation, error, { key }) => recordRefused(run, creation, error, key),
  });
}

/**
 * A batch with series in it takes more requests, one after the other: such batches are as few as can be, and begin
 * first, so that the others go on beside them.
 */
function seriesFirst(creations: readonly Creation[]): readonly Creation[] {
  const place = ({ entry }: Creation) => (entry.recurrence === null ? 1 : 0);
  return creations.toSorted((one, other) => place(one) - place(other));
}

/** Null for the activity of a meeting that another mailbox's run makes: the next run joins it. */
async function announce(
  run: SyncRun,
  batch: readonly Creation[],
): Promise<readonly (CreateRequest | null)[]> {
  const intentions = batch.map(
    ({ side, source, entry, link, meeting }): Intention => ({
      key: randomUUID(),
      side,
      source: endOf(source),
      sourceUid: source.uid,
      entry,
      linkId: link?.id ?? null,
      meetingUid: meeting && meeting.joins === null ? meeting.uid : null,
    }),
  );
  const keys = await run.intend(intentions);
  return batch.map((creation, index) => requestOf(run, creation, keys[index] ?? null));
}

function requestOf(run: SyncRun, creation: Creation, key: string | null): CreateRequest | null {
  const { entry, notify, meeting, source } = creation;
  if (key === null) {
    run.await({ side: 'mailbox', entryId: source.id });
    return null;
  }
  return {
    key,
    entry,
    ...(notify && { notify }),
    ...(meeting?.ownerId && { ownerId: meeting.ownerId }),
    ...(meeting?.joins && { joins: meeting.joins }),
  };
}

function recordCreated(run: SyncRun, creation: Creation, created: SideEntry, key: string): Records {
  const link = linkOfCreation(run, creation, created, key);
  run.noteArrival(creation.source.modified);
  if (creation.side === 'activities') {
    if (creation.meeting?.joins) run.counts.matched++;
    else run.counts.createdActivities++;
    run.touchedActivities.add(created.id);
  } else run.counts.createdInMailbox++;
  // Days that only this user's invitation to the series has are to come into the activity.
  if (creation.meeting?.joins && creation.source.entry.recurrence)
    run.await({ side: 'mailbox', entryId: creation.source.id });
  const item = creation.side === 'mailbox' ? created : creation.source;
  return {
    links: [link],
    untold: creation.side === 'mailbox' ? [link.id] : [],
    meetings: meetingRecord(link, item, inviterOf(creation)),
    intentionsDone: [key],
    // A half that was made again is no longer gone: the deletion that waited has no object any more.
    released: run.held.has(link.id) ? [link.id] : [],
    stories: [withRemark(toldOf(creation, link, created), created, creation.source)],
  };
}

/** Code of the story of an activity that stood there already, and in which the user takes part now. */
const JOINED = 'joined';

function toldOf({ side, meeting }: Creation, link: Link, { entry }: SideEntry): Story {
  if (meeting?.joins) return { ...story('matched', side, ofLink(link, entry)), code: JOINED };
  return story('created', side, ofLink(link, entry));
}

function inviterOf({ side, notify }: Creation): Inviter {
  if (side === 'activities') return 'inMailbox';
  return notify ? 'byTahti' : 'nobody';
}

function linkOfCreation(run: SyncRun, creation: Creation, created: SideEntry, key: string): Link {
  const toMailbox = creation.side === 'mailbox';
  return {
    id: creation.link?.id ?? randomUUID(),
    userId: run.userId,
    key,
    uid: toMailbox ? created.uid : creation.source.uid,
    origin: creation.link?.origin ?? (toMailbox ? 'activities' : 'mailbox'),
    activity: endOf(toMailbox ? creation.source : created),
    mailbox: endOf(toMailbox ? created : creation.source),
  };
}

/**
 * What was to be joined is gone, or changed in that moment: the next run looks where the meeting stands by then. An
 * activity that is gone stands for no meeting any more, even where nobody is left to say so.
 */
function notJoined(run: SyncRun, { source, meeting }: Creation, error: ErrorDetails, key: string): Records {
  run.await({ side: 'mailbox', entryId: source.id });
  return {
    intentionsDone: [key],
    meetingsEnded: error.kind === 'gone' && meeting?.joins ? [meeting.joins] : [],
  };
}

/** The server refused to make it, so nothing was made: the source is set aside. */
function recordRefused(run: SyncRun, creation: Creation, error: ErrorDetails, key: string): Records {
  const isPassing = error.kind === 'gone' || error.kind === 'stale';
  if (creation.meeting?.joins && isPassing) return notJoined(run, creation, error, key);
  const side: SideName = creation.side === 'mailbox' ? 'activities' : 'mailbox';
  const about = { side, entryId: creation.source.id, linkId: creation.link?.id ?? null };
  const isNews = !run.isSetAside(about);
  run.counts.setAside++;
  const subject = {
    entry: creation.source.entry,
    activityId: side === 'activities' ? creation.source.id : null,
    itemId: side === 'mailbox' ? creation.source.id : null,
    linkId: about.linkId,
  };
  return {
    intentionsDone: [key],
    problems: [run.problemOf({ ...about, entry: creation.source.entry }, error)],
    stories: isNews ? [setAsideStory(creation.side, subject, error)] : [],
  };
}
