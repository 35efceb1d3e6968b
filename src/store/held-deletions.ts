import { sql } from 'kysely';
import type { SideName } from '../model/link.ts';
import type { Instant } from '../model/time.ts';
import { type Handle, inTransaction } from './handle.ts';

/** A deletion that waits for a person; `side` is where the entry would be deleted. */
export interface HeldDeletion {
  readonly linkId: string;
  readonly side: SideName;
  readonly subject: string;
  readonly isPrivate: boolean;
  /** A person asked to have the entry made again where it was deleted. */
  readonly isRestoring: boolean;
  /** A person said yes to this deletion. */
  readonly isApproved: boolean;
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
    .select(['linkId', 'side', 'subject', 'isPrivate', 'isRestoring', 'isApproved'])
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

/** Which way a person decided: do the deletions, or make the entries again where they were deleted. */
export type HeldDecision = 'approve' | 'restore';

/**
 * A person decides on what waits in this user's calendars, as far as they were shown it: what has come to
 * wait after `shownUntil` goes on waiting (null: all that waits now). What the server refused of an earlier
 * decision is due at once. Answers how many it was.
 */
export async function decideHeldDeletions(
  db: Handle,
  organizationId: string,
  userId: string,
  decision: HeldDecision,
  shownUntil: Instant | null = null,
  by: { readonly actorId: string; readonly at: Instant } | null = null,
): Promise<number> {
  return inTransaction(db, async (trx) => {
    const decided = await trx
      .updateTable('heldDeletions')
      .set({
        isApproved: decision === 'approve',
        isRestoring: decision === 'restore',
        decidedBy: by?.actorId ?? null,
        decidedAt: by?.at ?? null,
      })
      .where('organizationId', '=', organizationId)
      .where('userId', '=', userId)
      .$if(shownUntil !== null, (query) => query.where('heldAt', '<=', shownUntil as Instant))
      .returning('linkId')
      .execute();
    const linkIds = decided.map(({ linkId }) => linkId);
    await trx
      .updateTable('problems')
      .set((eb) => ({ nextTryAt: eb.ref('lastAt') }))
      .where('organizationId', '=', organizationId)
      .where('userId', '=', userId)
      .where('linkId', '=', sql<string>`any(${linkIds}::uuid[])`)
      .execute();
    return decided.length;
  });
}

/** When the latest of what waits came to wait; null when nothing does. What a person is shown reaches to here. */
export async function latestHeldAt(
  db: Handle,
  organizationId: string,
  userId: string,
): Promise<Instant | null> {
  const { latest } = await db
    .selectFrom('heldDeletions')
    .select((eb) => eb.fn.max('heldAt').as('latest'))
    .where('organizationId', '=', organizationId)
    .where('userId', '=', userId)
    .executeTakeFirstOrThrow();
  return latest;
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
