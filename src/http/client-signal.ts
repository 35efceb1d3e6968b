import type { FastifyInstance, FastifyReply } from 'fastify';

declare module 'fastify' {
  interface FastifyInstance {
    /** Aborted when the server begins to close: whoever waits for Exchange must not keep it open. */
    closing: AbortSignal;
  }
}

/** Makes `closing` known to the routes; called once, before them. */
export function abortOnClose(server: FastifyInstance): void {
  const controller = new AbortController();
  server.decorate('closing', controller.signal);
  server.addHook('preClose', async () => controller.abort(new Error('the server is closing')));
}

/**
 * Aborted when the client goes away before its answer is whole, or the server closes, so that nobody
 * climbs a ladder or reads a mailbox for a page that is not there any more.
 */
export function clientSignal(reply: FastifyReply): AbortSignal {
  const controller = new AbortController();
  reply.raw.once('close', () => {
    if (!reply.raw.writableFinished) controller.abort(new Error('the client has gone'));
  });
  return AbortSignal.any([controller.signal, reply.server.closing]);
}
