import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Config } from '../config.ts';
import { type Database, openDatabase } from '../store/database.ts';
import { migrate } from '../store/migrate.ts';
import { loadSecretKey, type SecretKey } from '../store/secrets.ts';
import { findTemplate } from '../store/template.ts';
import type { Log } from './log.ts';

const dist = fileURLToPath(new URL('../../dist/', import.meta.url));

/** What every command stands on: a migrated database and the key of its secrets. */
export interface Foundation {
  readonly config: Config;
  readonly log: Log;
  readonly database: Database;
  readonly secretKey: SecretKey;
  /** PEM of a certificate authority to trust for Exchange besides the usual ones. */
  readonly extraCa: string | undefined;
}

/** Opens and migrates the database and loads the key; everything is closed with `parts`. */
export async function openFoundation(
  config: Config,
  log: Log,
  parts: AsyncDisposableStack,
): Promise<Foundation> {
  const template = await findTemplate(dist);
  const database = await whenFolderIsFree(() =>
    openDatabase({ databaseUrl: config.DATABASE_URL, dataDir: config.TAHTI_DATA, template, log }),
  );
  parts.defer(() => database.close());
  await migrate(database, log);
  const extraCa = config.TAHTI_EXTRA_CA ? await readFile(config.TAHTI_EXTRA_CA, 'utf8') : undefined;
  return { config, log, database, secretKey: await secretKeyOf(config), extraCa };
}

/** The key from the environment, else from its file; with `memory` a key that ends with the process. */
function secretKeyOf(config: Config): Promise<SecretKey> {
  const keyFile =
    config.TAHTI_SECRET_KEY_FILE ??
    (config.TAHTI_DATA === 'memory' ? null : join(config.TAHTI_DATA, 'secret.key'));
  return loadSecretKey({ env: config.TAHTI_SECRET_KEY, keyFile });
}

/** Tries per second, and how many: a predecessor that was just told to stop gets five seconds. */
const TRY_EVERY = 250;
const TRIES = 20;

/** Waits a little for a folder that another process is just leaving; then its refusal stands. */
export async function whenFolderIsFree<T>(open: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await open();
    } catch (error) {
      const taken = error instanceof Error && error.name === 'FolderTakenError';
      if (!taken || tries === TRIES) throw error;
      await pause(TRY_EVERY);
    }
  }
}

/** Folder of the built page. */
export const webRoot = join(dist, 'web');
