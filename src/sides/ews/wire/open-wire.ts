import { rootCertificates } from 'node:tls';
import { ntlmAccount } from '../ntlm/ntlm-account.ts';
import { type OAuthAccount, OAuthSignIn } from '../oauth-sign-in.ts';
import { BasicSignIn } from '../sign-in.ts';
import { type LearnedScheme, PasswordWire } from './password-wire.ts';
import { PooledWire } from './pooled-wire.ts';
import type { Wire, WireOptions } from './wire.ts';

/** How an account signs in: with an application's token where there is one, else with its password. */
export interface Account {
  readonly userName: string;
  readonly password: string;
  readonly domain?: string;
  readonly oauth?: OAuthAccount;
  readonly ca?: string;
}

/** Opens wires for one account; what one of them learns about the server, or the token it got, serves all. */
export function openWireFor(account: Account): (options: WireOptions) => Wire {
  const { userName, password, domain, oauth, ca } = account;
  if (oauth) {
    const signIn = new OAuthSignIn(oauth, ca ? [...rootCertificates, ca] : undefined);
    return (options) => new PooledWire(options, signIn);
  }
  const learned: LearnedScheme = { scheme: 'basic' };
  const ways = { basic: new BasicSignIn(account), ntlm: ntlmAccount(userName, password, domain) };
  return (options) => new PasswordWire(options, ways, learned);
}
