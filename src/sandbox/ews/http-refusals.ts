import type { ServerResponse } from 'node:http';

const titles: Record<number, string> = {
  401: '401 - Unauthorized: Access is denied due to invalid credentials.',
  403: '403 - Forbidden: Access is denied.',
  405: '405 - HTTP verb used to access this page is not allowed.',
  413: '413 - Request Entity Too Large.',
  415: '415 - Cannot process the message because the content type was not the expected type text/xml.',
  429: '429 - Too Many Requests.',
  500: '500 - Internal server error.',
  503: 'Service Unavailable',
};

/**
 * Refuses a request with a page of the web server instead of SOAP, as IIS in front of Exchange does.
 * @param retryAfter seconds for the header Retry-After
 * @param offersBasic whether a 401 offers Basic sign-in
 */
export function refuse(
  response: ServerResponse,
  status: number,
  retryAfter?: number,
  offersBasic = true,
): { status: number; codes: readonly string[]; answerBytes: number; fault: string | null } {
  const title = titles[status] ?? String(status);
  const page = `<!DOCTYPE html><html><head><title>${title}</title></head><body><h2>${title}</h2></body></html>`;
  if (status === 401) response.setHeader('www-authenticate', challenges(offersBasic));
  if (retryAfter !== undefined) response.setHeader('retry-after', retryAfter);
  response.writeHead(status, { 'content-type': 'text/html', 'content-length': Buffer.byteLength(page) });
  response.end(page);
  return { status, codes: [], answerBytes: Buffer.byteLength(page), fault: null };
}

/** Without Basic the server names a scheme that it does not yet speak, as a server with only Negotiate would. */
function challenges(offersBasic: boolean): string[] {
  return offersBasic ? ['Basic realm="sandbox"'] : ['Negotiate'];
}
