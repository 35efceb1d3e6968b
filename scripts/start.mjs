/**
 * `npm start`: installs and builds what is missing, then runs the demo under the project's own Node.js.
 * Runs under Node.js 20 too, so it stays plain JavaScript without dependencies.
 */
import { spawn } from 'node:child_process';
import { ensureBuilt } from './setup/build.mjs';
import { ensureInstalled, projectNode } from './setup/install.mjs';
import { root } from './setup/root.mjs';

/** Runs Tahti until it ends by itself or is told to; resolves with its exit code. */
function runDemo(args) {
  const child = spawn(projectNode(), [`${root}/src/main.ts`, 'demo', ...args], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  endWithParent(child);
  return new Promise((resolve) => child.once('exit', (code, signal) => resolve(code ?? (signal ? 1 : 0))));
}

/** Where npm itself is killed nobody passes the signal on: without this, Tahti would keep its ports. */
function endWithParent(child) {
  const parent = process.ppid;
  setInterval(() => process.ppid !== parent && child.kill('SIGTERM'), 250).unref();
}

try {
  await ensureInstalled();
  await ensureBuilt();
  process.exitCode = await runDemo(process.argv.slice(2));
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
