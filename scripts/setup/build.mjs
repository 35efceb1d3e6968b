import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectNode } from './install.mjs';
import { root } from './root.mjs';
import { run } from './run.mjs';

const dist = join(root, 'dist');

/** What the built page depends on: rebuilt when any of these changed. */
const pageSources = ['web', 'src/http/contract', 'src/http/contract.ts', 'package-lock.json'];

/** What the database template depends on; the script itself looks closer and keeps one that still fits. */
const templateSources = ['migrations', 'src/store', 'scripts/prepare-template.ts', 'package-lock.json'];

/** Builds the page and the database template where they are missing or old; quick when nothing changed. */
export async function ensureBuilt() {
  mkdirSync(dist, { recursive: true });
  await buildIfOld('page', pageSources, 'web.hash', /^web$/, buildPage);
  await buildIfOld(
    'database template',
    templateSources,
    'template.hash',
    /^pglite-template-.*\.tar$/,
    buildTemplate,
  );
}

async function buildIfOld(what, sources, hashName, result, build) {
  const hashFile = join(dist, hashName);
  const wanted = hashOf(sources);
  const isThere = readdirSync(dist).some((name) => result.test(name));
  if (isThere && existsSync(hashFile) && readFileSync(hashFile, 'utf8') === wanted) return;
  console.error(`Building the ${what} …`);
  // Whoever is killed in the middle must not find the old word beside a new half.
  rmSync(hashFile, { force: true });
  if ((await build()) !== 0) throw new Error(`Building the ${what} failed: see the lines above.`);
  writeFileSync(hashFile, wanted);
}

const buildPage = () =>
  run(projectNode(), [
    'node_modules/vite/bin/vite.js',
    'build',
    '--logLevel',
    'warn',
    '--config',
    'web/vite.config.ts',
    'web',
  ]);

const buildTemplate = () => run(projectNode(), ['scripts/prepare-template.ts']);

function hashOf(paths) {
  const hash = createHash('sha256');
  for (const path of paths) addTo(hash, path);
  return hash.digest('hex');
}

function addTo(hash, path) {
  const full = join(root, path);
  if (!existsSync(full)) return;
  const children = childrenOf(full);
  if (children) {
    for (const child of children.sort()) addTo(hash, `${path}/${child}`);
  } else {
    hash.update(path).update('\0').update(readFileSync(full));
  }
}

function childrenOf(full) {
  try {
    return readdirSync(full);
  } catch {
    return null;
  }
}
