import type { FastifyRequest } from 'fastify';
import type { Scope } from './scopes.ts';
import { SeveraError } from './severa-error.ts';

/** The integration behind a request, as its token tells. */
export interface Caller {
  readonly organizationId: string;
  readonly clientId: string;
  readonly scopes: readonly string[];
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Null outside of the Severa-shaped API and on its token routes. */
    caller: Caller | null;
  }
  interface FastifyContextConfig {
    /** The scope that a route of the Severa-shaped API asks for. */
    scope?: Scope;
  }
}

/** The caller of a route that asks for a scope. */
export function callerOf(request: FastifyRequest): Caller {
  if (request.caller) return request.caller;
  throw authenticationRequired('No access token was given.');
}

/** 401; `header` names the request's header at fault. */
export function authenticationRequired(message: string, header = 'Authorization'): SeveraError {
  const location = { type: 'RequestHeader', name: header } as const;
  return new SeveraError(401, 'AuthenticationRequired', [{ message, location }]);
}
