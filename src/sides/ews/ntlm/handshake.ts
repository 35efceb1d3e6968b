import { randomBytes } from 'node:crypto';
import { ewsError } from '../errors.ts';
import { AV, readAvPairs, writeAvPairs } from './av-pairs.ts';
import { authenticateMessage, MIC_AT, negotiateMessage, readChallenge, utf16 } from './messages.ts';
import type { NtlmAccount } from './ntlm-account.ts';
import { answerV2, hmacMd5 } from './ntlm-v2.ts';

/** What the sign-in is tied to. */
export interface Tie {
  /** MsvAvChannelBindings of the TLS connection; null without TLS. */
  readonly binding: Buffer | null;
  /** Host of the server, as it was asked for. */
  readonly host: string;
}

/** MsvAvFlags: the answer carries a MIC. */
const HAS_MIC = 2;

/** Seconds from 1601, where FILETIME begins, to 1970. */
const FILETIME_EPOCH = 11_644_473_600n;

/** One sign-in of one connection: greeting, challenge, answer. NTLMv2 only; older answers are never given. */
export class NtlmHandshake {
  readonly #account: NtlmAccount;
  readonly #greeting = negotiateMessage();

  constructor(account: NtlmAccount) {
    this.#account = account;
  }

  /** NEGOTIATE_MESSAGE in base64. */
  negotiate(): string {
    return this.#greeting.toString('base64');
  }

  /** AUTHENTICATE_MESSAGE in base64. Throws SideError for a challenge that is none. */
  authenticate(token: string, tie: Tie): string {
    const challengeMessage = Buffer.from(token, 'base64');
    const told = readChallenge(challengeMessage);
    if (!told) throw ewsError('EWS_NTLM_CHALLENGE', "the server's NTLM challenge cannot be read");
    const pairs = readAvPairs(told.targetInfo);
    // The server's own time, where it tells it: then ours need not agree, and the answer has to carry a MIC.
    const toldTime = pairs.get(AV.timestamp);
    if (toldTime) pairs.set(AV.flags, withMic(pairs.get(AV.flags)));
    if (tie.binding) pairs.set(AV.channelBindings, tie.binding);
    pairs.set(AV.targetName, utf16(`HTTP/${tie.host}`));
    const { ntResponse, lmResponse, sessionKey } = answerV2({
      account: this.#account,
      serverChallenge: told.challenge,
      clientChallenge: randomBytes(8),
      time: toldTime ?? fileTime(Date.now()),
      targetInfo: writeAvPairs(pairs),
    });
    const message = authenticateMessage({
      flags: (told.flags & ~KEY_EXCHANGE) >>> 0,
      // With a timestamp the LM answer is left empty ([MS-NLMP] 3.1.5.1.2).
      lmResponse: toldTime ? Buffer.alloc(24) : lmResponse,
      ntResponse,
      domain: this.#account.domain,
      user: this.#account.user,
    });
    if (toldTime) hmacMd5(sessionKey, this.#greeting, challengeMessage, message).copy(message, MIC_AT);
    return message.toString('base64');
  }
}

/** Signing, sealing and the exchange of a key for them: HTTP over TLS needs none of it. */
const KEY_EXCHANGE = 0x40000000 | 0x10 | 0x20;

function withMic(flags: Buffer | undefined): Buffer {
  const value = Buffer.alloc(4);
  value.writeUInt32LE(((flags?.length === 4 ? flags.readUInt32LE(0) : 0) | HAS_MIC) >>> 0);
  return value;
}

/** FILETIME: tenths of a microsecond since 1601. */
function fileTime(millis: number): Buffer {
  const time = Buffer.alloc(8);
  time.writeBigUInt64LE((BigInt(millis) + FILETIME_EPOCH * 1000n) * 10_000n);
  return time;
}
