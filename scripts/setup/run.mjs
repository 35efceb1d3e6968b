import { spawn } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { root } from './root.mjs';

/**
 * Runs a command in the project's folder and resolves with its exit code. Its standard output goes to
 * standard error, since `npm start` promises exactly one line on standard output.
 */
export function run(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: root,
      stdio: ['ignore', options.stdout ?? process.stderr, process.stderr],
      env: { ...process.env, PATH: toolsFirst(), ...options.env },
    });
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve(code ?? (signal ? 1 : 0)));
  });
}

/** The project's own tools, and with them its own Node.js, come first. */
export function toolsFirst() {
  return join(root, 'node_modules', '.bin') + delimiter + (process.env.PATH ?? '');
}
