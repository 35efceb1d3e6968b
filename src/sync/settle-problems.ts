import { refKey } from './problems.ts';
import type { ProblemRecord, Records, Story } from './records.ts';
import { story } from './stories.ts';
import type { SyncRun } from './sync-run.ts';

/**
 * Ends the problems of entries that this run saw and did not set aside again: they were written, turned out
 * equal, or are gone. `seen` holds refs (`refKey`).
 */
export function solvedProblems(run: SyncRun, seen: ReadonlySet<string>): Records {
  const solved = [...run.problems.values()].filter(
    (problem) => !run.raised.has(refKey(problem)) && wasSeen(run, problem, seen),
  );
  return {
    solved: solved.map(({ side, entryId }) => ({ side, entryId })),
    stories: solved.map((problem) => recoveredStory(run, problem)),
  };
}

function wasSeen(run: SyncRun, problem: ProblemRecord, seen: ReadonlySet<string>): boolean {
  if (seen.has(refKey(problem))) return true;
  // The pair ended: there is nothing left that could be in trouble.
  return problem.linkId !== null && !run.links.has(problem.linkId);
}

function recoveredStory(run: SyncRun, problem: ProblemRecord): Story {
  const link = problem.linkId === null ? undefined : run.links.get(problem.linkId);
  const activityId = link?.activity.id ?? (problem.side === 'activities' ? problem.entryId : null);
  const itemId = link?.mailbox.id ?? (problem.side === 'mailbox' ? problem.entryId : null);
  return {
    ...bareStory(problem),
    activityId,
    itemId,
    linkId: link?.id ?? null,
    code: problem.details.code,
  };
}

function bareStory({ side, subject, isPrivate }: ProblemRecord): Story {
  const about = { entry: { subject, isPrivate } };
  return story('recovered', side, about);
}
