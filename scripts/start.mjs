/**
 * `npm start`: installs and builds what is missing, then runs the demo under the project's own Node.js.
 * Runs under Node.js 20 too, so it stays plain JavaScript without dependencies.
 */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
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

/**
 * Where npm itself is killed nobody passes the signal on: without this, Tahti would keep its ports. npm may
 * have put a shell in between, which outlives it: then the shell losing its parent is the sign.
 */
function endWithParent(child) {
  const before = ancestors();
  setInterval(() => ancestors() !== before && child.kill('SIGTERM'), 250).unref();
}

/** Who started us, and under npm who started that one (Linux tells; elsewhere the parent alone). */
function ancestors() {
  if (!process.env.npm_lifecycle_event) return `${process.ppid}`;
  try {
    const stat = readFileSync(`/proc/${process.ppid}/stat`, 'utf8');
    return `${process.ppid} ${stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]}`;
  } catch {
    return `${process.ppid}`;
  }
}

try {
  await ensureInstalled();
  await ensureBuilt();
  process.exitCode = await runDemo(process.argv.slice(2));
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
