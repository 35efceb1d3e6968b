import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Mailbox } from '../mailbox-store/mailbox.ts';
import type { Services } from '../services.ts';

/**
 * The mailbox server to which a request goes. Which one matters for subscriptions alone: each lives on the server
 * to which its Subscribe went.
 *
 * The cookie `X-BackEndOverrideCookie` decides together with `X-PreferServerAffinity: true`; without them
 * `X-AnchorMailbox` does, and without that the mailbox for which the request acts. Whoever asks for affinity and
 * has no cookie yet is given one. Exchange 2007 and 2010 know neither headers nor cookie; there all servers of the
 * organization count as one.
 * https://learn.microsoft.com/en-us/exchange/client-developer/exchange-web-services/how-to-maintain-affinity-between-group-of-subscriptions-and-mailbox-server
 */
export function routeRequest(
  request: IncomingMessage,
  response: ServerResponse,
  mailbox: Mailbox | null,
  services: Services,
): string {
  const { mailboxServers, organization } = services;
  if (['2007_SP1', '2010'].includes(organization.server.version)) return mailboxServers.of(null);
  const { headers } = request;
  const wantsAffinity = headers['x-preferserveraffinity']?.toString().toLowerCase() === 'true';
  const override = overrideIn(headers.cookie);
  if (wantsAffinity && override) return override;
  const anchor = headers['x-anchormailbox']?.toString().trim() ?? '';
  const anchored = organization.directory.mailboxByAddress(anchor) ?? mailbox;
  const server = mailboxServers.of(anchored?.record ?? null);
  if (wantsAffinity && anchor !== '') {
    const cookie = `X-BackEndOverrideCookie=${server}~1941996295; path=/; secure; HttpOnly`;
    response.appendHeader('set-cookie', cookie);
  }
  return server;
}

/** The server that a cookie names, or undefined. */
function overrideIn(cookies: string | undefined): string | undefined {
  return /(?:^|;\s*)X-BackEndOverrideCookie=([^;~\s]+)~/i.exec(cookies ?? '')?.[1];
}
