import type { Config } from '../config.ts';
import { openFoundation } from './foundation.ts';
import { runUntilStopped } from './lifecycle.ts';
import { createLog } from './log.ts';
import { openEngine } from './open-engine.ts';
import { openWeb } from './open-web.ts';
import { printReady } from './ready-line.ts';

/** `tahti serve`: page and API. The embedded database serves one process, so there it works as well. */
export async function serve(config: Config): Promise<void> {
  const log = createLog(config.TAHTI_LOG_LEVEL);
  await runUntilStopped(log, async (parts) => {
    const foundation = await openFoundation(config, log, parts);
    const engine = await openEngine(foundation, parts, { work: foundation.database.kind === 'pglite' });
    printReady({ web: await openWeb(foundation, engine, parts) });
  });
}
