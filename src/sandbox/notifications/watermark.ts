/** A place in the events of a mailbox. */
export interface Watermark {
  /** The name of the event table. */
  readonly table: string;
  readonly position: number;
}

/** Writes a watermark: base64 of a version, the table's GUID, the position and a one, as Exchange does. */
export function writeWatermark({ table, position }: Watermark): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64LE(BigInt(position));
  const guid = Buffer.from(table.replaceAll('-', ''), 'hex');
  return Buffer.concat([Buffer.from([1, 0, 0, 0]), guid, counter, Buffer.from([1])]).toString('base64');
}

/** @returns the watermark, or null when the text is none */
export function readWatermark(text: string): Watermark | null {
  const bytes = Buffer.from(text, 'base64');
  if (bytes.length !== 29 || bytes.toString('base64') !== text || bytes[0] !== 1) return null;
  const table = bytes
    .subarray(4, 20)
    .toString('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  return { table, position: Number(bytes.readBigUInt64LE(20)) };
}
