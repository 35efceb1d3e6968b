import { sql } from 'kysely';
import type { Handle } from './handle.ts';

/** A linked entry that was made in the mailbox, and of which the mailbox has not told since. */
export interface UntoldEntry {
  readonly linkId: string;
  readonly itemId: string;
}

/** The entries of a mailbox that it has not told of yet. */
export function loadUntold(
  db: Handle,
  organizationId: string,
  userId: string,
): Promise<readonly UntoldEntry[]> {
  return db
    .selectFrom('links')
    .select(['id as linkId', 'itemId'])
    .where('organizationId', '=', organizationId)
    .where('userId', '=', userId)
    .where('untold', '=', true)
    .execute();
}

/** The mailbox has told of the entries of these links. */
export async function setTold(db: Handle, organizationId: string, linkIds: readonly string[]): Promise<void> {
  if (linkIds.length === 0) return;
  await db
    .updateTable('links')
    .set({ untold: false })
    .where('organizationId', '=', organizationId)
    .where('id', '=', sql<string>`any(${linkIds as string[]}::uuid[])`)
    .execute();
}
