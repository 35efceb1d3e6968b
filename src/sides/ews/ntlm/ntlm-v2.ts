import { createHmac } from 'node:crypto';
import { md4 } from './md4.ts';
import { utf16 } from './messages.ts';
import type { NtlmAccount } from './ntlm-account.ts';

/** What an NTLMv2 answer is made of ([MS-NLMP] 3.3.2). */
export interface V2Input {
  readonly account: NtlmAccount;
  readonly serverChallenge: Buffer;
  readonly clientChallenge: Buffer;
  /** FILETIME, eight bytes. */
  readonly time: Buffer;
  /** The AV_PAIRs that are answered with, their end included. */
  readonly targetInfo: Buffer;
}

export interface V2Answer {
  readonly ntResponse: Buffer;
  readonly lmResponse: Buffer;
  readonly sessionKey: Buffer;
}

/** NTOWFv2: the key that password, user and domain make. */
export function ownerKey({ user, domain, password }: NtlmAccount): Buffer {
  return hmacMd5(md4(utf16(password)), utf16(user.toUpperCase() + domain));
}

/** Both answers to a challenge, and the key that the MIC is made with. */
export function answerV2(input: V2Input): V2Answer {
  const { serverChallenge, clientChallenge, time, targetInfo } = input;
  const key = ownerKey(input.account);
  const zeros = (count: number) => Buffer.alloc(count);
  const client = Buffer.concat([
    Buffer.from([1, 1]),
    zeros(6),
    time,
    clientChallenge,
    zeros(4),
    targetInfo,
    zeros(4),
  ]);
  const proof = hmacMd5(key, serverChallenge, client);
  return {
    ntResponse: Buffer.concat([proof, client]),
    lmResponse: Buffer.concat([hmacMd5(key, serverChallenge, clientChallenge), clientChallenge]),
    sessionKey: hmacMd5(key, proof),
  };
}

export function hmacMd5(key: Buffer, ...parts: readonly Buffer[]): Buffer {
  const hmac = createHmac('md5', key);
  for (const part of parts) hmac.update(part);
  return hmac.digest();
}
