import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { autodiscoverService, serveAutodiscover } from './autodiscover/http-endpoint.ts';
import { serveControls } from './controls/serve-controls.ts';
import { serveEws } from './ews/http-endpoint.ts';
import { refuse } from './ews/http-refusals.ts';
import { serveToken, tokenTenant } from './oauth/token-endpoint.ts';
import { BodyTooLarge } from './read-body.ts';
import type { Services } from './services.ts';

/** The HTTP server with all of its addresses; not yet listening. */
export function createHttpServer(services: Services): Server {
  const server = createServer({ keepAliveTimeout: 65_000 }, (request, response) => {
    // Clients measure the difference between the clocks by this header.
    response.setHeader('date', new Date(services.clock.now()).toUTCString());
    route(request, response, services).catch((error) => fail(error, response, services));
  });
  return server;
}

async function route(request: IncomingMessage, response: ServerResponse, services: Services): Promise<void> {
  const path = new URL(request.url ?? '/', 'http://sandbox').pathname;
  if (path.toLowerCase() === '/ews/exchange.asmx') return serveEws(request, response, services);
  if (path === '/sandbox' || path.startsWith('/sandbox/')) return serveControls(request, response, services);
  const service = autodiscoverService(path);
  if (service) return serveAutodiscover(request, response, service, services);
  const tenant = tokenTenant(path);
  if (tenant !== null) return serveToken(request, response, tenant, services);
  response.writeHead(404, { 'content-type': 'text/plain' });
  response.end(
    'Not found: the sandbox answers at /EWS/Exchange.asmx, /autodiscover/autodiscover.xml and .svc, /{tenant}/oauth2/v2.0/token and under /sandbox/.',
  );
}

/** A client that went away or a server that closes is no error; anything else is one of the sandbox itself. */
function fail(error: unknown, response: ServerResponse, services: Services): void {
  if (error instanceof BodyTooLarge) {
    response.setHeader('connection', 'close');
    refuse(response, 413);
    return;
  }
  const isGone = services.closing.aborted || (error as NodeJS.ErrnoException).code === 'ECONNRESET';
  if (!isGone)
    services.log({ level: 'error', msg: 'request failed', error: String((error as Error).stack ?? error) });
  if (response.headersSent || response.destroyed) response.destroy();
  else refuse(response, 500);
}
