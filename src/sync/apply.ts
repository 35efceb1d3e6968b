import type { Step } from '../model/plan.ts';
import { applyCreates, type Creation, creationOf } from './apply-creates.ts';
import { applyDeletes, type Deletion, deletionOf } from './apply-deletes.ts';
import { applyDuplicates } from './apply-duplicates.ts';
import { applyLeftAlone, applyMatches, applyRecords, applyUnlinks } from './apply-records.ts';
import { applyUpdates } from './apply-updates.ts';
import { followMoves } from './follow-moves.ts';
import { replaceCopies } from './replace-copies.ts';
import type { SyncRun } from './sync-run.ts';

/**
 * Does what the plan says, and judges nothing. What is only remembered comes first, then what is written,
 * and deletions last, so that a run that breaks off has deleted less rather than more.
 *
 * Returns the ids of links whose entries changed or went away since they were read: the plan no longer
 * fits them. Throws SideError when the run cannot go on; what was done until then is recorded.
 */
export async function apply(run: SyncRun, steps: readonly Step[]): Promise<ReadonlySet<string>> {
  const again = new Set<string>();
  const lookAgain = (linkId: string) => again.add(linkId);
  const sorted = sortSteps(steps);
  await followMoves(run, steps);
  await applyLeftAlone(run, sorted.leftAlone);
  await applyRecords(run, sorted.records);
  for (const step of sorted.awaited) run.await(step);
  await applyUnlinks(run, sorted.unlinks);
  await replaceCopies(run, sorted.replacements);
  const evened = await applyMatches(run, sorted.matches);
  await applyUpdates(run, [...evened, ...sorted.updates], lookAgain);
  for (const side of ['mailbox', 'activities'] as const)
    await applyCreates(
      run,
      side,
      sorted.creations.filter((creation) => creation.side === side),
    );
  for (const side of ['mailbox', 'activities'] as const)
    await applyDeletes(
      run,
      side,
      sorted.deletions.filter((deletion) => deletion.side === side),
      lookAgain,
    );
  await applyDuplicates(run, sorted.duplicates);
  return again;
}

function sortSteps(steps: readonly Step[]) {
  const ofKind = <K extends Step['kind']>(kind: K) =>
    steps.filter((step): step is Extract<Step, { kind: K }> => step.kind === kind);
  const creations: Creation[] = [];
  const deletions: Deletion[] = [];
  for (const step of steps)
    switch (step.kind) {
      case 'createInMailbox':
      case 'createActivity':
      case 'recreateInMailbox':
      case 'recreateActivity':
        creations.push(creationOf(step));
        break;
      case 'deleteFromMailbox':
      case 'deleteActivity':
        deletions.push(deletionOf(step));
    }
  return {
    leftAlone: ofKind('leaveAlone'),
    records: ofKind('record'),
    unlinks: ofKind('unlink'),
    matches: ofKind('match'),
    awaited: ofKind('await'),
    replacements: ofKind('replaceCopy'),
    duplicates: ofKind('deleteDuplicate'),
    updates: ofKind('update'),
    creations,
    deletions,
  };
}

/** Pieces of work in the plan, as progress counts them: a pair written on both sides is two. */
export function workIn(steps: readonly Step[]): number {
  return steps.reduce((sum, step) => sum + workOf(step), 0);
}

function workOf(step: Step): number {
  if (step.kind !== 'update' && step.kind !== 'match') return 1;
  const patches = (step.activityPatch ? 1 : 0) + (step.mailboxPatch ? 1 : 0);
  return step.kind === 'match' ? patches + 1 : patches;
}
