import type { IncomingMessage, ServerResponse } from 'node:http';

/** The mailbox server that everything lives on. */
const mailboxServer = 'sandbox01.esimerkki.example';

/**
 * Keeps a client with the mailbox server of its group: a request with `X-AnchorMailbox` and
 * `X-PreferServerAffinity: true` that shows no `X-BackEndOverrideCookie` yet is given one; a request that shows
 * it is given none. Exchange 2007 and 2010 know neither headers nor cookie.
 * https://learn.microsoft.com/en-us/exchange/client-developer/exchange-web-services/how-to-maintain-affinity-between-group-of-subscriptions-and-mailbox-server
 * @param server a name of `serverVersions`
 */
export function keepAffinity(request: IncomingMessage, response: ServerResponse, server: string): void {
  if (['2007_SP1', '2010'].includes(server)) return;
  const { headers } = request;
  const isWanted = headers['x-preferserveraffinity']?.toString().toLowerCase() === 'true';
  if (!isWanted || !headers['x-anchormailbox']) return;
  if (/(?:^|;\s*)X-BackEndOverrideCookie=/i.test(headers.cookie ?? '')) return;
  const cookie = `X-BackEndOverrideCookie=${mailboxServer}~1941996295; path=/; secure; HttpOnly`;
  response.appendHeader('set-cookie', cookie);
}
