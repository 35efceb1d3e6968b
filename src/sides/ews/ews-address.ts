import { ewsError } from './errors.ts';

/**
 * The address as a URL, or a SideError that says what is wrong. Plain http is allowed to this machine only:
 * anywhere else the delegate's password would travel in the open.
 */
export function checkedUrl(text: string): URL {
  const url = URL.parse(text.trim());
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password)
    throw ewsError(
      'EWS_ADDRESS_INVALID',
      'the EWS address is not an https address such as https://host/EWS/Exchange.asmx',
    );
  refusePlainHttp(url);
  // A bare host is completed with the path that every Exchange has.
  if (url.pathname === '/') url.pathname = '/EWS/Exchange.asmx';
  return url;
}

/** The address of a token endpoint, checked like the server's own: the secret goes there. */
export function checkedTokenUrl(text: string): URL {
  const url = URL.parse(text.trim());
  if (!url || !/^https?:$/.test(url.protocol))
    throw ewsError('EWS_ADDRESS_INVALID', 'the address of the token endpoint is not an https address');
  refusePlainHttp(url);
  return url;
}

function refusePlainHttp(url: URL): void {
  if (url.protocol === 'http:' && !isLoopback(url.hostname))
    throw ewsError(
      'EWS_PLAIN_HTTP_REFUSED',
      `plain http to ${url.hostname} would send the password in the open`,
    );
}

/** Whether it is this machine itself, where nothing travels in the open. */
export function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
}
