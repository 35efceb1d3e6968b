import { sql } from 'kysely';
import type { Handle } from '../handle.ts';

/** Everybody in whose calendar one of these activities stands or stood: owners and users who take part. */
export async function calendarsOfActivities(
  db: Handle,
  organizationId: string,
  activityIds: readonly string[],
): Promise<readonly string[]> {
  if (activityIds.length === 0) return [];
  const wanted = sql<string>`any(${activityIds as string[]}::uuid[])`;
  const rows = await db
    .selectFrom('activities')
    .select('ownerId as userId')
    .where('organizationId', '=', organizationId)
    .where('id', '=', wanted)
    .union(
      db
        .selectFrom('activityParticipants')
        .select(sql<string>`user_id`.as('userId'))
        .where('organizationId', '=', organizationId)
        .where('activityId', '=', wanted)
        .where('userId', 'is not', null),
    )
    .execute();
  return rows.map((row) => row.userId);
}
