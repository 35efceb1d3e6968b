import type { SideName } from '../model/link.ts';
import type { ErrorDetails } from '../model/problem.ts';
import type { Look } from './observe.ts';
import { type EntryRef, joinRecords, type Records } from './records.ts';
import { ofLink, resynchronizedStory, setAsideStory } from './stories.ts';
import type { SyncRun } from './sync-run.ts';

const SIDES: readonly SideName[] = ['activities', 'mailbox'];

/** Lost cursors are worth a line in the log. */
export function lostCursors(look: Look): Records {
  return {
    stories: SIDES.flatMap((side) => {
      const { lost } = look[side];
      return lost ? [resynchronizedStory(side, lost)] : [];
    }),
  };
}

/** Entries that exist but cannot be read are set aside; they never count as deleted. */
export function unreadable(run: SyncRun, look: Look): Records {
  return joinRecords(
    SIDES.flatMap((side) =>
      [...look[side].unreadable].map(([entryId, error]) => unreadableOne(run, { side, entryId }, error)),
    ),
  );
}

function unreadableOne(run: SyncRun, ref: EntryRef, error: ErrorDetails): Records {
  const link = [...run.links.values()].find(
    ({ activity, mailbox }) => (ref.side === 'activities' ? activity.id : mailbox.id) === ref.entryId,
  );
  const isNews = !run.isSetAside(ref);
  run.counts.setAside++;
  const where = ref.side === 'activities' ? { activityId: ref.entryId } : { itemId: ref.entryId };
  // Nothing of it could be read, so it may be private.
  const about = link ? ofLink(link) : { entry: { subject: '', isPrivate: true }, ...where };
  return {
    problems: [
      run.problemOf({ ...ref, linkId: link?.id ?? null, entry: link?.activity.base ?? null }, error),
    ],
    stories: isNews ? [setAsideStory(ref.side, { ...about, ...where }, error)] : [],
  };
}

/** Entries that somebody keeps editing: they wait for the next run, and the cursors may move on. */
export function postpone(run: SyncRun, linkIds: ReadonlySet<string>): Records {
  const problems = [...linkIds].flatMap((linkId) => {
    const link = run.links.get(linkId);
    if (!link) return [];
    const about = { side: 'mailbox', entryId: link.mailbox.id, linkId, entry: link.mailbox.base } as const;
    return [{ ...run.problemOf(about, KEEPS_CHANGING), nextTryAt: run.now() }];
  });
  return { problems };
}

const KEEPS_CHANGING: ErrorDetails = {
  kind: 'stale',
  source: 'tahti',
  code: 'TAHTI_KEEPS_CHANGING',
  words: 'The entry was changed again each time it was about to be written.',
  requestId: null,
  advice: 'syncKeepsChanging',
  retryAfter: null,
};
