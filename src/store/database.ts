import { CamelCasePlugin, Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { columnTypes } from './column-parsers.ts';
import { openEmbedded } from './embedded.ts';
import type { Schema } from './schema.ts';
import type { StoreLog } from './store-log.ts';

export interface Database {
  readonly db: Kysely<Schema>;
  readonly pool: pg.Pool;
  readonly kind: 'pglite' | 'postgres';
  /** Waits for running queries, then lets go of connections, folder and lock. */
  close(): Promise<void>;
}

export interface DatabaseOptions {
  /** Chooses PostgreSQL; without it the embedded database is used. */
  readonly databaseUrl?: string | undefined;
  /** The embedded database's folder, or `memory` to keep nothing. */
  readonly dataDir: string | 'memory';
  /** Path of a prepared database (`findTemplate`) from which a new folder starts. */
  readonly template?: string | Blob | undefined;
  readonly log: StoreLog;
  /** PostgreSQL connections at most; the embedded database has one. */
  readonly connections?: number;
}

/** A query that takes longer than this on PostgreSQL is given up (milliseconds). */
const STATEMENT_TIMEOUT = 60_000;

/**
 * Opens PostgreSQL or the embedded database, behind the same pool and the same Kysely. Does not migrate
 * (`migrate`). Throws FolderTakenError when another process has the folder.
 *
 * On the embedded database the pool has one connection: inside a transaction use the transaction's own
 * handle only, since a query of the pool would wait for the very transaction that it stands in.
 */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const opened = options.databaseUrl
    ? openPostgres(options.databaseUrl, options.connections ?? 10)
    : await openEmbedded({
        dataDir: options.dataDir,
        ...(options.template && { template: options.template }),
      });
  const { pool, close } = opened;
  // A connection that breaks while idle: the pool replaces it, the process goes on.
  pool.on('error', (error) => options.log.warn({ error: error.message }, 'a database connection broke'));
  return { db: kyselyOver(pool), pool, kind: options.databaseUrl ? 'postgres' : 'pglite', close };
}

function openPostgres(connectionString: string, max: number): { pool: pg.Pool; close(): Promise<void> } {
  const pool = new pg.Pool({
    connectionString,
    max,
    types: columnTypes,
    application_name: 'tahti',
    connectionTimeoutMillis: 10_000,
    statement_timeout: STATEMENT_TIMEOUT,
    idle_in_transaction_session_timeout: STATEMENT_TIMEOUT,
    keepAlive: true,
  });
  return { pool, close: () => pool.end() };
}

function kyselyOver(pool: pg.Pool): Kysely<Schema> {
  return new Kysely<Schema>({
    dialect: new PostgresDialect({ pool }),
    // Keys inside jsonb are the model's own and stay as they are.
    plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })],
  });
}
