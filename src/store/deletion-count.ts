import type { Instant } from '../model/time.ts';
import type { Handle } from './handle.ts';

/** Entries that runs deleted in one user's calendars since then, without a person's yes to each of them. */
export async function countUnapprovedDeletions(
  db: Handle,
  organizationId: string,
  userId: string,
  since: Instant,
): Promise<number> {
  const { count } = await db
    .selectFrom('stories')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('organizationId', '=', organizationId)
    .where('userId', '=', userId)
    .where('kind', '=', 'deleted')
    .where('at', '>', since)
    .where((eb) => eb.or([eb('code', 'is', null), eb('code', '<>', 'approved')]))
    .executeTakeFirstOrThrow();
  return count;
}
