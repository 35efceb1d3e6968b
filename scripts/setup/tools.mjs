import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { run } from './run.mjs';

/** Finds Chromium and PostgreSQL, installs them where that is possible, or says plainly what is missing. */
export async function ensureTestTools() {
  await ensureTool('Chromium (for the end-to-end tests)', findChromium, 'chromium', 'CHROMIUM_PATH');
  await ensureTool(
    'PostgreSQL 15 or later (for the database tests)',
    findPostgres,
    'postgresql',
    'POSTGRES_BIN',
  );
}

async function ensureTool(what, find, debianPackage, variable) {
  if (find()) return;
  if (process.getuid?.() === 0 && onPath('apt-get')) {
    console.error(`Installing ${what} …`);
    const env = { DEBIAN_FRONTEND: 'noninteractive' };
    await run('apt-get', ['update', '-qq'], { env });
    await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', debianPackage], { env });
  }
  if (!find()) {
    throw new Error(
      `${what} was not found and could not be installed. Install it (Debian, Ubuntu: sudo apt-get install ${debianPackage}), or name its place in ${variable}.`,
    );
  }
}

/** The first Chromium-like browser of this machine, or undefined. */
export function findChromium() {
  const named = process.env.CHROMIUM_PATH;
  if (named) return existsSync(named) ? named : undefined;
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
  return names.map(onPath).find((path) => path && answers(path));
}

/** Ubuntu's `chromium` may be a stub that only says how to get the real one. */
function answers(path) {
  try {
    return /Chrom/.test(
      execFileSync(path, ['--version'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }),
    );
  } catch {
    return false;
  }
}

/** The folder of `initdb` and `postgres`, or undefined. */
export function findPostgres() {
  const named = process.env.POSTGRES_BIN;
  if (named) return existsSync(join(named, 'initdb')) ? named : undefined;
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : [];
  const folder = versions
    .map((version) => join(debian, version, 'bin'))
    .find((bin) => existsSync(join(bin, 'initdb')));
  const elsewhere = onPath('initdb');
  return folder ?? (elsewhere && dirname(elsewhere));
}

function onPath(name) {
  try {
    return execFileSync('sh', ['-c', `command -v ${name}`], { encoding: 'utf8' }).trim() || undefined;
  } catch {
    return undefined;
  }
}
