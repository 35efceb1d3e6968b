import swagger from '@fastify/swagger';
import type { FastifyInstance, RouteOptions } from 'fastify';
import { jsonSchemaTransform } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { type Access, accessOf } from './access.ts';

/** Collects every route's schema; registered before the routes, so that none is missing. */
export async function describeRoutes(server: FastifyInstance, version: string): Promise<void> {
  await server.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Tahti',
        version,
        description:
          'The API of the page (`/api`, a session cookie and the header `x-csrf-token`) and the ' +
          'workspace with the shapes of Visma Severa (`/rest-api`, a bearer token and the header `client_id`).',
      },
      components: {
        securitySchemes: {
          session: { type: 'apiKey', in: 'cookie', name: 'tahti_session' },
          bearer: { type: 'http', scheme: 'bearer' },
          clientId: { type: 'apiKey', in: 'header', name: 'client_id' },
        },
      },
    },
    transform: (route) => {
      const { schema, url } = jsonSchemaTransform(route as Parameters<typeof jsonSchemaTransform>[0]);
      return { schema: { ...schema, ...howToSignIn(route.route) }, url };
    },
  });
}

/** How one signs in to a route, and who may call it: from the same tables by which it is guarded. */
function howToSignIn({ method, url, config }: RouteOptions) {
  const scope = config?.scope;
  if (scope !== undefined)
    return { security: [{ bearer: [], clientId: [] }], description: `Scope: ${scope}` };
  const access = accessOf([method].flat()[0] ?? '', url);
  if (access === undefined || access.kind === 'anyone') return { security: [] };
  return { security: [{ session: [] }], description: `May call: ${whoMay(access)}` };
}

function whoMay(access: Access): string {
  if (access.kind === 'roles') return access.roles.join(', ');
  if (access.kind === 'oneself') return ['the user of the path', ...access.orRoles].join(', ');
  return 'everyone who is signed in';
}

/** `GET /api/openapi.json`. The document is made once, when the first one asks. */
export function openApiRoute(server: FastifyInstance): void {
  let document: string | undefined;
  const schema = { summary: 'This description', response: { 200: z.record(z.string(), z.unknown()) } };
  server.get('/api/openapi.json', { schema }, (_request, reply) => {
    document ??= JSON.stringify(server.swagger());
    return reply.type('application/json; charset=utf-8').serializer(String).send(document);
  });
}
