import type { Config } from '../config.ts';
import { CommandError } from './command-error.ts';
import { openFoundation } from './foundation.ts';
import { runUntilStopped } from './lifecycle.ts';
import { createLog } from './log.ts';
import { openEngine } from './open-engine.ts';
import { printReady } from './ready-line.ts';
import { openWorkerMetrics } from './worker-metrics.ts';

/** `tahti worker`: takes runs from the queue. Needs PostgreSQL, which several processes can share. */
export async function worker(config: Config): Promise<void> {
  if (!config.DATABASE_URL) {
    throw new CommandError(
      'A worker of its own needs PostgreSQL: set DATABASE_URL. With the embedded database `tahti serve` does the work itself.',
    );
  }
  const log = createLog(config.TAHTI_LOG_LEVEL);
  await runUntilStopped(log, async (parts) => {
    const engine = await openEngine(await openFoundation(config, log, parts), parts, { work: true });
    const metrics = await openWorkerMetrics(config, engine.registry, parts);
    printReady(metrics === null ? {} : { metrics });
  });
}
