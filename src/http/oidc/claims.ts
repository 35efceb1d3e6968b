import type { ProviderConfig } from '../http-config.ts';

/** What a provider says of a person, as far as it concerns Tahti (OpenID Connect Core 1.0, 5.1). */
export interface PersonClaims {
  readonly sub: string;
  readonly email?: unknown;
  readonly email_verified?: unknown;
  /** Entra ID: the domain's owner has proved that the address is theirs (optional claim). */
  readonly xms_edov?: unknown;
  readonly preferred_username?: unknown;
  readonly upn?: unknown;
}

/** Where Entra ID lives: worldwide, for the government of the United States, and in China. */
const ENTRA_HOSTS: ReadonlySet<string> = new Set([
  'login.microsoftonline.com',
  'sts.windows.net',
  'login.microsoftonline.us',
  'login.partner.microsoftonline.cn',
]);

/**
 * The addresses that a provider vouches for, in lower case, the best first. An `email` counts only where the
 * provider says that it was verified: in Entra ID anybody may have any address written there. Its user
 * principal name counts, since a tenant can only hand out names of domains that it has proved to own, and
 * Tahti trusts one tenant alone; names of guests (`#EXT#`) do not.
 */
export function vouchedAddresses(claims: PersonClaims, issuer: string): readonly string[] {
  const isVerified =
    claims.email_verified === true || [true, 1, '1', 'true'].includes(claims.xms_edov as never);
  const names = ENTRA_HOSTS.has(new URL(issuer).hostname) ? [claims.upn, claims.preferred_username] : [];
  const said = [...(isVerified ? [claims.email] : []), ...names];
  const addresses = said.filter(isAddress).map((address) => address.toLowerCase());
  return [...new Set(addresses)];
}

/** Those of the vouched addresses that the provider may speak for here. */
export function addressesOf(
  { issuer, domains }: Pick<ProviderConfig, 'issuer' | 'domains'>,
  claims: PersonClaims,
): readonly string[] {
  return vouchedAddresses(claims, issuer).filter((address) => isOfDomains(address, domains));
}

function isAddress(value: unknown): value is string {
  return typeof value === 'string' && /^[^@\s#]+@[^@\s]+$/.test(value);
}

/** Whether the provider may speak for an address; without a list of domains it may for all. */
export function isOfDomains(address: string, domains: readonly string[]): boolean {
  const domain = address.slice(address.lastIndexOf('@') + 1);
  return domains.length === 0 || domains.includes(domain);
}
