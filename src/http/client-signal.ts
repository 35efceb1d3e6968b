import type { FastifyReply } from 'fastify';

/**
 * Aborted when the client goes away before its answer is whole, so that nobody climbs a ladder or reads
 * a mailbox for a page that has been closed.
 */
export function clientSignal(reply: FastifyReply): AbortSignal {
  const controller = new AbortController();
  reply.raw.once('close', () => {
    if (!reply.raw.writableFinished) controller.abort(new Error('the client has gone'));
  });
  return controller.signal;
}
