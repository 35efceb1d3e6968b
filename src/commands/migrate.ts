import type { Config } from '../config.ts';
import { openFoundation } from './foundation.ts';
import { createLog } from './log.ts';

/** `tahti migrate`: brings the database to this version and ends. */
export async function migrateDatabase(config: Config): Promise<void> {
  const log = createLog(config.TAHTI_LOG_LEVEL);
  await using parts = new AsyncDisposableStack();
  await openFoundation(config, log, parts);
  log.info({}, 'the database is at this version');
}
