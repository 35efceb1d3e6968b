/**
 * The three messages of an NTLM sign-in.
 * MS-NLMP 2.2.1: https://learn.microsoft.com/en-us/openspecs/windows_protocols/ms-nlmp/907f519d-6217-45b1-b421-dca10fc8af0d
 */
const signature = Buffer.from('NTLMSSP\0', 'latin1');

/** NEGOTIATE flags of MS-NLMP 2.2.2.5 that the server looks at or sets. */
export const ntlmFlags = {
  unicode: 0x1,
  requestTarget: 0x4,
  sign: 0x10,
  ntlm: 0x200,
  alwaysSign: 0x8000,
  targetIsDomain: 0x10000,
  extendedSessionSecurity: 0x80000,
  targetInfo: 0x800000,
  version: 0x2000000,
  bits128: 0x20000000,
  keyExchange: 0x40000000,
  bits56: 0x80000000,
} as const;

/** AvId values of MS-NLMP 2.2.2.1. */
const avIds = { end: 0, computer: 1, domain: 2, dnsComputer: 3, dnsDomain: 4, flags: 6, timestamp: 7 };

/** 1, 2 or 3, or null when the bytes are no NTLM message. */
export function ntlmMessageType(message: Buffer): number | null {
  if (message.length < 12 || !message.subarray(0, 8).equals(signature)) return null;
  return message.readUInt32LE(8);
}

export interface ServerNames {
  readonly domain: string;
  readonly computer: string;
  readonly dnsDomain: string;
  readonly dnsComputer: string;
}

/**
 * A CHALLENGE_MESSAGE (2.2.1.2).
 * @param asked the flags of the client's first message
 * @param now milliseconds since 1970
 */
export function writeChallenge(challenge: Buffer, asked: number, names: ServerNames, now: number): Buffer {
  const target = Buffer.from(names.domain, 'utf16le');
  const info = targetInfo(names, now);
  const head = Buffer.alloc(56);
  signature.copy(head);
  head.writeUInt32LE(2, 8);
  writeField(head, 12, target.length, 56);
  head.writeUInt32LE(flagsFor(asked), 20);
  challenge.copy(head, 24);
  writeField(head, 40, info.length, 56 + target.length);
  // Windows Server 2022 with revision 15 of NTLMSSP (2.2.2.10).
  Buffer.from([10, 0, 0x7c, 0x4f, 0, 0, 0, 15]).copy(head, 48);
  return Buffer.concat([head, target, info]);
}

function flagsFor(asked: number): number {
  const { sign, bits128, bits56, keyExchange, ...always } = ntlmFlags;
  const optional = sign | bits128 | bits56 | keyExchange;
  const fixed = Object.values(always).reduce((sum, flag) => sum | flag, 0);
  return (fixed | (asked & optional)) >>> 0;
}

function writeField(head: Buffer, at: number, length: number, offset: number): void {
  head.writeUInt16LE(length, at);
  head.writeUInt16LE(length, at + 2);
  head.writeUInt32LE(offset, at + 4);
}

function targetInfo(names: ServerNames, now: number): Buffer {
  const text = (id: number, value: string): Buffer => avPair(id, Buffer.from(value, 'utf16le'));
  const time = Buffer.alloc(8);
  time.writeBigUInt64LE((BigInt(now) + 11_644_473_600_000n) * 10_000n);
  return Buffer.concat([
    text(avIds.domain, names.domain),
    text(avIds.computer, names.computer),
    text(avIds.dnsDomain, names.dnsDomain),
    text(avIds.dnsComputer, names.dnsComputer),
    avPair(avIds.timestamp, time),
    avPair(avIds.end, Buffer.alloc(0)),
  ]);
}

function avPair(id: number, value: Buffer): Buffer {
  const head = Buffer.alloc(4);
  head.writeUInt16LE(id, 0);
  head.writeUInt16LE(value.length, 2);
  return Buffer.concat([head, value]);
}

/** What an AUTHENTICATE_MESSAGE (2.2.1.3) says. */
export interface Authentication {
  readonly domain: string;
  readonly user: string;
  readonly ntResponse: Buffer;
  readonly encryptedSessionKey: Buffer;
  readonly flags: number;
}

/** @returns null when the message is cut off */
export function readAuthentication(message: Buffer): Authentication | null {
  if (message.length < 64) return null;
  const flags = message.readUInt32LE(60);
  const field = (at: number): Buffer | null => {
    const end = message.readUInt32LE(at + 4) + message.readUInt16LE(at);
    return end > message.length ? null : message.subarray(message.readUInt32LE(at + 4), end);
  };
  const [ntResponse, domain, user, sessionKey] = [20, 28, 36, 52].map(field);
  if (!ntResponse || !domain || !user || !sessionKey) return null;
  const encoding = flags & ntlmFlags.unicode ? 'utf16le' : 'latin1';
  return {
    domain: domain.toString(encoding),
    user: user.toString(encoding),
    ntResponse,
    encryptedSessionKey: sessionKey,
    flags,
  };
}

/** Whether the client's part of an NTLMv2 response says that the message carries a MIC (MsvAvFlags, bit 2). */
export function promisesMic(clientChallenge: Buffer): boolean {
  for (let at = 28; at + 4 <= clientChallenge.length; ) {
    const id = clientChallenge.readUInt16LE(at);
    const length = clientChallenge.readUInt16LE(at + 2);
    if (id === avIds.end) return false;
    if (id === avIds.flags && length === 4 && at + 8 <= clientChallenge.length) {
      return (clientChallenge.readUInt32LE(at + 4) & 2) !== 0;
    }
    at += 4 + length;
  }
  return false;
}
