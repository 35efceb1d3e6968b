import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './root.mjs';
import { run } from './run.mjs';

const mark = join(root, 'node_modules', '.tahti-installed');

/** What counts as installed: these exact packages, for this machine. */
function wantedMark() {
  const lock = createHash('sha256').update(readFileSync(join(root, 'package-lock.json')));
  return `${lock.digest('hex')} ${process.platform}-${process.arch}`;
}

/** Installs the locked dependencies unless exactly these are there already. */
export async function ensureInstalled() {
  const wanted = wantedMark();
  if (existsSync(mark) && readFileSync(mark, 'utf8') === wanted) return;
  console.error('Installing what is missing (npm ci) …');
  const code = await run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error']);
  if (code !== 0) throw new Error('npm ci failed: see the lines above. Is the npm registry reachable?');
  checkProjectNode();
  writeFileSync(mark, wanted);
}

/** npm brings Node.js 24 by an install script, which some settings of npm forbid. */
function checkProjectNode() {
  try {
    execFileSync(projectNode(), ['--version'], { stdio: 'ignore' });
  } catch {
    throw new Error(
      'npm did not bring Node.js 24. If "npm config get ignore-scripts" says true, set it to false for this project, delete node_modules and try again; or install Node.js 24 yourself.',
    );
  }
}

/** The Node.js 24 that the project brings, or the running one where it is new enough. */
export function projectNode() {
  const own = join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  if (existsSync(own)) return own;
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath;
  throw new Error(
    'Tahti needs Node.js 24 and the package that brings it is missing. Delete node_modules and try again, or install Node.js 24.',
  );
}
