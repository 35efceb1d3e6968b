import type { Kysely, Transaction } from 'kysely';
import type { Schema } from './schema.ts';

/** What the query groups work on: the database, or a transaction on it. */
export type Handle = Kysely<Schema>;

/**
 * Runs work in a transaction: in the one that is open, if the handle is one, else in a new one. Nothing
 * that waits for a network or a person may stand inside.
 */
export function inTransaction<T>(db: Handle, work: (trx: Transaction<Schema>) => Promise<T>): Promise<T> {
  return db.isTransaction ? work(db as Transaction<Schema>) : db.transaction().execute(work);
}
