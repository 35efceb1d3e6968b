import type { ServerResponse } from 'node:http';

const titles: Record<number, string> = {
  401: '401 - Unauthorized: Access is denied due to invalid credentials.',
  403: '403 - Forbidden: Access is denied.',
  404: '404 - File or directory not found.',
  405: '405 - HTTP verb used to access this page is not allowed.',
  413: '413 - Request Entity Too Large.',
  415: '415 - Cannot process the message because the content type was not the expected type text/xml.',
  429: '429 - Too Many Requests.',
  500: '500 - Internal server error.',
  503: 'Service Unavailable',
};

/** What became of a request that was answered without SOAP. */
interface PageOutcome {
  readonly status: number;
  readonly codes: readonly string[];
  readonly answerBytes: number;
  readonly fault: string | null;
}

/**
 * Refuses a request with a page of the web server instead of SOAP, as IIS in front of Exchange does.
 * @param retryAfter seconds for the header Retry-After
 * @param challenges the ways of signing in that a 401 offers
 */
export function refuse(
  response: ServerResponse,
  status: number,
  retryAfter?: number,
  challenges: readonly string[] = ['Basic realm="sandbox"'],
): PageOutcome {
  if (status === 401) response.setHeader('www-authenticate', [...challenges]);
  if (retryAfter !== undefined) response.setHeader('retry-after', retryAfter);
  return sendPage(response, status, titles[status] ?? String(status));
}

/** The page that someone sees who opens the endpoint's address in a browser. */
export function showServicePage(response: ServerResponse): PageOutcome {
  return sendPage(response, 200, 'You have created a service.');
}

function sendPage(response: ServerResponse, status: number, title: string): PageOutcome {
  const page = `<!DOCTYPE html><html><head><title>${title}</title></head><body><h2>${title}</h2></body></html>`;
  response.writeHead(status, { 'content-type': 'text/html', 'content-length': Buffer.byteLength(page) });
  response.end(page);
  return { status, codes: [], answerBytes: Buffer.byteLength(page), fault: null };
}
