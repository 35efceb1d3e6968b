/**
 * `npm run dev`: the demo with the server restarting on every saved file and the page reloading by Vite,
 * which passes `/api` on to the server. Open the address that Vite prints.
 */
import { spawn } from 'node:child_process';
import { ensureBuilt } from './setup/build.mjs';
import { ensureInstalled, projectNode } from './setup/install.mjs';
import { root } from './setup/root.mjs';

function start(args) {
  return spawn(projectNode(), args, { cwd: root, stdio: 'inherit' });
}

await ensureInstalled();
await ensureBuilt();
const parts = [
  start(['--watch-path=src', '--watch-preserve-output', 'src/main.ts', 'demo', ...process.argv.slice(2)]),
  start(['node_modules/vite/bin/vite.js', '--config', 'web/vite.config.ts', 'web']),
];
for (const signal of ['SIGINT', 'SIGTERM'])
  process.on(signal, () => parts.forEach((part) => void part.kill(signal)));
await Promise.all(parts.map((part) => new Promise((resolve) => part.once('exit', resolve))));
