import type { Mailbox } from '../mailbox-store/mailbox.ts';
import type { Services } from '../services.ts';

/** What there is to say about an address. */
export type Discovery =
  | { readonly kind: 'settings'; readonly mailbox: Mailbox; readonly server: string; readonly ewsUrl: string }
  | { readonly kind: 'redirectAddress'; readonly address: string }
  | { readonly kind: 'redirectUrl'; readonly url: string }
  | { readonly kind: 'unknown' };

/**
 * Finds out about an address. An address of a secondary domain is sent on to the primary one, another secondary
 * address gets the settings, in which the primary address stands.
 * @param ownUrl the server's EWS address as this client reaches it
 */
export function discover(address: string, ownUrl: string, services: Services): Discovery {
  const { autodiscover, mailboxServers, organization } = services;
  const rule = autodiscover.ruleFor(address);
  if (rule?.kind === 'redirectUrl' || rule?.kind === 'redirectAddress') return rule;
  const mailbox = organization.directory.mailboxByAddress(address);
  if (!mailbox) return { kind: 'unknown' };
  const { primaryAddress } = mailbox.record;
  if (autodiscover.redirectSecondaryDomains && domainOf(primaryAddress) !== domainOf(address)) {
    return { kind: 'redirectAddress', address: primaryAddress };
  }
  const server = mailboxServers.of(mailbox.record);
  return { kind: 'settings', mailbox, server, ewsUrl: rule?.kind === 'ewsUrl' ? rule.url : ownUrl };
}

function domainOf(address: string): string {
  return (address.split('@')[1] ?? '').toLowerCase();
}
