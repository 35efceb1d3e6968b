import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { link, mkdir, readFile, rename, stat, unlink, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';

/** Another host's lock counts as abandoned when it was not touched for this long (milliseconds). */
const ABANDONED_AFTER = 60_000;
const TOUCH_EVERY = 10_000;

interface Holder {
  readonly pid: number;
  readonly host: string;
  /** When that process began, in the system's own words: tells a process from a later one of its id. */
  readonly born: string | null;
}

/** The folder is in use by another process; the message is for people. */
export class FolderTakenError extends Error {
  override readonly name = 'FolderTakenError';
}

export interface FolderLock {
  release(): Promise<void>;
}

/**
 * Takes a folder for this process alone, by a lock file `tahti.lock` in it. The embedded database loses
 * rows when two processes open one folder, so a lock of a living process is refused with
 * `FolderTakenError`, while a lock that a killed process left behind is taken over.
 */
export async function lockFolder(folder: string): Promise<FolderLock> {
  await mkdir(folder, { recursive: true });
  const path = join(folder, 'tahti.lock');
  const self: Holder = { pid: process.pid, host: hostname(), born: birthOf(process.pid) };
  const content = `${JSON.stringify(self)}\n`;
  for (;;) {
    if (await placeLock(path, content)) return holdLock(path, content);
    await removeIfAbandoned(folder, path);
  }
}

/** Creates the lock file with its content in one step: nobody ever reads a half-written one. */
async function placeLock(path: string, content: string): Promise<boolean> {
  const draft = `${path}.${randomUUID()}`;
  await writeFile(draft, content, { mode: 0o600 });
  try {
    await link(draft, path);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  } finally {
    await unlink(draft);
  }
}

function holdLock(path: string, content: string): FolderLock {
  const touching = setInterval(() => {
    const now = new Date();
    utimes(path, now, now).catch(() => {});
  }, TOUCH_EVERY);
  touching.unref();
  return {
    async release() {
      clearInterval(touching);
      // Only our own: a lock that somebody took over is theirs.
      if ((await readIfThere(path)) === content) await unlink(path).catch(() => {});
    },
  };
}

/** Moves an abandoned lock out of the way, or throws because its holder lives. */
async function removeIfAbandoned(folder: string, path: string): Promise<void> {
  const found = await readIfThere(path);
  if (found === null) return;
  const holder = parseHolder(found);
  if (holder !== null && (await isAlive(holder, path)))
    throw new FolderTakenError(taken(folder, path, holder));
  const aside = `${path}.${randomUUID()}`;
  try {
    await rename(path, aside);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return;
    throw error;
  }
  // Between reading and moving, another process may have taken over: then it was theirs that we moved.
  if ((await readFile(aside, 'utf8')) !== found) await link(aside, path).catch(() => {});
  await unlink(aside);
}

function taken(folder: string, path: string, holder: Holder): string {
  const where = holder.host === hostname() ? '' : ` on ${holder.host}`;
  return (
    `The data folder ${folder} is in use by another Tahti (process ${holder.pid}${where}). ` +
    `Stop that one first, or choose another folder with --data. ` +
    `If no such process runs, remove ${path} and start again.`
  );
}

async function isAlive(holder: Holder, path: string): Promise<boolean> {
  if (holder.host !== hostname()) {
    const { mtimeMs } = await stat(path);
    return Date.now() - mtimeMs < ABANDONED_AFTER;
  }
  if (!exists(holder.pid)) return false;
  // The id lives, but ids are given out again: the same process has the same birth.
  const born = birthOf(holder.pid);
  return born === null || holder.born === null || born === holder.born;
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}

/** When a process began; null where the system does not tell. */
function birthOf(pid: number): string | null {
  try {
    // Linux: field 22 of /proc/PID/stat, counted after the command, which may hold spaces (proc(5)).
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ');
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    return fields?.[19] === undefined ? null : `${boot} ${fields[19]}`;
  } catch {
    return birthByPs(pid);
  }
}

function birthByPs(pid: number): string | null {
  const { status, stdout } = spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], {
    encoding: 'utf8',
    timeout: 2_000,
  });
  return status === 0 ? stdout.trim() || null : null;
}

function parseHolder(text: string): Holder | null {
  try {
    const value = JSON.parse(text) as Partial<Holder>;
    if (typeof value.pid !== 'number' || typeof value.host !== 'string') return null;
    return { pid: value.pid, host: value.host, born: value.born ?? null };
  } catch {
    return null;
  }
}

async function readIfThere(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  }
}

function codeOf(error: unknown): unknown {
  return (error as NodeJS.ErrnoException).code;
}
