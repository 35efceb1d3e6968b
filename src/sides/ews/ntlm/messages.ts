/** The messages of NTLM as they travel ([MS-NLMP] 2.2.1). Numbers are little-endian, texts UTF-16LE. */

const SIGNATURE = Buffer.from('NTLMSSP\0', 'latin1');

/** NegotiateFlags ([MS-NLMP] 2.2.2.5). No session is ever signed or sealed, so no key is exchanged. */
export const FLAGS = {
  unicode: 0x1,
  requestTarget: 0x4,
  ntlm: 0x200,
  alwaysSign: 0x8000,
  extendedSecurity: 0x80000,
  targetInfo: 0x800000,
  strong128: 0x20000000,
  strong56: 0x80000000,
} as const;

const WANTED =
  (FLAGS.unicode |
    FLAGS.requestTarget |
    FLAGS.ntlm |
    FLAGS.alwaysSign |
    FLAGS.extendedSecurity |
    FLAGS.targetInfo |
    FLAGS.strong128 |
    FLAGS.strong56) >>>
  0;

/** NEGOTIATE_MESSAGE: what we can do; domain and workstation are left out, as nothing needs them. */
export function negotiateMessage(): Buffer {
  const message = Buffer.alloc(32);
  SIGNATURE.copy(message);
  message.writeUInt32LE(1, 8);
  message.writeUInt32LE(WANTED, 12);
  return message;
}

export interface Challenge {
  readonly flags: number;
  /** Eight bytes to be answered. */
  readonly challenge: Buffer;
  /** AV_PAIRs; empty where the server sent none. */
  readonly targetInfo: Buffer;
}

/** CHALLENGE_MESSAGE; null for bytes that are not one. */
export function readChallenge(message: Buffer): Challenge | null {
  if (message.length < 32 || !message.subarray(0, 8).equals(SIGNATURE) || message.readUInt32LE(8) !== 2)
    return null;
  return {
    flags: message.readUInt32LE(20),
    challenge: message.subarray(24, 32),
    targetInfo: message.length >= 48 ? field(message, 40) : Buffer.alloc(0),
  };
}

export interface Authentication {
  readonly flags: number;
  readonly lmResponse: Buffer;
  readonly ntResponse: Buffer;
  readonly domain: string;
  readonly user: string;
}

const HEADER = 88;
/** Where the MIC stands in an AUTHENTICATE_MESSAGE. */
export const MIC_AT = 72;

/** AUTHENTICATE_MESSAGE with room for the MIC, which is zero until it is known. */
export function authenticateMessage({ flags, lmResponse, ntResponse, domain, user }: Authentication): Buffer {
  const payloads = [lmResponse, ntResponse, utf16(domain), utf16(user), Buffer.alloc(0), Buffer.alloc(0)];
  const head = Buffer.alloc(HEADER);
  SIGNATURE.copy(head);
  head.writeUInt32LE(3, 8);
  let offset = HEADER;
  for (const [index, payload] of payloads.entries()) {
    head.writeUInt16LE(payload.length, 12 + index * 8);
    head.writeUInt16LE(payload.length, 14 + index * 8);
    head.writeUInt32LE(offset, 16 + index * 8);
    offset += payload.length;
  }
  head.writeUInt32LE(flags, 60);
  return Buffer.concat([head, ...payloads]);
}

export function utf16(text: string): Buffer {
  return Buffer.from(text, 'utf16le');
}

/** A field by its length and offset; empty where it points outside the message. */
function field(message: Buffer, at: number): Buffer {
  const length = message.readUInt16LE(at);
  const offset = message.readUInt32LE(at + 4);
  return offset + length <= message.length ? message.subarray(offset, offset + length) : Buffer.alloc(0);
}
