import { instantFromMillis } from '../model/time.ts';
import type { Database } from '../store/database.ts';
import { countHeldDeletions, decideHeldDeletions } from '../store/held-deletions.ts';
import { listHeldByUser } from '../store/held-overview.ts';
import type { StoryKind } from '../store/schema/log.ts';
import { insertStories } from '../store/stories.ts';
import { findSynchronization, setPaused, switchOff, switchOn } from '../store/synchronizations.ts';
import type { User } from '../store/users.ts';
import type { HeldDeletionsDecision, SwitchOff } from './contract.ts';
import { requireOwner } from './owner/require-owner.ts';
import type { HttpParts } from './parts.ts';
import { Refusal } from './refusal.ts';
import { requireAvailable } from './synchronization-gate.ts';
import type { Viewer } from './viewer.ts';

/** One thing that somebody does with a user's synchronization. */
export interface Step {
  readonly parts: HttpParts;
  readonly viewer: Viewer;
  readonly user: User;
}

/** Switches on; somebody who is on already stays as they are, and one who paused goes on. */
export async function stepOn(step: Step): Promise<void> {
  const { organizationId, id: userId } = step.user;
  await requireAvailable(step.parts.database, step.user);
  const state = await stateOf(step);
  if (state === 'on') return;
  if (state === 'paused') return stepResume(step);
  await tell(step, 'switchedOn', null, async (trx, at) => {
    const mailboxAddress = await requireOwner(trx, step.viewer, step.user);
    await switchOn(trx, { organizationId, userId, mailboxAddress }, at);
  });
  await step.parts.engine.enqueue({ organizationId, userId, trigger: 'switchedOn' });
}

/** *Synchronize now*. */
export async function stepRun(step: Step): Promise<void> {
  const { organizationId, id: userId } = step.user;
  await requireOn(step);
  await step.parts.engine.enqueue({ organizationId, userId, trigger: 'synchronizeNow' });
}

export async function stepPause(step: Step): Promise<void> {
  if ((await stateOf(step)) === 'paused') return;
  await requireOn(step, false);
  await tell(step, 'paused', null, (trx, at) =>
    setPaused(trx, step.user.organizationId, step.user.id, true, at),
  );
}

export async function stepResume(step: Step): Promise<void> {
  const { organizationId, id: userId } = step.user;
  await requireAvailable(step.parts.database, step.user);
  const state = await stateOf(step);
  if (state === 'on') return;
  if (state === 'off') throw new Refusal(409, 'synchronizationOff');
  await tell(step, 'resumed', null, async (trx, at) => {
    await requireOwner(trx, step.viewer, step.user);
    await setPaused(trx, organizationId, userId, false, at);
  });
  await step.parts.engine.enqueue({ organizationId, userId, trigger: 'synchronizeNow' });
}

/** Switches off, keeping what was synchronized or taking back what Tahti made. */
export async function stepOff(step: Step, { entries }: SwitchOff): Promise<void> {
  const { organizationId, id: userId } = step.user;
  if ((await stateOf(step)) === 'off') return;
  const takeBack = entries === 'takeBack';
  await tell(step, 'switchedOff', entries, (trx, at) => switchOff(trx, organizationId, userId, takeBack, at));
  if (takeBack) await step.parts.engine.enqueue({ organizationId, userId, trigger: 'takeBack' });
}

/**
 * What a person says about the deletions that they were shown: do them, or make the entries again. Refuses (409) who
 * was shown them as they stood before somebody else decided.
 */
export async function stepDecide(step: Step, { decision, ...shown }: HeldDeletionsDecision): Promise<void> {
  const { organizationId, id: userId } = step.user;
  const { database, engine } = step.parts;
  if ((await countHeldDeletions(database.db, organizationId, userId)) === 0)
    throw new Refusal(409, 'nothingHeld');
  await requireOn(step);
  await tell(step, 'approved', decision, async (trx, at) => {
    if (shown.decidedAt !== undefined) await requireUndecidedSince(trx, step.user, shown.decidedAt);
    const by = { actorId: step.viewer.userId, at };
    await decideHeldDeletions(trx, organizationId, userId, decision, shown.heldUntil ?? null, by);
  });
  await engine.enqueue({ organizationId, userId, trigger: 'synchronizeNow' });
}

async function requireUndecidedSince(
  trx: Database['db'],
  user: User,
  decidedAt: string | null,
): Promise<void> {
  const viewer = { userId: user.id, role: 'user' } as const;
  const [held] = await listHeldByUser(trx, user.organizationId, viewer);
  if (held && held.decidedAt !== decidedAt) throw new Refusal(409, 'heldDecided');
}

async function stateOf({ parts, user }: Pick<Step, 'parts' | 'user'>): Promise<'off' | 'on' | 'paused'> {
  const stored = await findSynchronization(parts.database.db, user.organizationId, user.id);
  return stored?.state ?? 'off';
}

/** Refuses (409) where a user's synchronization is not under way: each reason has its own sentence. */
export async function requireOn(step: Pick<Step, 'parts' | 'user'>, mustBeAvailable = true): Promise<void> {
  if (mustBeAvailable) await requireAvailable(step.parts.database, step.user);
  const state = await stateOf(step);
  if (state === 'off') throw new Refusal(409, 'synchronizationOff');
  if (state === 'paused') throw new Refusal(409, 'synchronizationPaused');
}

type Change = (trx: HttpParts['database']['db'], at: string) => Promise<unknown>;

/** Makes a change and its line in the log, both or neither. */
async function tell(step: Step, kind: StoryKind, code: string | null, change: Change): Promise<void> {
  const { organizationId, id: userId } = step.user;
  const at = instantFromMillis(Date.now());
  await step.parts.database.db.transaction().execute(async (trx) => {
    await change(trx, at);
    const story = { at, userId, actorId: step.viewer.userId, severity: 'info', kind, code } as const;
    await insertStories(trx, organizationId, [story]);
  });
}
