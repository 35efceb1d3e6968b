import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { sendRefusal } from './errors.ts';
import { Refusal } from './refusal.ts';

/** Built assets carry a hash of their content in their names: what was fetched once never changes. */
const FOR_A_YEAR = 'public, max-age=31536000, immutable';

/** Serves the built page; null serves the API alone. */
export async function serveWebPage(server: FastifyInstance, webRoot: string | null): Promise<void> {
  if (webRoot !== null)
    await server.register(fastifyStatic, {
      root: webRoot,
      cacheControl: false,
      // The build lays a Brotli and a gzip copy beside each asset.
      preCompressed: true,
      setHeaders: (reply, path) => {
        reply.header('cache-control', /[\\/]assets[\\/]/.test(path) ? FOR_A_YEAR : 'no-cache');
      },
    });
  server.setNotFoundHandler((request, reply) => answerUnknown(request, reply, webRoot !== null));
}

/**
 * An address that no route and no file has: the page itself for a browser that walks about (the page's
 * router knows its own addresses), a refusal for everything else.
 */
function answerUnknown(request: FastifyRequest, reply: FastifyReply, hasPage: boolean): FastifyReply {
  const path = request.url.split('?')[0] ?? request.url;
  if (hasPage && isPageAddress(request, path)) return reply.sendFile('index.html');
  const params = { method: request.method, path };
  return sendRefusal(new Refusal(404, 'unknownRoute', { params }), request, reply);
}

/** A file that is missing (its name has an extension) must not come back as the page. */
function isPageAddress(request: FastifyRequest, path: string): boolean {
  const wantsPage = request.method === 'GET' && (request.headers.accept ?? '*/*').match(/text\/html|\*\/\*/);
  return Boolean(wantsPage) && !/^\/(api|rest-api)(\/|$)/.test(path) && !/\.\w+$/.test(path);
}
