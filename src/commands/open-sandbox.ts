import { join } from 'node:path';
import type { Config } from '../config.ts';
import { startSandbox } from '../sandbox/sandbox.ts';
import { lockFolder } from '../store/folder-lock.ts';
import { whenFolderIsFree } from './foundation.ts';
import type { Log } from './log.ts';

/** Starts the sandbox on the data folder's own part, which it locks; closed with `parts`. Its address. */
export async function openSandbox(
  config: Config,
  log: Log,
  parts: AsyncDisposableStack,
  seed: 'example' | 'empty',
): Promise<string> {
  const dataDir = config.TAHTI_DATA === 'memory' ? null : join(config.TAHTI_DATA, 'sandbox');
  if (dataDir) {
    const lock = await whenFolderIsFree(() => lockFolder(dataDir));
    parts.defer(() => lock.release());
  }
  const sandbox = await startSandbox({
    port: config.SANDBOX_PORT,
    dataDir,
    seed,
    log: (line) => log.debug(line, 'sandbox'),
  });
  parts.defer(() => sandbox.close());
  return sandbox.url;
}
