import type { NtlmAccount } from '../ntlm/ntlm-account.ts';
import type { SignIn } from '../sign-in.ts';
import { NtlmWire } from './ntlm-wire.ts';
import { PooledWire } from './pooled-wire.ts';
import { dismiss, offersOf, type Wire, type WireAnswer, type WireOptions, type WireRequest } from './wire.ts';

/** What a connection has learned about its server; shared by all of its wires. */
export interface LearnedScheme {
  scheme: 'basic' | 'ntlm';
}

export interface PasswordAccount {
  readonly basic: SignIn;
  readonly ntlm: NtlmAccount;
}

/** Stands for an answer that asks for another way in. */
const ANOTHER_WAY = Symbol('another way in');

/**
 * Signs in with a password: Basic until the server says that it takes NTLM and not Basic, as Exchange does
 * when it is left as it was installed; then NTLM. A server that offers both and refuses Basic has refused the
 * password, and a second try over NTLM would only bring the account nearer to being locked.
 */
export class PasswordWire implements Wire {
  readonly #options: WireOptions;
  readonly #account: PasswordAccount;
  readonly #learned: LearnedScheme;
  readonly #basic: PooledWire;
  #ntlm: NtlmWire | null = null;

  constructor(options: WireOptions, account: PasswordAccount, learned: LearnedScheme) {
    this.#options = options;
    this.#account = account;
    this.#learned = learned;
    this.#basic = new PooledWire(options, account.basic);
  }

  async send<T>(request: WireRequest, take: (answer: WireAnswer) => Promise<T>): Promise<T> {
    if (this.#learned.scheme === 'ntlm') return this.#overNtlm().send(request, take);
    const result = await this.#basic.send(request, async (answer) => {
      if (!wantsNtlm(answer)) return take(answer);
      await dismiss(answer);
      return ANOTHER_WAY;
    });
    if (result !== ANOTHER_WAY) return result as T;
    this.#learned.scheme = 'ntlm';
    return this.#overNtlm().send(request, take);
  }

  greet(request: WireRequest): Promise<WireAnswer> {
    return this.#basic.greet(request);
  }

  async destroy(): Promise<void> {
    await Promise.all([this.#basic.destroy(), this.#ntlm?.destroy()]);
  }

  #overNtlm(): NtlmWire {
    this.#ntlm ??= new NtlmWire(this.#options, this.#account.ntlm);
    return this.#ntlm;
  }
}

/** Whether the server refuses Basic altogether and offers NTLM, by itself or inside Negotiate. */
function wantsNtlm(answer: WireAnswer): boolean {
  if (answer.statusCode !== 401) return false;
  const schemes = offersOf(answer).map((offer) => offer.trim().split(/\s/)[0]?.toLowerCase());
  return !schemes.includes('basic') && (schemes.includes('ntlm') || schemes.includes('negotiate'));
}
