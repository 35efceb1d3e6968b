import { createHash } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { NumberRanges } from './number-ranges.ts';

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
  readonly known: NumberRanges;
}

/** Writes a state as opaque base64; the checksum finds states that were cut or altered on the way. */
export function writeSyncState(state: SyncState): string {
  const { mailbox, replica, folder, sequence } = state;
  const body = JSON.stringify([mailbox, replica, folder, sequence, toGaps(state.known)]);
  const packed = deflateRawSync(body);
  return Buffer.concat([checksum(packed), packed]).toString('base64');
}

/** @returns the state, or null when it is not one that was written here */
export function readSyncState(text: string): SyncState | null {
  const bytes = Buffer.from(text, 'base64');
  const packed = bytes.subarray(8);
  if (bytes.toString('base64') !== text.trim() || !bytes.subarray(0, 8).equals(checksum(packed))) return null;
  const [mailbox, replica, folder, sequence, gaps] = JSON.parse(inflateRawSync(packed).toString());
  return { mailbox, replica, folder, sequence, known: fromGaps(gaps) };
}

function checksum(bytes: Buffer): Buffer {
  return createHash('sha256').update('sync state').update(bytes).digest().subarray(0, 8);
}

/** Ranges as pairs of small numbers, which pack well: the distance from the last range, and the length. */
function toGaps({ ranges }: NumberRanges): number[] {
  return ranges.flatMap(([first, last], index) => [first - (ranges[index - 1]?.[1] ?? 0), last - first]);
}

function fromGaps(gaps: readonly number[]): NumberRanges {
  const ranges: [number, number][] = [];
  for (let index = 0; index < gaps.length; index += 2) {
    const first = (ranges.at(-1)?.[1] ?? 0) + (gaps[index] ?? 0);
    ranges.push([first, first + (gaps[index + 1] ?? 0)]);
  }
  return new NumberRanges(ranges);
}
