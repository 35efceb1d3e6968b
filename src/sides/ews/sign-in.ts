import type { AdviceKey } from '../../model/advice.ts';

/** How the delegate account proves itself. One object for each organization; it never logs what it holds. */
export interface SignIn {
  /** Headers for the next request. May fetch a token; throws SideError when that fails. */
  headers(signal: AbortSignal): Promise<Readonly<Record<string, string>>>;
  /** The server refused these headers (401): true when `headers` may give better ones now. */
  refused?(headers: Readonly<Record<string, string>>): boolean;
  /** What to advise when better ones are refused as well, where it is not the password. */
  readonly adviceWhenRefused?: AdviceKey;
}

export interface BasicCredentials {
  readonly userName: string;
  readonly password: string;
  /** NetBIOS domain of an on-premises account; not used where the user name is a UPN or names a domain. */
  readonly domain?: string;
}

/** Basic sign-in (RFC 7617), credentials in UTF-8. */
export class BasicSignIn implements SignIn {
  readonly #header: string;

  constructor(credentials: BasicCredentials) {
    const name = accountName(credentials);
    this.#header = `Basic ${Buffer.from(`${name}:${credentials.password}`, 'utf8').toString('base64')}`;
  }

  async headers(): Promise<Readonly<Record<string, string>>> {
    return { authorization: this.#header };
  }
}

/** `DOMAIN\user` where a domain is given and the name is plain; otherwise the name as it is. */
export function accountName({ userName, domain }: Omit<BasicCredentials, 'password'>): string {
  return domain && !/[\\@]/.test(userName) ? `${domain}\\${userName}` : userName;
}
