import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Registry } from 'prom-client';
import type { Config } from '../config.ts';

/** How long a reader may take to send its request (milliseconds). */
const PATIENCE = 10_000;

/**
 * Where a worker tells Prometheus its figures (`/metrics`) and that it lives (`/healthz`); closed with `parts`.
 * Answers the address, or null where no port was named.
 */
export async function openWorkerMetrics(
  { HOST: host, TAHTI_WORKER_METRICS_PORT: port }: Pick<Config, 'HOST' | 'TAHTI_WORKER_METRICS_PORT'>,
  registry: Registry,
  parts: AsyncDisposableStack,
): Promise<string | null> {
  if (port === undefined) return null;
  const server = createServer({ requestTimeout: PATIENCE }, async (request, response) => {
    try {
      if (request.url === '/metrics')
        response.setHeader('content-type', registry.contentType).end(await registry.metrics());
      else if (request.url === '/healthz')
        response.setHeader('content-type', 'application/json').end('{"status":"ok"}');
      else response.writeHead(404).end();
    } catch {
      // A figure out of the database could not be read: a gap in Prometheus says so.
      response.writeHead(503).end();
    }
  });
  server.listen({ host, port });
  await once(server, 'listening');
  parts.defer(() => {
    server.closeAllConnections();
    return new Promise<void>((resolve) => server.close(() => resolve()));
  });
  const { port: taken } = server.address() as AddressInfo;
  return `http://${host.includes(':') ? `[${host}]` : host}:${taken}`;
}
