import type { AccountRecord } from '../mailbox-store/account.ts';

/** What a request's credentials are worth. */
export interface SignIn {
  readonly account: AccountRecord | null;
  /** Values of WWW-Authenticate for a refusal. */
  readonly challenges: readonly string[];
  /** Further headers of the answer. */
  readonly headers: Readonly<Record<string, string>>;
  /** True for the first half of an NTLM sign-in: a 401 is then no refusal yet. */
  readonly underWay: boolean;
}
