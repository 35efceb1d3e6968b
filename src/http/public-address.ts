import type { FastifyRequest } from 'fastify';
import type { HttpConfig } from './http-config.ts';

/**
 * Where the page is reached: as configured, else as the request itself came. The second is good enough for
 * what goes back to the same browser, and never for a mail: there the address comes from the configuration.
 */
export function publicAddress(config: HttpConfig, request: FastifyRequest): string {
  return config.publicUrl ?? `${request.protocol}://${request.host}`;
}

/** The person's own place on this page to come back to; `/` for anything that might lead elsewhere. */
export function ownPath(wish: string | undefined): string {
  const here = 'http://tahti.invalid';
  const url = wish?.startsWith('/') ? URL.parse(wish, here) : null;
  if (url === null || url.origin !== here || url.pathname.startsWith('//')) return '/';
  return url.pathname.startsWith('/api/') ? '/' : `${url.pathname}${url.search}${url.hash}`;
}
