/**
 * The import rule of ARCHITECTURE.md, by dependency-cruiser. It passes when it reads nothing, so what it
 * has read is counted: a rule that looks at no file must not look like one that is kept.
 */
import { spawnSync } from 'node:child_process';
import { root } from './setup/root.mjs';

/** The house has far more modules than this; fewer means that sources were not found. */
const AT_LEAST = 300;

const args = ['src', 'web/src', '--config', '.dependency-cruiser.cjs', '--output-type', 'err'];
const { status, stdout, stderr } = spawnSync('depcruise', args, { cwd: root, encoding: 'utf8' });
process.stdout.write(stdout);
process.stderr.write(stderr);
const modules = Number(/([\d,]+) modules/.exec(stdout)?.[1]?.replaceAll(',', '') ?? 0);
if (modules < AT_LEAST) console.error(`Only ${modules} modules were read: the import rule was not checked.`);
process.exitCode = status !== 0 || modules < AT_LEAST ? 1 : 0;
