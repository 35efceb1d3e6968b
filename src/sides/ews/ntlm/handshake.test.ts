import { describe, expect, test } from 'vitest';
import { AV, readAvPairs } from './av-pairs.ts';
import { NtlmHandshake } from './handshake.ts';

const account = { user: 'delegate', domain: 'ESIMERKKI', password: 'sala-sana-77' };
const tie = { binding: Buffer.alloc(16, 7), host: 'mail.esimerkki.example' };

/** A challenge with these AV_PAIRs, as [MS-NLMP] 2.2.1.2 lays it out. */
function challenge(targetInfo: Buffer, offset = 48): string {
  const head = Buffer.alloc(48);
  head.write('NTLMSSP\0', 'latin1');
  head.writeUInt32LE(2, 8);
  head.writeUInt32LE(0xe2898215, 20);
  head.write('0123456789abcdef', 24, 'hex');
  head.writeUInt16LE(targetInfo.length, 40);
  head.writeUInt16LE(targetInfo.length, 42);
  head.writeUInt32LE(offset, 44);
  return Buffer.concat([head, targetInfo]).toString('base64');
}

const timestamp = Buffer.from('0700080000112233445566770000000000'.slice(0, 32), 'hex');

/** The AV_PAIRs of our answer: they stand behind the proof and 28 bytes of the client's own. */
function pairsOf(message: Buffer) {
  const [length, offset] = [message.readUInt16LE(20), message.readUInt32LE(24)];
  return readAvPairs(message.subarray(offset + 44, offset + length));
}

const answer = (token: string) => Buffer.from(new NtlmHandshake(account).authenticate(token, tie), 'base64');

describe('the answer to a challenge', () => {
  test('is tied to the TLS connection and to the service that was asked for', () => {
    const pairs = pairsOf(answer(challenge(timestamp)));
    expect(pairs.get(AV.channelBindings)).toEqual(tie.binding);
    expect(pairs.get(AV.targetName)?.toString('utf16le')).toBe('HTTP/mail.esimerkki.example');
  });

  test('carries a MIC where the server tells its time, and takes that time', () => {
    const message = answer(challenge(timestamp));
    const pairs = pairsOf(message);
    expect(pairs.get(AV.flags)?.readUInt32LE(0)).toBe(2);
    expect(pairs.get(AV.timestamp)?.toString('hex')).toBe('0011223344556677');
    expect(message.subarray(72, 88)).not.toEqual(Buffer.alloc(16));
  });

  test('asks for no session key and holds no password', () => {
    const message = answer(challenge(Buffer.alloc(4)));
    expect(message.readUInt32LE(60) & 0x40000030).toBe(0);
    expect(message.includes(Buffer.from(account.password, 'utf16le'))).toBe(false);
    expect(message.includes(account.password)).toBe(false);
  });

  test.each([
    ['nothing', ''],
    ['noise', Buffer.alloc(64, 9).toString('base64')],
    ['a message of another kind', new NtlmHandshake(account).negotiate()],
  ])('is refused to %s', (_name, token) => {
    expect(() => answer(token)).toThrow(/EWS_NTLM_CHALLENGE/);
  });

  test('does without what the challenge says lies outside of it', () => {
    expect(pairsOf(answer(challenge(timestamp, 60_000))).has(AV.timestamp)).toBe(false);
  });
});
