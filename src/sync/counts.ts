import type { Plan, Step } from '../model/plan.ts';
import { noCounts, type RunCounts } from '../model/run-counts.ts';

/** What a plan would do, counted in entries: for the dry run, before anything is written. */
export function countPlan(plan: Plan): RunCounts {
  const counts = noCounts();
  for (const step of plan.steps) countStep(counts, step);
  counts.held = plan.held.length;
  return counts;
}

function countStep(counts: RunCounts, step: Step): void {
  switch (step.kind) {
    case 'createActivity':
    case 'recreateActivity':
      counts.createdActivities++;
      break;
    case 'createInMailbox':
    case 'recreateInMailbox':
      counts.createdInMailbox++;
      break;
    case 'deleteActivity':
      counts.deletedActivities++;
      break;
    case 'deleteFromMailbox':
    case 'deleteDuplicate':
      counts.deletedFromMailbox++;
      break;
    case 'match':
      counts.matched++;
      countPatches(counts, step);
      break;
    case 'update':
      countPatches(counts, step);
      break;
    case 'replaceCopy':
      counts.matched++;
      break;
    case 'record':
    case 'unlink':
    case 'leaveAlone':
    case 'await':
      break;
  }
}

function countPatches(counts: RunCounts, step: Extract<Step, { kind: 'update' | 'match' }>): void {
  if (step.activityPatch) counts.changedActivities++;
  if (step.mailboxPatch) counts.changedInMailbox++;
  if (step.conflicts.length > 0) counts.conflicts++;
}

/** Whether a run did anything that is worth a row of its own. */
export function didAnything(counts: RunCounts): boolean {
  return Object.values(counts).some((count: number) => count > 0);
}
