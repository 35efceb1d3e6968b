import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';

/** One line of the journal: the changes that became true together. */
export type JournalLine<Change> = readonly Change[];

/** Where the store writes what it did, before anybody is told that it was done. */
export interface Journal<Change> {
  /** Writes the changes as one line: after a kill either all of them are there or none. */
  append(changes: JournalLine<Change>): void;
  close(): void;
}

/** A journal that keeps nothing. */
export const forgetfulJournal: Journal<never> = { append() {}, close() {} };

/**
 * Opens `journal.jsonl` in a folder, gives every line of it to `replay`, and replaces it by the compact form
 * that `snapshot` returns (written beside it and renamed, so a kill during compaction loses nothing).
 *
 * While the server runs, the journal is made compact again each time it has grown to several times its size.
 *
 * Written with one `write` a line and no fsync: what was answered survives the death of the process, since the
 * kernel holds it, but not a power cut. A last line without its newline was never answered, and is dropped.
 */
export function openJournal<Change>(
  dataDir: string,
  replay: (line: JournalLine<Change>) => void,
  snapshot: () => Iterable<JournalLine<Change>>,
): Journal<Change> {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const path = join(dataDir, 'journal.jsonl');
  for (const line of readLines<Change>(path)) replay(line);
  let file = -1;
  let roomLeft = 0;
  const compactAndOpen = (): void => {
    if (file >= 0) closeSync(file);
    const size = compact(path, snapshot());
    roomLeft = Math.max(smallestGrowth, 3 * size);
    file = openSync(path, 'a', 0o600);
  };
  compactAndOpen();
  return {
    append: (changes) => {
      // Everything written so far has taken effect by now, so the snapshot holds it.
      if (roomLeft <= 0) compactAndOpen();
      roomLeft -= writeWhole(file, `${JSON.stringify(changes)}\n`);
    },
    close: () => closeSync(file),
  };
}

/** How many bytes are written before the journal is made compact again, at the least. */
const smallestGrowth = 32 * 1024 * 1024;

function readLines<Change>(path: string): JournalLine<Change>[] {
  if (!existsSync(path)) return [];
  const text = readFileSync(path, 'utf8');
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  return whole
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as JournalLine<Change>);
}

/** @returns the size of the compact journal in bytes */
function compact<Change>(path: string, lines: Iterable<JournalLine<Change>>): number {
  const fresh = `${path}.new`;
  const file = openSync(fresh, 'w', 0o600);
  let size = 0;
  for (const line of lines) size += writeWhole(file, `${JSON.stringify(line)}\n`);
  fsyncSync(file);
  closeSync(file);
  renameSync(fresh, path);
  return size;
}

/**
 * `write` may take less than it was given; a line is finished before anything else happens.
 * @returns the number of bytes
 */
function writeWhole(file: number, text: string): number {
  const bytes = Buffer.from(text);
  let written = 0;
  while (written < bytes.length) written += writeSync(file, bytes, written);
  return written;
}
