import type { Instant } from '../model/time.ts';
import type { Handle } from './handle.ts';

/** The add-on that must be active before anybody synchronizes. */
export const CALENDAR_SYNCHRONIZATION = 'exchange-calendar-synchronization';

export interface AddOn {
  readonly isActive: boolean;
  /** Null before anybody touched it. */
  readonly changedAt: Instant | null;
  readonly changedBy: string | null;
}

/** How an add-on stands; one that nobody touched is not active. */
export async function readAddOn(
  db: Handle,
  organizationId: string,
  name: string = CALENDAR_SYNCHRONIZATION,
): Promise<AddOn> {
  const row = await db
    .selectFrom('addOns')
    .select(['isActive', 'changedAt', 'changedBy'])
    .where('organizationId', '=', organizationId)
    .where('name', '=', name)
    .executeTakeFirst();
  return row ?? { isActive: false, changedAt: null, changedBy: null };
}

export async function setAddOn(
  db: Handle,
  organizationId: string,
  name: string,
  change: { readonly isActive: boolean; readonly changedBy: string | null; readonly changedAt: Instant },
): Promise<void> {
  await db
    .insertInto('addOns')
    .values({ organizationId, name, ...change })
    .onConflict((conflict) => conflict.columns(['organizationId', 'name']).doUpdateSet(change))
    .execute();
}
