import { sql } from 'kysely';
import type { SideName } from '../model/link.ts';
import type { Handle } from './handle.ts';

/** A deletion that waits for a person; `side` is where the entry would be deleted. */
export interface HeldDeletion {
  readonly linkId: string;
  readonly side: SideName;
  readonly subject: string;
  readonly isPrivate: boolean;
  /** A person asked to have the entry made again where it was deleted. */
  readonly isRestoring: boolean;
}

/** Remembers deletions that wait; one that waits already keeps the person's decision about it. */
export async function holdDeletions(
  db: Handle,
  organizationId: string,
  userId: string,
  held: readonly HeldDeletion[],
): Promise<void> {
  if (held.length === 0) return;
  await db
    .insertInto('heldDeletions')
    .values(held.map((deletion) => ({ ...deletion, organizationId, userId })))
    .onConflict((conflict) =>
      conflict.columns(['organizationId', 'userId', 'linkId']).doUpdateSet((eb) => ({
        side: eb.ref('excluded.side'),
        subject: eb.ref('excluded.subject'),
        isPrivate: eb.ref('excluded.isPrivate'),
      })),
    )
    .execute();
}

/** What waits for a person in one user's calendars, the oldest first. */
export async function loadHeldDeletions(
  db: Handle,
  organizationId: string,
  userId: string,
): Promise<readonly HeldDeletion[]> {
  return db
    .selectFrom('heldDeletions')
    .select(['linkId', 'side', 'subject', 'isPrivate', 'isRestoring'])
    .where('organizationId', '=', organizationId)
    .where('userId', '=', userId)
    .orderBy('heldAt')
    .orderBy('linkId')
    .execute();
}

/** These deletions no longer wait: they were done, or what was deleted has been made again. */
export async function releaseHeldDeletions(
  db: Handle,
  organizationId: string,
  userId: string,
  linkIds: readonly string[],
): Promise<void> {
  if (linkIds.length === 0) return;
  await db
    .deleteFrom('heldDeletions')
    .where('organizationId', '=', organizationId)
    .where('userId', '=', userId)
    .where('linkId', '=', sql<string>`any(${linkIds as string[]}::uuid[])`)
    .execute();
}

/** A person wants back what was deleted: everything that waits in this user's calendars is to be made again. */
export async function restoreHeldDeletions(
  db: Handle,
  organizationId: string,
  userId: string,
): Promise<number> {
  const result = await db
    .updateTable('heldDeletions')
    .set({ isRestoring: true })
    .where('organizationId', '=', organizationId)
    .where('userId', '=', userId)
    .executeTakeFirst();
  return Number(result.numUpdatedRows);
}

export async function countHeldDeletions(
  db: Handle,
  organizationId: string,
  userId: string,
): Promise<number> {
  const { count } = await db
    .selectFrom('heldDeletions')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('organizationId', '=', organizationId)
    .where('userId', '=', userId)
    .executeTakeFirstOrThrow();
  return count;
}
