import { sql } from 'kysely';
import type { Instant } from '../model/time.ts';
import type { Handle } from './handle.ts';
import type { MailboxConfirmationsTable } from './schema/people.ts';
import { hashToken } from './token-hash.ts';

/** Wrong codes after which another one has to be asked for. */
const TRIES = 5;

export interface NewMailboxConfirmation {
  readonly organizationId: string;
  readonly userId: string;
  readonly mailboxAddress: string;
  /** As the person will type it; only its hash is stored. */
  readonly code: string;
  readonly noteKey: string;
  readonly expiresAt: Instant;
}

/**
 * Keeps the code that is about to be left in a mailbox; it takes the place of an earlier one. Answers the key of the
 * earlier one's entry, which may still stand in the calendar.
 */
export async function keepMailboxConfirmation(
  trx: Handle,
  { code, ...confirmation }: NewMailboxConfirmation,
): Promise<string | null> {
  const { organizationId, userId } = confirmation;
  const earlier = await confirmationsOf(trx, organizationId, userId).forUpdate().executeTakeFirst();
  const row = { ...confirmation, codeHash: hashToken(code), wrongTries: 0 };
  await trx
    .insertInto('mailboxConfirmations')
    .values(row)
    .onConflict((conflict) => conflict.columns(['organizationId', 'userId']).doUpdateSet(row))
    .execute();
  return earlier?.noteKey ?? null;
}

/** What became of a code: `wrong` may be tried again, after `over` a new one has to be asked for. */
export type CodeOutcome =
  | { readonly outcome: 'right'; readonly mailboxAddress: string; readonly noteKey: string }
  | { readonly outcome: 'wrong' | 'over' };

/** Takes a code: the right one is used up, and a wrong one counts even if many are tried at the same time. */
export async function takeConfirmationCode(
  trx: Handle,
  of: { readonly organizationId: string; readonly userId: string },
  code: string,
  now: Instant,
): Promise<CodeOutcome> {
  const row = await confirmationsOf(trx, of.organizationId, of.userId).forUpdate().executeTakeFirst();
  if (!row || row.expiresAt <= now || row.wrongTries >= TRIES) return { outcome: 'over' };
  if (row.codeHash !== hashToken(code)) {
    await updateOf(trx, of).set({ wrongTries: sql`wrong_tries + 1` }).execute();
    return { outcome: row.wrongTries + 1 < TRIES ? 'wrong' : 'over' };
  }
  // The row stays, used up: by its key the entry in the mailbox is found should taking it away fail now.
  await updateOf(trx, of).set({ wrongTries: TRIES }).execute();
  return { outcome: 'right', mailboxAddress: row.mailboxAddress, noteKey: row.noteKey };
}

/** Records since when the owner of an account is in doubt, or (null) that it is in doubt no longer. */
export async function setUnconfirmedSince(
  trx: Handle,
  organizationId: string,
  userId: string,
  since: Instant | null,
): Promise<void> {
  await trx
    .updateTable('users')
    .set({ unconfirmedSince: since })
    .where('organizationId', '=', organizationId)
    .where('id', '=', userId)
    .execute();
}

/**
 * A user's address and whether their ownership is in doubt, held against change until the transaction ends: an
 * address that is changed meanwhile must not be the one that is turned on.
 */
export async function holdOwnership(
  trx: Handle,
  organizationId: string,
  userId: string,
): Promise<{ readonly email: string; readonly unconfirmedSince: Instant | null } | undefined> {
  return trx
    .selectFrom('users')
    .select(['email', 'unconfirmedSince'])
    .where('organizationId', '=', organizationId)
    .where('id', '=', userId)
    .forShare()
    .executeTakeFirst();
}

function confirmationsOf(trx: Handle, organizationId: string, userId: string) {
  return trx
    .selectFrom('mailboxConfirmations')
    .selectAll()
    .where('organizationId', '=', organizationId)
    .where('userId', '=', userId);
}

function updateOf(trx: Handle, of: Pick<MailboxConfirmationsTable, 'organizationId' | 'userId'>) {
  return trx
    .updateTable('mailboxConfirmations')
    .where('organizationId', '=', of.organizationId)
    .where('userId', '=', of.userId);
}
