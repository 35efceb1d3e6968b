import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance } from 'fastify';
import { Refusal } from './refusal.ts';

/** No person clicks this fast; a broken or hostile script does. Counted for each network address. */
const REQUESTS_A_MINUTE = 3000;

/** Limits what one address may ask of the page's API; the Severa-shaped one has its own limit. */
export async function limitRequests(server: FastifyInstance): Promise<void> {
  await server.register(rateLimit, {
    max: REQUESTS_A_MINUTE,
    timeWindow: 60_000,
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
