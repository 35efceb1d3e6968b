import { randomUUID } from 'node:crypto';

/**
 * A new id in the form that Exchange 2013 and later give: base64 of the server's name and a GUID, each after its
 * length, and the time of creation.
 * Seen in https://learn.microsoft.com/en-us/exchange/client-developer/exchange-web-services/how-to-stream-notifications-about-mailbox-events-by-using-ews-in-exchange
 * @param server the full name of the server that keeps the subscription
 * @param now milliseconds since 1970
 */
export function newSubscriptionId(server: string, now: number): string {
  const name = Buffer.from(server);
  const nameLength = Buffer.alloc(2);
  nameLength.writeUInt16LE(name.length);
  const time = Buffer.alloc(8);
  time.writeBigUInt64LE((BigInt(now) + 11_644_473_600_000n) * 10_000n);
  const guid = Buffer.from(randomUUID().replaceAll('-', ''), 'hex');
  return Buffer.concat([nameLength, name, Buffer.from([16, 0, 0, 0]), guid, time]).toString('base64');
}

/** Whether a text is an id that some server of this organization may have given. */
export function isSubscriptionId(text: string): boolean {
  const bytes = Buffer.from(text, 'base64');
  if (bytes.toString('base64') !== text || bytes.length < 30) return false;
  return bytes.length === 2 + bytes.readUInt16LE(0) + 4 + 16 + 8;
}
