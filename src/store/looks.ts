import type { Instant } from '../model/time.ts';
import type { Handle } from './handle.ts';

/** Whether the audit trail tells already that somebody looked at this since then. */
export async function wasLookedAt(
  db: Handle,
  organizationId: string,
  of: { readonly actorId: string; readonly userId: string | null; readonly since: Instant },
): Promise<boolean> {
  const found = await db
    .selectFrom('auditEntries')
    .select('id')
    .where('organizationId', '=', organizationId)
    .where('actorId', '=', of.actorId)
    .where('action', '=', 'looked')
    .where('userId', 'is not distinct from', of.userId)
    .where('at', '>=', of.since)
    .limit(1)
    .executeTakeFirst();
  return found !== undefined;
}
