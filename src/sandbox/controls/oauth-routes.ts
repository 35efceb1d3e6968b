import { z } from 'zod';
import type { ControlRoute } from './route.ts';

const application = z.strictObject({
  secret: z.string().min(1).optional(),
  secretExpired: z.boolean().optional(),
  tokenLifetimeSeconds: z.number().int().min(1).max(86_400).optional(),
  impersonation: z
    .strictObject({ scope: z.array(z.string()).nullable() })
    .nullable()
    .optional(),
});

/** Controls of the registered application and of its tokens. */
export const oauthRoutes: readonly ControlRoute[] = [
  {
    method: 'GET',
    path: '/sandbox/application',
    handle: ({ services }) => services.oauth.application,
  },
  {
    method: 'POST',
    path: '/sandbox/application',
    handle: ({ body, services }) => {
      const wanted = Object.entries(application.parse(body)).filter(([, value]) => value !== undefined);
      services.oauth.application = { ...services.oauth.application, ...Object.fromEntries(wanted) };
      return services.oauth.application;
    },
  },
  {
    method: 'DELETE',
    path: '/sandbox/tokens',
    handle: ({ services }) => services.oauth.tokens.revoke(),
  },
];
