import { sql } from 'kysely';
import type { Activity } from '../../model/activity.ts';
import type { Handle } from '../handle.ts';
import { activityOf, selectActivities } from './activity-rows.ts';

export async function findActivity(
  db: Handle,
  organizationId: string,
  id: string,
): Promise<Activity | undefined> {
  const row = await selectActivities(db, organizationId).where('activities.id', '=', id).executeTakeFirst();
  return row && activityOf(row);
}

/** Activities by id; deleted ones are missing from the answer. */
export async function findActivities(
  db: Handle,
  organizationId: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Activity>> {
  if (ids.length === 0) return new Map();
  const rows = await selectActivities(db, organizationId)
    .where('activities.id', '=', sql<string>`any(${ids as string[]}::uuid[])`)
    .execute();
  return new Map(rows.map((row) => [row.id, activityOf(row)]));
}

/** Activities by the synchronizer's keys with which they were made; of one owner, or (null) of anybody. */
export async function findActivitiesByOrigin(
  db: Handle,
  organizationId: string,
  ownerId: string | null,
  keys: readonly string[],
): Promise<ReadonlyMap<string, Activity>> {
  if (keys.length === 0) return new Map();
  const rows = await selectActivities(db, organizationId)
    .$if(ownerId !== null, (query) => query.where('activities.ownerId', '=', ownerId as string))
    .where('activities.originKey', '=', sql<string>`any(${keys as string[]}::uuid[])`)
    .execute();
  return new Map(rows.flatMap((row) => (row.originKey ? [[row.originKey, activityOf(row)] as const] : [])));
}
