import { isLoopback } from '../ews-address.ts';

/** Domains of Exchange Online's own Autodiscover, to which companies of any domain are sent. */
const MICROSOFT = ['outlook.com', 'office365.com', 'office.com'];

/** Whether anything may be asked there at all: over TLS, or on this machine itself. */
export function isPrivate(url: URL): boolean {
  return url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname));
}

/**
 * Whether the password may go where somebody else's word sent us: to the mailbox's own domain, to Microsoft, to
 * this machine, or to a host that a person confirmed. Anybody can put a redirection into a network.
 */
export function isTrusted(url: URL, domain: string, confirmed: readonly string[]): boolean {
  const host = url.hostname.toLowerCase();
  if (confirmed.some((one) => one.toLowerCase() === host)) return true;
  return isLoopback(host) || [domain, ...MICROSOFT].some((one) => isWithin(host, one.toLowerCase()));
}

function isWithin(host: string, domain: string): boolean {
  return host === domain || host.endsWith(`.${domain}`);
}
