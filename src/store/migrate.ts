import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import type pg from 'pg';
import type { Database } from './database.ts';
import type { StoreLog } from './store-log.ts';

export const MIGRATIONS_FOLDER: URL = new URL('../../migrations/', import.meta.url);

export interface Migration {
  readonly version: number;
  readonly name: string;
  readonly sql: string;
  /** SHA-256 of the SQL with `\n` line ends. */
  readonly checksum: string;
}

/** The database and this Tahti do not fit together; the message is for people. */
export class MigrationError extends Error {
  override readonly name = 'MigrationError';
}

/** The numbered SQL files in their order; throws MigrationError when a number is missing or double. */
export async function readMigrations(folder: URL = MIGRATIONS_FOLDER): Promise<readonly Migration[]> {
  const names = (await readdir(folder)).filter((name) => /^\d{4}_.+\.sql$/.test(name)).sort();
  const migrations = await Promise.all(names.map((name) => readMigration(folder, name)));
  for (const [index, { version, name }] of migrations.entries())
    if (version !== index + 1)
      throw new MigrationError(`migrations/${name}: expected number ${index + 1} here`);
  return migrations;
}

async function readMigration(folder: URL, name: string): Promise<Migration> {
  const sql = (await readFile(new URL(name, folder), 'utf8')).replace(/\r\n/g, '\n');
  return {
    version: Number(name.slice(0, 4)),
    name,
    sql,
    checksum: createHash('sha256').update(sql).digest('hex'),
  };
}

/**
 * Brings the database to the newest migration: each file once, in order, each in its own transaction.
 * Two processes may start at once: each step is taken under a lock of the table that records them.
 * Returns the names that were applied; throws MigrationError when the database is newer than the code.
 */
export async function migrate(
  database: Pick<Database, 'pool'>,
  log: StoreLog,
  migrations?: readonly Migration[],
): Promise<readonly string[]> {
  const known = migrations ?? (await readMigrations());
  const client = await database.pool.connect();
  try {
    await createRecord(client);
    const applied: string[] = [];
    for (let next = await applyNext(client, known); next; next = await applyNext(client, known)) {
      log.info({ migration: next }, 'database migrated');
      applied.push(next);
    }
    return applied;
  } finally {
    client.release();
  }
}

async function createRecord(client: pg.PoolClient): Promise<void> {
  const sql = `create table if not exists schema_migrations (
    version integer primary key, name text not null, checksum text not null,
    applied_at timestamptz(3) not null default now())`;
  try {
    await client.query(sql);
  } catch (error) {
    // "if not exists" does not hold for two at the same instant: the second meets the catalogue's index.
    if (!['23505', '42P07'].includes(String((error as { code?: unknown }).code))) throw error;
  }
}

/** Applies the first migration that is not recorded; null when there is none. */
async function applyNext(client: pg.PoolClient, known: readonly Migration[]): Promise<string | null> {
  await client.query('begin');
  try {
    // Not an advisory lock: those belong to a session, which a connection pooler does not keep.
    await client.query('set local statement_timeout = 0');
    await client.query('lock table schema_migrations in access exclusive mode');
    const { rows } = await client.query<Omit<Migration, 'sql'>>(
      'select version, name, checksum from schema_migrations order by version',
    );
    const next = nextMigration(known, rows);
    if (next) await applyOne(client, next);
    await client.query('commit');
    return next?.name ?? null;
  } catch (error) {
    await client.query('rollback');
    throw error;
  }
}

async function applyOne(client: pg.PoolClient, migration: Migration): Promise<void> {
  await client.query(migration.sql);
  await client.query('insert into schema_migrations (version, name, checksum) values ($1, $2, $3)', [
    migration.version,
    migration.name,
    migration.checksum,
  ]);
}

/** The migration that comes after the recorded ones; null when all are recorded. Checks that they fit. */
export function nextMigration(
  known: readonly Migration[],
  recorded: readonly Omit<Migration, 'sql'>[],
): Migration | null {
  for (const [index, row] of recorded.entries()) {
    const migration = known[index];
    if (!migration)
      throw new MigrationError(
        `The database was made by a newer Tahti (it has migration ${row.name}, this one ends at ` +
          `${known.at(-1)?.name}). Start the newer version, or restore a backup from before the upgrade.`,
      );
    if (migration.version !== row.version || migration.checksum !== row.checksum)
      throw new MigrationError(
        `Migration ${row.name} was applied to this database with another content than this Tahti has. ` +
          'Applied migrations are never edited: start the version that made the database.',
      );
  }
  return known[recorded.length] ?? null;
}
