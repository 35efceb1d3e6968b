import { countHeldDeletions, latestHeldAt } from '../../store/held-deletions.ts';
import { countLinks } from '../../store/links.ts';
import { loadProblems, type Problem } from '../../store/problems.ts';
import { latestRun, type Run } from '../../store/runs.ts';
import { findSynchronization, type Synchronization } from '../../store/synchronizations.ts';
import type { User } from '../../store/users.ts';
import type { ProblemView, RunView, SynchronizationView } from '../contract.ts';
import type { HttpParts } from '../parts.ts';
import { unavailableBecause } from '../synchronization-gate.ts';
import type { Viewer } from '../viewer.ts';
import { countsView, runView } from './run.ts';
import { troubleView } from './trouble.ts';

/** How one user's synchronization stands, as the viewer may see it. */
export async function synchronizationView(
  { database }: HttpParts,
  viewer: Viewer,
  user: User,
): Promise<SynchronizationView> {
  const { db } = database;
  const { organizationId, id: userId } = user;
  const stored = await findSynchronization(db, organizationId, userId);
  const reason = await unavailableBecause(database, user);
  const problems = await loadProblems(db, organizationId, userId);
  return {
    userId,
    available: reason === null,
    unavailableBecause: reason,
    userName: user.email,
    ...addressesOf(stored, user),
    state: stored?.state ?? 'off',
    enabledAt: stored?.state === 'off' ? null : (stored?.enabledAt ?? null),
    lastSuccessAt: stored?.lastSuccessAt ?? null,
    synchronizedEntries: await countLinks(db, organizationId, userId),
    run: currentRun(stored, await latestRun(db, organizationId, userId)),
    nextTryAt: stored?.nextRunAt ?? null,
    problems: problems.map((problem) => problemView(problem, viewer)),
    heldDeletions: await countHeldDeletions(db, organizationId, userId),
    heldUntil: await latestHeldAt(db, organizationId, userId),
  };
}

/** The mailbox of a user has their own address, unless a run found that this is a secondary one. */
function addressesOf(stored: Synchronization | undefined, user: User) {
  const mailboxAddress = stored?.mailboxAddress ?? user.email;
  const resolvedAddress = stored?.resolvedAddress ?? null;
  const isPrimary = resolvedAddress?.toLowerCase() === mailboxAddress.toLowerCase();
  const addressMatch: SynchronizationView['addressMatch'] =
    resolvedAddress === null ? 'unknown' : isPrimary ? 'primary' : 'secondary';
  return { mailboxAddress, resolvedAddress, addressMatch };
}

/** A run that is asked for stands in the queue before it has a row of its own: it is shown as waiting. */
function currentRun(stored: Synchronization | undefined, latest: Run | undefined): RunView | null {
  const isAwaited = stored !== undefined && (stored.state === 'on' || stored.isTakingBack);
  const hasBegun = latest !== undefined && stored !== undefined && latest.startedAt >= stored.changedAt;
  if (isAwaited && !hasBegun) return waitingRun(stored.isTakingBack ? 'takeBack' : 'switchedOn');
  return latest ? runView(latest) : null;
}

const NO_ID_YET = '00000000-0000-0000-0000-000000000000';

/** A run that has been asked for and not begun. */
export function waitingRun(trigger: RunView['trigger']): RunView {
  const nothingYet = { startedAt: null, endedAt: null, done: 0, total: null, error: null };
  return { id: NO_ID_YET, trigger, state: 'waiting', ...nothingYet, counts: countsView(null) };
}

/** What an entry is called stays with its owner where it is private. */
function problemView(problem: Problem, viewer: Viewer): ProblemView {
  const isHidden = problem.isPrivate && problem.userId !== viewer.userId;
  const { id, side, details, attempts, nextTryAt, lastAt } = problem;
  const subject = isHidden ? '' : problem.subject;
  return { id, subject, side, error: troubleView(details, lastAt), attempts, nextTryAt };
}
