import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance } from 'fastify';
import { Refusal } from './refusal.ts';

/** No person clicks this fast, nor does their page ask so often; a broken or hostile script does. */
const REQUESTS_A_MINUTE = 3000;

/**
 * Limits what one person may ask of the page's API, or one network address where nobody is signed in: a
 * whole office may stand behind one address. The Severa-shaped API has its own limit.
 */
export async function limitRequests(server: FastifyInstance): Promise<void> {
  await server.register(rateLimit, {
    max: REQUESTS_A_MINUTE,
    timeWindow: 60_000,
    // After the session has been read and before any body is.
    hook: 'preParsing',
    keyGenerator: (request) => request.viewer?.userId ?? request.ip,
    addHeadersOnExceeding: {
      'x-ratelimit-limit': false,
      'x-ratelimit-remaining': false,
      'x-ratelimit-reset': false,
    },
    errorResponseBuilder: (_request, { ttl }) => {
      const seconds = Math.ceil(ttl / 1000);
      return new Refusal(429, 'tooManyRequests', { params: { seconds }, retryAfterSeconds: seconds });
    },
  });
}
