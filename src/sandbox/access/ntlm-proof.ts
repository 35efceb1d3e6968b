import { createHmac, timingSafeEqual } from 'node:crypto';
import { md4 } from './md4.ts';
import { type Authentication, ntlmFlags, promisesMic } from './ntlm-message.ts';
import { rc4 } from './rc4.ts';

/** The messages of one sign-in, as they went over the connection. */
export interface Handshake {
  readonly negotiate: Buffer;
  readonly challengeMessage: Buffer;
  /** The eight bytes that the client had to answer. */
  readonly challenge: Buffer;
}

const hmac = (key: Buffer, ...parts: Buffer[]): Buffer =>
  createHmac('md5', key).update(Buffer.concat(parts)).digest();

/**
 * Whether an answer proves that its sender knows the password: NTLMv2 only, as every Windows of today demands.
 * When the client says that it protected the messages with a MIC, that is checked as well.
 * MS-NLMP 3.3.2: https://learn.microsoft.com/en-us/openspecs/windows_protocols/ms-nlmp/5e550938-91d4-459f-b67d-75d70009e3f3
 * @param message the whole AUTHENTICATE_MESSAGE
 */
export function provesPassword(
  password: string,
  authentication: Authentication,
  handshake: Handshake,
  message: Buffer,
): boolean {
  const { user, domain, ntResponse } = authentication;
  // The response of NTLMv1 has 24 bytes, that of an anonymous sign-in none.
  if (ntResponse.length < 16 + 28) return false;
  const proof = ntResponse.subarray(0, 16);
  const clientChallenge = ntResponse.subarray(16);
  const identity = Buffer.from(user.toUpperCase() + domain, 'utf16le');
  const key = hmac(md4(Buffer.from(password, 'utf16le')), identity);
  if (!timingSafeEqual(hmac(key, handshake.challenge, clientChallenge), proof)) return false;
  return !promisesMic(clientChallenge) || hasRightMic(hmac(key, proof), authentication, handshake, message);
}

const micAt = 72;

/** The MIC covers all three messages, the last one with the place of the MIC empty (3.1.5.1.2). */
function hasRightMic(
  sessionBaseKey: Buffer,
  { flags, encryptedSessionKey }: Authentication,
  { negotiate, challengeMessage }: Handshake,
  message: Buffer,
): boolean {
  if (message.length < micAt + 16) return false;
  const exchanged = (flags & ntlmFlags.keyExchange) !== 0;
  const key = exchanged ? rc4(sessionBaseKey, encryptedSessionKey) : sessionBaseKey;
  const emptied = Buffer.from(message);
  emptied.fill(0, micAt, micAt + 16);
  const expected = hmac(key, negotiate, challengeMessage, emptied);
  return timingSafeEqual(expected, message.subarray(micAt, micAt + 16));
}
