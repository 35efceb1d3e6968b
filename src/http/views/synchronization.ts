import { countHeldDeletions, latestHeldAt } from '../../store/held-deletions.ts';
import { countLinks } from '../../store/links.ts';
import { loadProblems, type Problem } from '../../store/problems.ts';
import { latestRun, type Run } from '../../store/runs.ts';
import { findSynchronization, type Synchronization } from '../../store/synchronizations.ts';
import type { User } from '../../store/users.ts';
import type { AddressMatch, ProblemView, RunView, SynchronizationView } from '../contract.ts';
import { isInDoubt } from '../owner/require-owner.ts';
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
    needsConfirmation: isOfViewer(viewer, user) ? isInDoubt(viewer, user) : user.unconfirmedSince !== null,
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

/** What the provider vouched for counts for whoever is signed in, and says nothing of others. */
function isOfViewer(viewer: Viewer, user: User): boolean {
  return viewer.userId === user.id;
}

/** The mailbox of a user has their own address, unless a run found that it is known by another. */
function addressesOf(stored: Synchronization | undefined, user: User) {
  const mailboxAddress = stored?.mailboxAddress ?? user.email;
  const resolvedAddress = stored?.resolvedAddress ?? null;
  const isOn = stored !== undefined && stored.state !== 'off';
  const found = { resolvedAddress, isFoundBySignInName: stored?.bySignInName ?? false };
  const hasChanged = isOn && !isSame(user.email, mailboxAddress) && !isSame(user.email, resolvedAddress);
  const addressMatch = hasChanged ? 'changed' : addressMatchOf(mailboxAddress, found);
  return { mailboxAddress, resolvedAddress, addressMatch } as const;
}

/** How an address belongs to the mailbox that was found by it. */
export function addressMatchOf(
  address: string,
  found: { readonly resolvedAddress: string | null; readonly isFoundBySignInName?: boolean },
): AddressMatch {
  if (found.resolvedAddress === null) return 'unknown';
  if (found.isFoundBySignInName) return 'signInName';
  return isSame(address, found.resolvedAddress) ? 'primary' : 'secondary';
}

function isSame(address: string, other: string | null): boolean {
  return address.toLowerCase() === other?.toLowerCase();
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
