import type { HaltReason } from '../model/plan.ts';
import { apply, workIn } from './apply.ts';
import { followMoves } from './follow-moves.ts';
import { addHeldDeletions, admit, holdDeletions, releasedNow } from './held.ts';
import type { Cursors, Remembered } from './ledger.ts';
import { meetingView } from './meeting-view.ts';
import { type Look, observe, seenIn } from './observe.ts';
import { planOf } from './plan-run.ts';
import { readLinks } from './read-entries.ts';
import { joinRecords } from './records.ts';
import { restoreHeld } from './restore-held.ts';
import { lostCursors, postpone, unreadable } from './set-aside.ts';
import { solvedProblems } from './settle-problems.ts';
import type { SyncInput } from './sync-input.ts';
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
  input: Pick<SyncInput, 'policy' | 'window' | 'scope' | 'place' | 'meetings'>,
): Promise<Synchronized> {
  await restoreHeld(run);
  const isSameScope = remembered.scope === input.scope;
  const cursors = isSameScope ? remembered.cursors : { activities: null, mailbox: null };
  const isOtherMailbox = remembered.place !== null && remembered.place !== input.place;
  const outgrown = isSameScope || isOtherMailbox ? undefined : remembered.cursors;
  const look = await observe(run, cursors, input.window, isOtherMailbox, outgrown);
  const halt = run.knowsLinks ? await settle(run, remembered, look, { ...input, isOtherMailbox }) : null;
  return {
    cursors: { activities: look.activities.cursor, mailbox: look.mailbox.cursor },
    halt,
  };
}

type Rules = Pick<SyncInput, 'policy' | 'window' | 'meetings'> & { readonly isOtherMailbox: boolean };

/** Everything that follows from a first look at which something was seen. */
async function settle(
  run: SyncRun,
  remembered: Remembered,
  look: Look,
  rules: Rules,
): Promise<HaltReason | null> {
  await run.settle(joinRecords([lostCursors(look), unreadable(run, look), releasedNow(run, look)]));
  addHeldDeletions(run, look);
  const halt = await settleLook(run, look, rules);
  // Once more: by now it is known which entries stand under another id.
  await run.settle(releasedNow(run, look));
  await run.settle(solvedProblems(run, seenIn(look)));
  return run.held.size > 0 ? (halt ?? remembered.halt) : null;
}

async function settleLook(run: SyncRun, first: Look, rules: Rules): Promise<HaltReason | null> {
  let look = first;
  let halt: HaltReason | null = null;
  for (let looks = 1; ; looks++) {
    for (const id of look.activities.left) run.left.add(id);
    const meetings = await meetingView(run, look, rules.meetings);
    const plan = planOf(run, look, { ...rules, meetings }, rules.isOtherMailbox);
    halt ??= plan.halt;
    const { steps, held } = admit(run, plan);
    // What waits is followed as well: once approved, the entry is deleted where it stands by then.
    await followMoves(run, held);
    await run.settle(holdDeletions(run, held, plan.halt));
    const work = workIn(steps);
    if (work > 0) await run.progress.begin('writing', work);
    const again = await apply(run, steps);
    if (again.size === 0) return halt;
    if (looks === LOOKS) {
      await run.settle(postpone(run, again));
      return halt;
    }
    look = await lookAgain(run, look, again);
    await run.settle(unreadable(run, look));
  }
}

/** Only the named links, both halves, as they stand now. */
async function lookAgain(run: SyncRun, before: Look, linkIds: ReadonlySet<string>): Promise<Look> {
  const blank = () => ({
    entries: new Map(),
    deleted: new Set<string>(),
    left: new Set<string>(),
    unreadable: new Map(),
  });
  const look: Look = {
    activities: { ...before.activities, ...blank(), complete: false },
    mailbox: { ...before.mailbox, ...blank(), complete: false },
  };
  await readLinks(run, linkIds, look);
  return look;
}
