/** AV_PAIRs ([MS-NLMP] 2.2.2.1): what a server tells of itself, and what a client puts beside it. */

export const AV = { end: 0, flags: 6, timestamp: 7, targetName: 9, channelBindings: 10 } as const;

export type AvPairs = ReadonlyMap<number, Buffer>;

/** The pairs in their order; what is cut off in the middle is left out. */
export function readAvPairs(bytes: Buffer): Map<number, Buffer> {
  const pairs = new Map<number, Buffer>();
  for (let at = 0; at + 4 <= bytes.length; ) {
    const id = bytes.readUInt16LE(at);
    const length = bytes.readUInt16LE(at + 2);
    if (id === AV.end || at + 4 + length > bytes.length) break;
    pairs.set(id, bytes.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return pairs;
}

export function writeAvPairs(pairs: AvPairs): Buffer {
  const parts = [...pairs].flatMap(([id, value]) => [head(id, value.length), value]);
  return Buffer.concat([...parts, head(AV.end, 0)]);
}

function head(id: number, length: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt16LE(id, 0);
  bytes.writeUInt16LE(length, 2);
  return bytes;
}
