import { createHmac, randomBytes } from 'node:crypto';
import { Agent, type IncomingHttpHeaders, request } from 'node:http';
import { md4 } from './md4.ts';

/** An answer to one request of the test's connection. */
export interface NtlmAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/** One connection to the server, on which requests are sent one after the other. */
export class Connection {
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 1 });
  readonly #url: string;

  constructor(url: string) {
    this.#url = url;
  }

  send(authorization: string | null, body = ''): Promise<NtlmAnswer> {
    const headers: Record<string, string> = { 'content-type': 'text/xml; charset=utf-8' };
    if (authorization !== null) headers.authorization = authorization;
    return new Promise((resolve, reject) => {
      const options = { method: 'POST', agent: this.#agent, headers };
      const outgoing = request(this.#url, options, (response) => {
        const pieces: Buffer[] = [];
        response.on('data', (piece: Buffer) => pieces.push(piece));
        response.on('end', () => {
          const text = Buffer.concat(pieces).toString();
          resolve({ status: response.statusCode ?? 0, headers: response.headers, text });
        });
      });
      outgoing.on('error', reject);
      outgoing.end(body);
    });
  }

  close(): void {
    this.#agent.destroy();
  }
}

const flags = 0x1 | 0x4 | 0x200 | 0x8000 | 0x80000 | 0x800000;

/** A client's first message. */
export function negotiateMessage(): Buffer {
  const message = Buffer.alloc(32);
  message.write('NTLMSSP\0', 'latin1');
  message.writeUInt32LE(1, 8);
  message.writeUInt32LE(flags, 12);
  return message;
}

/** The server's message in a refused answer. */
export function challengeIn(answer: NtlmAnswer, scheme = 'NTLM'): Buffer {
  const header = answer.headers['www-authenticate'] ?? '';
  return Buffer.from(header.slice(scheme.length + 1), 'base64');
}

const hmac = (key: Buffer, ...parts: Buffer[]): Buffer =>
  createHmac('md5', key).update(Buffer.concat(parts)).digest();

export interface Who {
  readonly user: string;
  readonly domain: string;
  readonly password: string;
}

/** A client's second message with the MIC that a challenge with a timestamp asks for. */
export function authenticateMessage(who: Who, challengeMessage: Buffer, spoilMic = false): Buffer {
  const { clientChallenge, key } = answerTo(who, challengeMessage);
  const proof = hmac(key, challengeMessage.subarray(24, 32), clientChallenge);
  const [domain, user, host] = [who.domain, who.user, 'TEST'].map((text) => Buffer.from(text, 'utf16le'));
  const parts = [
    Buffer.alloc(0),
    Buffer.concat([proof, clientChallenge]),
    domain,
    user,
    host,
    Buffer.alloc(0),
  ];
  const message = assemble(parts as Buffer[]);
  const mic = hmac(hmac(key, proof), negotiateMessage(), challengeMessage, message);
  if (spoilMic) mic[0] = (mic[0] as number) ^ 1;
  mic.copy(message, 72);
  return message;
}

function answerTo(who: Who, challengeMessage: Buffer): { clientChallenge: Buffer; key: Buffer } {
  const length = challengeMessage.readUInt16LE(40);
  const at = challengeMessage.readUInt32LE(44);
  const info = challengeMessage.subarray(at, at + length - 4);
  const micFlag = Buffer.from([6, 0, 4, 0, 2, 0, 0, 0]);
  const head = Buffer.concat([
    Buffer.from([1, 1, 0, 0, 0, 0, 0, 0]),
    Buffer.alloc(8),
    randomBytes(8),
    Buffer.alloc(4),
  ]);
  const clientChallenge = Buffer.concat([head, info, micFlag, Buffer.alloc(8)]);
  const identity = Buffer.from(who.user.toUpperCase() + who.domain, 'utf16le');
  return { clientChallenge, key: hmac(md4(Buffer.from(who.password, 'utf16le')), identity) };
}

function assemble(parts: readonly Buffer[]): Buffer {
  const head = Buffer.alloc(88);
  head.write('NTLMSSP\0', 'latin1');
  head.writeUInt32LE(3, 8);
  let offset = head.length;
  for (const [index, part] of parts.entries()) {
    head.writeUInt16LE(part.length, 12 + index * 8);
    head.writeUInt16LE(part.length, 14 + index * 8);
    head.writeUInt32LE(offset, 16 + index * 8);
    offset += part.length;
  }
  head.writeUInt32LE(flags, 60);
  return Buffer.concat([head, ...parts]);
}
