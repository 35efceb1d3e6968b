import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FolderTakenError, lockFolder } from './folder-lock.ts';

describe('the lock of a data folder', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tahti-lock-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  const lockFile = () => join(folder, 'tahti.lock');

  /** A process that takes the lock and keeps it; answers when it has it. */
  async function otherProcess() {
    const module = JSON.stringify(new URL('./folder-lock.ts', import.meta.url).href);
    const script = `const { lockFolder } = await import(${module});
      await lockFolder(${JSON.stringify(folder)}); console.log('taken'); setInterval(() => {}, 1000);`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(child.stdout, 'data');
    return child;
  }

  it('keeps a second taker out, with a sentence that names folder and process', async () => {
    const lock = await lockFolder(folder);
    const second = lockFolder(folder);
    await expect(second).rejects.toThrow(FolderTakenError);
    await expect(second).rejects.toThrow(new RegExp(`${folder}.*process ${process.pid}`, 's'));
    await lock.release();
    await (await lockFolder(folder)).release();
    expect(await readdir(folder)).toEqual([]);
  });

  it('keeps out while another process lives, and is taken over when it was killed', async () => {
    const child = await otherProcess();
    await expect(lockFolder(folder)).rejects.toThrow(`process ${child.pid}`);
    child.kill('SIGKILL');
    await once(child, 'exit');
    const lock = await lockFolder(folder);
    expect(JSON.parse(await readFile(lockFile(), 'utf8')).pid).toBe(process.pid);
    await lock.release();
  });

  it('is taken over when its process id was given to another process since', async () => {
    const earlier = { pid: process.pid, host: hostname(), born: 'another boot 1234' };
    await writeFile(lockFile(), JSON.stringify(earlier));
    await (await lockFolder(folder)).release();
  });

  it('is taken over when its file holds nothing that can be read', async () => {
    await writeFile(lockFile(), '');
    await (await lockFolder(folder)).release();
  });

  it('of another host is believed while it is touched, and taken over when it was not for a minute', async () => {
    await writeFile(lockFile(), JSON.stringify({ pid: 1, host: 'elsewhere', born: null }));
    await expect(lockFolder(folder)).rejects.toThrow('on elsewhere');
    const longAgo = new Date(Date.now() - 61_000);
    await utimes(lockFile(), longAgo, longAgo);
    await (await lockFolder(folder)).release();
  });

  it('is got by exactly one of many that take over an abandoned one at once', async () => {
    await writeFile(lockFile(), JSON.stringify({ pid: process.pid, host: hostname(), born: 'another boot' }));
    const takers = await Promise.allSettled(Array.from({ length: 8 }, () => lockFolder(folder)));
    const winners = takers.filter((taker) => taker.status === 'fulfilled');
    expect(winners).toHaveLength(1);
    for (const winner of winners) await winner.value.release();
    expect(await readdir(folder)).toEqual([]);
  });
});
