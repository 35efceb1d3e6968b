import type { Instant } from '../../model/time.ts';
import type { Handle } from '../../store/handle.ts';
import { insertStories } from '../../store/stories.ts';
import { findSynchronization, switchOff } from '../../store/synchronizations.ts';
import type { User } from '../../store/users.ts';

/**
 * Turns a user's synchronization off within a change of their account, keeping what was synchronized: nothing
 * happens to either calendar, and should they ever turn it on again, nothing is doubled.
 */
export async function turnOffKeeping(
  trx: Handle,
  { organizationId, id: userId }: User,
  actorId: string,
  at: Instant,
): Promise<void> {
  const stored = await findSynchronization(trx, organizationId, userId);
  if (!stored || (stored.state === 'off' && !stored.isTakingBack)) return;
  await switchOff(trx, organizationId, userId, false, at);
  if (stored.state === 'off') return;
  const story = { at, userId, actorId, severity: 'info', kind: 'switchedOff', code: 'keep' } as const;
  await insertStories(trx, organizationId, [story]);
}
