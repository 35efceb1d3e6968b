/**
 * Holds captured EWS messages against Microsoft's schema: `node scripts/check-schema.ts [captureDir]`.
 *
 * Without a folder it makes its own captures: of the contract tests, in which the connector talks to the
 * sandbox and every message has to be valid; and of the sandbox's tests, which send wrong requests on purpose,
 * so that of those only the answers, and the requests that were accepted, have to be valid.
 * The schema is looked for in TAHTI_EWS_SCHEMA, or else beside the project in ../shared/ews-schema.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type EwsSchema, loadEwsSchema } from './schema-check/ews-schema.ts';

const root = resolve(import.meta.dirname, '..');
const schemaFolder = process.env.TAHTI_EWS_SCHEMA ?? resolve(root, '../shared/ews-schema');

interface Result {
  readonly checked: number;
  readonly violations: readonly string[];
}

/** Requests that the sandbox refused for their shape carry this in the name of the file. */
const refusedMark = '-refused-';

function checkFolder(folder: string, schema: EwsSchema, refusalsExpected: boolean): Result {
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.xml'))
    .filter((name) => !(refusalsExpected && name.includes(`${refusedMark}request`)))
    .sort();
  const violations = files.flatMap((name) =>
    schema.violations(readFileSync(join(folder, name))).map((violation) => `${name}: ${violation}`),
  );
  return { checked: files.length, violations };
}

/** Runs tests that write what they exchange into a folder of their own, and checks what they wrote. */
function checkTests(schema: EwsSchema, testArguments: readonly string[], refusalsExpected: boolean): Result {
  const folder = mkdtempSync(join(tmpdir(), 'tahti-captures-'));
  try {
    const vitest = join(root, 'node_modules/vitest/vitest.mjs');
    const run = spawnSync(process.execPath, [vitest, 'run', ...testArguments], {
      cwd: root,
      env: { ...process.env, TAHTI_CAPTURE_DIR: folder },
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    const failures =
      run.status === 0 ? [] : [`the tests themselves failed (vitest run ${testArguments.join(' ')})`];
    const found = checkFolder(folder, schema, refusalsExpected);
    const result = { ...found, violations: [...found.violations, ...failures] };
    report(testArguments.join(' '), result);
    return result;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function report(what: string, { checked, violations }: Result): void {
  for (const violation of violations) console.error(violation);
  console.log(`${what}: ${checked} messages validated, ${violations.length} violations`);
}

function main(captureDir: string | undefined): boolean {
  const schema = loadEwsSchema(schemaFolder);
  if (captureDir !== undefined) {
    const result = checkFolder(captureDir, schema, false);
    report(captureDir, result);
    return result.checked > 0 && result.violations.length === 0;
  }
  const results = [
    checkTests(schema, ['--project', 'contract'], false),
    checkTests(schema, ['--project', 'unit', 'src/sandbox'], true),
  ];
  return results.every(({ checked, violations }) => checked > 0 && violations.length === 0);
}

try {
  process.exitCode = main(process.argv[2]) ? 0 : 1;
} catch (error) {
  console.error(`check:schema: ${(error as Error).message}`);
  process.exitCode = 1;
}
