/**
 * `npm test`: installs what is missing and runs every check; each must pass. A tool that is missing is a
 * failure with a clear sentence, never a silent skip. Arguments go to vitest (`npm test -- src/reconcile`).
 */
import { ensureBuilt } from './setup/build.mjs';
import { ensureInstalled } from './setup/install.mjs';
import { run } from './setup/run.mjs';
import { ensureTestTools } from './setup/tools.mjs';

const checks = [
  ['types of the server', 'tsc', ['--noEmit', '-p', 'tsconfig.json']],
  ['types of the page', 'tsc', ['--noEmit', '-p', 'web/tsconfig.json']],
  ['lint and format', 'biome', ['check', '--error-on-warnings', '.']],
  ['import rule', 'node', ['scripts/check-imports.mjs']],
  ['unused code', 'knip', []],
];

/** Runs every check even when one fails, so that one run shows all that is wrong. */
async function runChecks() {
  const failed = [];
  for (const [name, command, args] of checks) {
    const started = Date.now();
    const code = await run(command, args, { stdout: 'inherit' });
    console.log(
      `${code === 0 ? 'ok    ' : 'FAILED'} ${name} (${((Date.now() - started) / 1000).toFixed(1)} s)`,
    );
    if (code !== 0) failed.push(name);
  }
  return failed;
}

try {
  await ensureInstalled();
  await ensureTestTools();
  await ensureBuilt();
  const failed = await runChecks();
  if ((await run('vitest', ['run', ...process.argv.slice(2)], { stdout: 'inherit' })) !== 0)
    failed.push('vitest');
  if (failed.length > 0) console.error(`\nFailed: ${failed.join(', ')}`);
  process.exitCode = failed.length > 0 ? 1 : 0;
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
