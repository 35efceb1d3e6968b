import { randomUUID } from 'node:crypto';
import { type Selectable, sql } from 'kysely';
import type { ActivityCategory } from '../model/calendar-entry.ts';
import type { Instant } from '../model/time.ts';
import { type Handle, inTransaction } from './handle.ts';
import { asJson } from './schema/columns.ts';
import type { ActivityTypesTable, LocalizedName } from './schema/settings.ts';

export type ActivityType = Selectable<ActivityTypesTable>;

export interface ActivityTypeFilter {
  readonly isActive?: boolean | undefined;
  readonly category?: ActivityCategory | undefined;
  /** Added or changed at or after. */
  readonly changedSince?: Instant | undefined;
}

/** The company's types in the order in which they are shown. */
export async function listActivityTypes(
  db: Handle,
  organizationId: string,
  filter: ActivityTypeFilter = {},
): Promise<readonly ActivityType[]> {
  let query = db.selectFrom('activityTypes').selectAll().where('organizationId', '=', organizationId);
  if (filter.isActive !== undefined) query = query.where('isActive', '=', filter.isActive);
  if (filter.category) query = query.where('category', '=', filter.category);
  if (filter.changedSince) query = query.where('updatedAt', '>=', filter.changedSince);
  return query.orderBy('sortOrder').orderBy('id').execute();
}

export async function findActivityType(
  db: Handle,
  organizationId: string,
  id: string,
): Promise<ActivityType | undefined> {
  return db
    .selectFrom('activityTypes')
    .selectAll()
    .where('organizationId', '=', organizationId)
    .where('id', '=', id)
    .executeTakeFirst();
}

/** What a person sets of an activity type. */
export interface ActivityTypeForm {
  readonly names: LocalizedName;
  readonly category: ActivityCategory;
  readonly color: string;
  readonly isActive: boolean;
  readonly isDefault: boolean;
  readonly isPaidLeave: boolean;
  readonly code: string;
  readonly sortOrder: number;
}

/** Adds a type; being the default, it takes that from the one that was. */
export async function insertActivityType(
  db: Handle,
  organizationId: string,
  form: ActivityTypeForm,
  id: string = randomUUID(),
): Promise<ActivityType> {
  return inTransaction(db, async (trx) => {
    if (form.isDefault) await clearDefault(trx, organizationId);
    return trx
      .insertInto('activityTypes')
      .values({ ...form, names: asJson(form.names), organizationId, id })
      .returningAll()
      .executeTakeFirstOrThrow();
  });
}

/**
 * Changes a type; undefined when there is none. The category is not among what can change: the activities
 * of the type would change theirs with it.
 */
export async function updateActivityType(
  db: Handle,
  organizationId: string,
  id: string,
  change: Partial<Omit<ActivityTypeForm, 'category'>>,
): Promise<ActivityType | undefined> {
  const { names, ...rest } = change;
  return inTransaction(db, async (trx) => {
    if (change.isDefault) await clearDefault(trx, organizationId);
    return trx
      .updateTable('activityTypes')
      .set({ ...rest, ...(names && { names: asJson(names) }), updatedAt: sql<Instant>`now()` })
      .where('organizationId', '=', organizationId)
      .where('id', '=', id)
      .returningAll()
      .executeTakeFirst();
  });
}

async function clearDefault(trx: Handle, organizationId: string): Promise<void> {
  await trx
    .updateTable('activityTypes')
    .set({ isDefault: false, updatedAt: sql<Instant>`now()` })
    .where('organizationId', '=', organizationId)
    .where('isDefault', '=', true)
    .execute();
}

/** Why a type was not deleted: it does not exist, activities have it, or the synchronization is set to it. */
export type ActivityTypeDeletion = 'deleted' | 'missing' | 'inUse' | 'inSettings';

/** Deletes a type that nothing uses; one in use can only be disabled. */
export async function deleteActivityType(
  db: Handle,
  organizationId: string,
  id: string,
): Promise<ActivityTypeDeletion> {
  return inTransaction(db, async (trx) => {
    const uses = await trx
      .selectNoFrom((eb) => [
        eb
          .exists(
            eb
              .selectFrom('activities')
              .select('id')
              .where('organizationId', '=', organizationId)
              .where('activityTypeId', '=', id),
          )
          .as('inUse'),
        eb
          .exists(
            eb
              .selectFrom('exchangeSettings')
              .select('organizationId')
              .where('organizationId', '=', organizationId)
              .where('defaultTypeId', '=', id),
          )
          .as('inSettings'),
      ])
      .executeTakeFirstOrThrow();
    if (uses.inUse) return 'inUse';
    if (uses.inSettings) return 'inSettings';
    const result = await trx
      .deleteFrom('activityTypes')
      .where('organizationId', '=', organizationId)
      .where('id', '=', id)
      .executeTakeFirst();
    return result.numDeletedRows > 0n ? 'deleted' : 'missing';
  });
}
