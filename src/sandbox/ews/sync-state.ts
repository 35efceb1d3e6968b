import { createHash } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';

/**
 * What a client of SyncFolderItems has: how far in the folder's changes it has come, and which items it was
 * told of. The set of known items makes Create, Update and Delete exact whatever happens between two pages.
 */
export interface SyncState {
  readonly mailbox: string;
  readonly replica: string;
  readonly folder: number;
  readonly sequence: number;
  /** Numbers of the items that the client knows. */
  readonly known: ReadonlySet<number>;
}

/** Writes a state as opaque base64; the checksum finds states that were cut or altered on the way. */
export function writeSyncState(state: SyncState): string {
  const { mailbox, replica, folder, sequence } = state;
  const body = JSON.stringify([mailbox, replica, folder, sequence, toRanges(state.known)]);
  const packed = deflateRawSync(body);
  return Buffer.concat([checksum(packed), packed]).toString('base64');
}

/** @returns the state, or null when it is not one that was written here */
export function readSyncState(text: string): SyncState | null {
  const bytes = Buffer.from(text, 'base64');
  const packed = bytes.subarray(8);
  if (bytes.toString('base64') !== text.trim() || !bytes.subarray(0, 8).equals(checksum(packed))) return null;
  const [mailbox, replica, folder, sequence, ranges] = JSON.parse(inflateRawSync(packed).toString());
  return { mailbox, replica, folder, sequence, known: fromRanges(ranges) };
}

function checksum(bytes: Buffer): Buffer {
  return createHash('sha256').update('sync state').update(bytes).digest().subarray(0, 8);
}

/** Ascending numbers as pairs: the gap since the last range's end, and the length of this range. */
function toRanges(numbers: ReadonlySet<number>): number[] {
  const ranges: number[] = [];
  let end = 0;
  for (const number of [...numbers].sort((a, b) => a - b)) {
    const length = ranges.at(-1);
    if (length !== undefined && number === end) ranges[ranges.length - 1] = length + 1;
    else ranges.push(number - end, 1);
    end = number + 1;
  }
  return ranges;
}

function fromRanges(ranges: readonly number[]): Set<number> {
  const numbers = new Set<number>();
  let at = 0;
  for (let index = 0; index < ranges.length; index += 2) {
    at += ranges[index] as number;
    const end = at + (ranges[index + 1] as number);
    for (; at < end; at += 1) numbers.add(at);
  }
  return numbers;
}
