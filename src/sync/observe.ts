import { hasCome } from '../model/clock-jump.ts';
import type { Link, LinkEnd, SideName } from '../model/link.ts';
import type { Observation } from '../model/plan.ts';
import type { Window } from '../model/time.ts';
import { touchesWindow } from '../reconcile/window.ts';
import { lookBehindArrivals } from './behind-arrivals.ts';
import type { Cursors } from './ledger.ts';
import { observeSide, observeWhole, type Told } from './observe-side.ts';
import { refKey } from './problems.ts';
import { readInto } from './read-entries.ts';
import type { ProblemRecord } from './records.ts';
import type { SyncRun } from './sync-run.ts';

const NO_CURSORS: Cursors = { activities: null, mailbox: null };

/** Both sides as they told and as they were asked; what follows is decided by reconcile alone. */
export interface Look {
  readonly activities: Told;
  readonly mailbox: Told;
}

/** What reconcile is handed of a look. */
export function observationOf(told: Told): Observation {
  return { entries: told.entries, deleted: told.deleted, left: told.left, complete: told.complete };
}

/**
 * Where the mailbox stands elsewhere, what lies beyond the window is asked for as well: later, day by day, it
 * would be missing in such small numbers that nobody would be asked.
 */
const EVER: Window['to'] = '9999-12-31T23:59:59.999Z';

/**
 * Looks at both sides: what changed since the cursors, and what has to be looked at besides. The pages of
 * the two sides are read one side after the other, so that a failure leaves nothing running behind it.
 *
 * `outgrown` are cursors of another scope in the same mailbox: both sides are read whole, and what happened
 * since those cursors to entries that the scope has left behind is heard even so.
 */
export async function observe(
  run: SyncRun,
  cursors: Cursors,
  window: Window,
  isOtherMailbox = false,
  outgrown: Cursors = NO_CURSORS,
): Promise<Look> {
  const lookAt = (side: SideName) =>
    outgrown[side] === null
      ? observeSide(run.side(side), cursors[side], window, run.signal)
      : observeWhole(run.side(side), outgrown[side], window, run.signal);
  const look: Look = { activities: await lookAt('activities'), mailbox: await lookAt('mailbox') };
  // The usual run hears nothing: then not even the links have to be loaded.
  if (isQuiet(run, look)) return look;
  await run.knowLinks();
  await confirmMissing(run, 'activities', look.activities, window);
  await confirmMissing(run, 'mailbox', look.mailbox, isOtherMailbox ? { ...window, to: EVER } : window);
  await lookBehindArrivals(run, look.mailbox);
  await lookAtProblems(run, look);
  await lookAtAwaited(run, look);
  return look;
}

function isQuiet(run: SyncRun, look: Look): boolean {
  const isSilent = ({ entries, deleted, unreadable, complete }: Told) =>
    !complete && entries.size + deleted.size + unreadable.size === 0;
  return isSilent(look.activities) && isSilent(look.mailbox) && !run.hasLooseEnds();
}

export function endOn(link: Link, side: SideName): LinkEnd {
  return side === 'activities' ? link.activity : link.mailbox;
}

function isKnown(told: Told, id: string): boolean {
  return told.entries.has(id) || told.deleted.has(id) || told.unreadable.has(id);
}

/**
 * A side that told everything from the beginning tells no deletions: a linked entry that it did not name may
 * be gone, or may have left the window. Only what reading confirms as missing counts as deleted. Deletions
 * that already wait for a person are known and go on waiting. What was touched outside the window is read too.
 */
async function confirmMissing(run: SyncRun, side: SideName, told: Told, window: Window): Promise<void> {
  if (!told.complete) return;
  const missing = [...run.links.values()].filter((link) => {
    const end = endOn(link, side);
    if (isKnown(told, end.id)) return false;
    return told.touched.has(end.id) || (touchesWindow(end.base, window) && !run.held.has(link.id));
  });
  await readInto(
    told,
    run.side(side),
    missing.map((link) => endOn(link, side).id),
    run.signal,
  );
}

/**
 * Entries that were set aside come back when they are due, or when they were touched meanwhile. Both halves
 * of a linked pair are read then: the cursors have long passed the change that could not be written, and a
 * half that is not told would count as unchanged.
 */
async function lookAtProblems(run: SyncRun, look: Look): Promise<void> {
  const back = [...run.problems.values()].filter((problem) => comesBack(run, look, problem));
  const wanted: Record<SideName, Set<string>> = { activities: new Set(), mailbox: new Set() };
  for (const problem of back) {
    const link = problem.linkId === null ? undefined : run.links.get(problem.linkId);
    if (!link) wanted[problem.side].add(problem.entryId);
    else for (const side of ['activities', 'mailbox'] as const) wanted[side].add(endOn(link, side).id);
  }
  for (const side of ['activities', 'mailbox'] as const) {
    const ids = [...wanted[side]].filter((id) => !isKnown(look[side], id));
    await readInto(look[side], run.side(side), ids, run.signal);
  }
}

/** What another mailbox's run was about to settle. */
async function lookAtAwaited(run: SyncRun, look: Look): Promise<void> {
  for (const side of ['activities', 'mailbox'] as const) {
    const ids = run.awaited.filter((one) => one.side === side).map(({ entryId }) => entryId);
    await readInto(
      look[side],
      run.side(side),
      ids.filter((id) => !isKnown(look[side], id)),
      run.signal,
    );
  }
}

function comesBack(run: SyncRun, look: Look, problem: ProblemRecord): boolean {
  if (hasCome(problem.nextTryAt, run.now())) return true;
  const link = problem.linkId === null ? undefined : run.links.get(problem.linkId);
  if (!link) return isKnown(look[problem.side], problem.entryId);
  return isKnown(look.activities, link.activity.id) || isKnown(look.mailbox, link.mailbox.id);
}

/** Everything that this look saw, by `refKey`. */
export function seenIn(look: Look): ReadonlySet<string> {
  const seen = new Set<string>();
  for (const side of ['activities', 'mailbox'] as const)
    for (const ids of [look[side].entries.keys(), look[side].deleted.values()])
      for (const entryId of ids) seen.add(refKey({ side, entryId }));
  return seen;
}
