import type { HaltReason, Plan } from '../model/plan.ts';
import type { SyncPolicy } from '../model/policy.ts';
import type { ErrorDetails } from '../model/problem.ts';
import { reconcile } from '../reconcile/reconcile.ts';
import { apply, workIn } from './apply.ts';
import { addHeldDeletions, admit, holdDeletions, releasedNow, restoreHeld } from './held.ts';
import type { Cursors, Remembered } from './ledger.ts';
import { type Look, observationOf, observe, seenIn } from './observe.ts';
import { readLinks } from './read-entries.ts';
import { joinRecords, type Records } from './records.ts';
import type { SyncInput } from './run-sync.ts';
import { solvedProblems } from './settle-problems.ts';
import { resynchronizedStory, setAsideStory } from './stories.ts';
import type { SyncRun } from './sync-run.ts';

/** Looks at entries that keep changing while they are written; after this many they wait for the next run. */
const LOOKS = 3;

/** What a run came to: the cursors to store, now that all that they covered is recorded. */
export interface Synchronized {
  readonly cursors: Cursors;
  readonly halt: HaltReason | null;
}

/** Observes both sides and does what reconcile says, until nothing is left that has to be looked at again. */
export async function synchronize(
  run: SyncRun,
  remembered: Remembered,
  input: Pick<SyncInput, 'policy' | 'window' | 'scope'>,
): Promise<Synchronized> {
  await restoreHeld(run);
  const isSameScope = remembered.scope === input.scope;
  const cursors = isSameScope ? remembered.cursors : { activities: null, mailbox: null };
  const look = await observe(run, cursors, input.window);
  await run.settle(joinRecords([told(look), unreadable(run, look), released(run, look)]));
  addHeldDeletions(run, look, remembered.deletionsApproved);
  const halt = await settleLook(run, look, input, remembered.deletionsApproved);
  await run.settle(solvedProblems(run, seenIn(look)));
  return {
    cursors: { activities: look.activities.cursor, mailbox: look.mailbox.cursor },
    halt: halt ?? null,
  };
}

async function settleLook(
  run: SyncRun,
  first: Look,
  input: Pick<SyncInput, 'policy' | 'window'>,
  isApproved: boolean,
): Promise<HaltReason | null> {
  let look = first;
  let halt: HaltReason | null = null;
  for (let looks = 1; ; looks++) {
    const plan = planOf(run, look, input, isApproved);
    halt ??= plan.halt;
    const { steps, held } = admit(run, plan, isApproved);
    await run.settle(holdDeletions(run, held));
    const work = workIn(steps);
    if (work > 0) await run.progress.begin('writing', work);
    const again = await apply(run, steps);
    if (again.size === 0) return halt;
    if (looks === LOOKS) {
      await run.settle(postpone(run, again));
      return halt;
    }
    look = await lookAgain(run, look, again);
  }
}

function planOf(
  run: SyncRun,
  look: Look,
  { policy, window }: Pick<SyncInput, 'policy' | 'window'>,
  isApproved: boolean,
): Plan {
  const whole: SyncPolicy = {
    ...policy,
    deletionsApproved: isApproved,
    clockOffset: { activities: run.activities.clockOffset(), mailbox: run.mailbox.clockOffset() },
  };
  return reconcile({
    links: [...run.links.values()],
    activities: observationOf(look.activities),
    mailbox: observationOf(look.mailbox),
    policy: whole,
    window,
    cannotHold: { activities: run.activities.cannotHold, mailbox: run.mailbox.cannotHold },
  });
}

/** Only the named links, both halves, as they stand now. */
async function lookAgain(run: SyncRun, before: Look, linkIds: ReadonlySet<string>): Promise<Look> {
  const empty = { entries: new Map(), deleted: new Set<string>(), unreadable: new Map(), complete: false };
  const look: Look = {
    activities: { ...before.activities, ...empty, entries: new Map(), deleted: new Set() },
    mailbox: { ...before.mailbox, ...empty, entries: new Map(), deleted: new Set() },
  };
  await readLinks(run, linkIds, look);
  return look;
}

/** Lost cursors are worth a line in the log. */
function told(look: Look): Records {
  const sides = ['activities', 'mailbox'] as const;
  return {
    stories: sides.flatMap((side) => {
      const { lost } = look[side];
      return lost ? [resynchronizedStory(side, lost)] : [];
    }),
  };
}

/** Entries that exist but cannot be read are set aside; they never count as deleted. */
function unreadable(run: SyncRun, look: Look): Records {
  const sides = ['activities', 'mailbox'] as const;
  return joinRecords(
    sides.flatMap((side) =>
      [...look[side].unreadable].map(([entryId, error]) => unreadableOne(run, { side, entryId }, error)),
    ),
  );
}

function unreadableOne(
  run: SyncRun,
  ref: { readonly side: 'activities' | 'mailbox'; readonly entryId: string },
  error: ErrorDetails,
): Records {
  const link = [...run.links.values()].find(
    ({ activity, mailbox }) => (ref.side === 'activities' ? activity.id : mailbox.id) === ref.entryId,
  );
  const isNews = !run.isSetAside(ref);
  run.counts.setAside++;
  const where = ref.side === 'activities' ? { activityId: ref.entryId } : { itemId: ref.entryId };
  // Nothing of it could be read, so it may be private.
  const entry = link?.activity.base ?? { subject: '', isPrivate: true };
  return {
    problems: [
      run.problemOf({ ...ref, linkId: link?.id ?? null, entry: link?.activity.base ?? null }, error),
    ],
    stories: isNews ? [setAsideStory(ref.side, { entry, ...where, linkId: link?.id ?? null }, error)] : [],
  };
}

function released(run: SyncRun, look: Look): Records {
  return { released: releasedNow(run, look) };
}

/** Entries that somebody keeps editing: they wait for the next run, and the cursors may move on. */
function postpone(run: SyncRun, linkIds: ReadonlySet<string>): Records {
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
  advice: 'keepsChanging',
  retryAfter: null,
};
