import { sql } from 'kysely';
import type { Handle } from './handle.ts';

/** An entry that was left alone, and why. */
export interface LeftAlone {
  /** The activity's or the mailbox item's id. */
  readonly entryId: string;
  readonly code: string | null;
}

/**
 * Of these entries, the ones of which the log tells already that they were left alone: looking at everything
 * anew, as happens once a day, must not tell the same again.
 */
export async function toldLeftAlone(
  db: Handle,
  organizationId: string,
  userId: string,
  entryIds: readonly string[],
): Promise<readonly LeftAlone[]> {
  if (entryIds.length === 0) return [];
  const ids = entryIds as string[];
  return db
    .selectFrom('stories')
    .select((eb) => [eb.fn.coalesce('activityId', 'itemId').$castTo<string>().as('entryId'), 'code'])
    .distinct()
    .where('organizationId', '=', organizationId)
    .where('userId', '=', userId)
    .where('kind', '=', 'leftAlone')
    .where(sql<string>`coalesce(activity_id, item_id)`, '=', sql<string>`any(${ids}::text[])`)
    .execute();
}

/** Code of the story of an entry that Tahti made twice and took away once. */
export const DOUBLE_REMOVED = 'duplicateRemoved';

/** Of these activities, the ones of which the log tells already that a double was taken away. */
export async function toldDoubleRemoved(
  db: Handle,
  organizationId: string,
  userId: string,
  activityIds: readonly string[],
): Promise<ReadonlySet<string>> {
  if (activityIds.length === 0) return new Set();
  const rows = await db
    .selectFrom('stories')
    .select('activityId')
    .distinct()
    .where('organizationId', '=', organizationId)
    .where('userId', '=', userId)
    .where('kind', '=', 'deleted')
    .where('code', '=', DOUBLE_REMOVED)
    .where('activityId', '=', sql<string>`any(${activityIds as string[]}::text[])`)
    .execute();
  return new Set(rows.flatMap(({ activityId }) => activityId ?? []));
}
