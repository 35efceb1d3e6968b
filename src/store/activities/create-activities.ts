import { sql } from 'kysely';
import type { Activity, NewActivity } from '../../model/activity.ts';
import type { ZoneId } from '../../model/time.ts';
import { type Handle, inTransaction } from '../handle.ts';
import { takeActivitySequence } from '../organizations.ts';
import { asJson } from '../schema/columns.ts';
import { timeColumns } from './activity-rows.ts';
import { findActivities, findActivitiesByOrigin } from './find-activities.ts';
import { distinctParticipants, insertParticipants } from './participant-rows.ts';

/**
 * Makes activities in one transaction and answers them as they stand, in order. One whose origin key its
 * owner has already is not made again: the first is answered. `actorId`: the user who does it, if one does.
 * Throws, with nothing made, when the database refuses any of them.
 */
export async function createActivities(
  db: Handle,
  organizationId: string,
  activities: readonly NewActivity[],
  actorId: string | null,
): Promise<readonly Activity[]> {
  if (activities.length === 0) return [];
  const ids = await inTransaction(db, async (trx) => {
    // The lock comes before the look, so that a repeated create sees the first one.
    const first = await takeActivitySequence(trx, organizationId, activities.length);
    const known = await knownIds(trx, organizationId, activities);
    const fresh = activities.filter((activity) => !known.has(originOf(activity)));
    await insertRows(trx, organizationId, fresh, first, actorId);
    return activities.map((activity) => known.get(originOf(activity)) ?? activity.id);
  });
  const found = await findActivities(db, organizationId, ids);
  return ids.flatMap((id) => found.get(id) ?? []);
}

function originOf(activity: NewActivity): string {
  return `${activity.ownerId} ${activity.originKey}`;
}

async function knownIds(
  trx: Handle,
  organizationId: string,
  activities: readonly NewActivity[],
): Promise<ReadonlyMap<string, string>> {
  const known = new Map<string, string>();
  for (const ownerId of new Set(activities.map((activity) => activity.ownerId))) {
    const keys = activities.flatMap((one) => (one.ownerId === ownerId ? (one.originKey ?? []) : []));
    const found = await findActivitiesByOrigin(trx, organizationId, ownerId, keys);
    for (const [key, activity] of found) known.set(`${ownerId} ${key}`, activity.id);
  }
  return known;
}

async function insertRows(
  trx: Handle,
  organizationId: string,
  activities: readonly NewActivity[],
  firstSequence: number,
  actorId: string | null,
): Promise<void> {
  if (activities.length === 0) return;
  const zones = await zonesOf(trx, organizationId, activities);
  await trx
    .insertInto('activities')
    .values(
      activities.map((activity, index) => ({
        ...contentColumns(activity, zones.get(activity.ownerId) ?? 'UTC'),
        organizationId,
        id: activity.id,
        originKey: activity.originKey,
        sequence: firstSequence + index,
        recurrenceParentId: null,
        deletedAt: null,
        createdBy: actorId,
        updatedBy: actorId,
      })),
    )
    .execute();
  const participants = activities.flatMap((activity) =>
    distinctParticipants(activity.participants, activity.ownerId).map((participant) => ({
      ...participant,
      organizationId,
      activityId: activity.id,
    })),
  );
  await insertParticipants(trx, participants);
}

function contentColumns(activity: NewActivity, ownerZone: ZoneId) {
  const { typeId, time, customer, phase, recurrence, participants, ...rest } = activity;
  return {
    ...rest,
    ...timeColumns(time, ownerZone),
    activityTypeId: typeId,
    customer: asJson(customer),
    phase: asJson(phase),
    recurrence: asJson(recurrence),
    recurrenceType: recurrence ? ('Series' as const) : ('None' as const),
  };
}

async function zonesOf(
  trx: Handle,
  organizationId: string,
  activities: readonly NewActivity[],
): Promise<ReadonlyMap<string, ZoneId>> {
  const owners = [...new Set(activities.map((activity) => activity.ownerId))];
  const rows = await trx
    .selectFrom('users')
    .select(['id', 'timeZone'])
    .where('organizationId', '=', organizationId)
    .where('id', '=', sql<string>`any(${owners}::uuid[])`)
    .execute();
  return new Map(rows.map((row) => [row.id, row.timeZone]));
}
