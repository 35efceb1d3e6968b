/**
 * The MAPI identity of a meeting (MS-OXOCAL 2.2.1.27, PidLidGlobalObjectId). A UID that is the hexadecimal
 * writing of such an id is that id; any other UID is wrapped as `vCal-Uid`.
 */
const header = Buffer.from('040000008200E00074C5B7101A82E008', 'hex');

/** The id's bytes for a UID, with the date of the occurrence left empty, as for a single item. */
export function globalObjectId(uid: string): Buffer {
  if (/^040000008200e00074c5b7101a82e008[0-9a-f]{32,}$/i.test(uid) && uid.length % 2 === 0) {
    return Buffer.from(uid, 'hex');
  }
  const data = Buffer.concat([
    Buffer.from('vCal-Uid'),
    Buffer.from([1, 0, 0, 0]),
    Buffer.from(uid),
    Buffer.from([0]),
  ]);
  const size = Buffer.alloc(4);
  size.writeUInt32LE(data.length);
  // Four bytes of date, eight of creation time, eight reserved: all zero for a foreign UID.
  return Buffer.concat([header, Buffer.alloc(4), Buffer.alloc(8), Buffer.alloc(8), size, data]);
}

/** A new UID as Exchange makes them: the hexadecimal id with the creation time and 16 bytes of chance. */
export function newUid(now: number, random: Buffer): string {
  const fileTime = Buffer.alloc(8);
  fileTime.writeBigUInt64LE((BigInt(now) + 11_644_473_600_000n) * 10_000n);
  const size = Buffer.alloc(4);
  size.writeUInt32LE(16);
  const id = Buffer.concat([
    header,
    Buffer.alloc(4),
    fileTime,
    Buffer.alloc(8),
    size,
    random.subarray(0, 16),
  ]);
  return id.toString('hex').toUpperCase();
}
