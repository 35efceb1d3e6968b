import type { Config } from '../config.ts';
import { runUntilStopped } from './lifecycle.ts';
import { createLog } from './log.ts';
import { openSandbox } from './open-sandbox.ts';
import { printReady } from './ready-line.ts';

/** `tahti sandbox`: the Exchange sandbox alone, with the example company unless it is to be empty. */
export async function sandbox(config: Config, options: { empty: boolean }): Promise<void> {
  const log = createLog(config.TAHTI_LOG_LEVEL);
  await runUntilStopped(log, async (parts) => {
    const url = await openSandbox(config, log, parts, options.empty ? 'empty' : 'example');
    printReady({ sandbox: url });
  });
}
