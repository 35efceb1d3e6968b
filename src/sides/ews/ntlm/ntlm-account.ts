/** An account as NTLM names it. */
export interface NtlmAccount {
  readonly user: string;
  /** NetBIOS domain; empty for a UPN, whose domain the server finds by itself. */
  readonly domain: string;
  readonly password: string;
}

/** `DOMAIN\user`, a UPN, or a plain name with a domain beside it. */
export function ntlmAccount(userName: string, password: string, domain = ''): NtlmAccount {
  const at = userName.indexOf('\\');
  if (at >= 0) return { domain: userName.slice(0, at), user: userName.slice(at + 1), password };
  return { user: userName, domain: userName.includes('@') ? '' : domain, password };
}
