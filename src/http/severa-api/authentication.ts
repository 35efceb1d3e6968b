import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { instantFromMillis } from '../../model/time.ts';
import { findApiToken } from '../../store/api-tokens.ts';
import type { Database } from '../../store/database.ts';
import { authenticationRequired, type Caller } from './caller.ts';
import { QUOTA_EXCEEDED, type RequestQuota } from './request-quota.ts';
import { missingScope } from './scopes.ts';

/**
 * Checks token, `client_id` header, quota and scope of every route that names a scope, in this order: a
 * stranger learns nothing and takes nothing from an organization's quota.
 */
export function authenticate(api: FastifyInstance, database: Database, quota: RequestQuota | null): void {
  api.decorateRequest('caller', null);
  api.addHook('onRequest', async (request, reply) => {
    const { scope } = request.routeOptions.config;
    if (scope === undefined) return;
    const caller = await readCaller(database, request);
    if (isOverQuota(quota, caller.organizationId)) return refuseQuota(reply);
    if (!caller.scopes.includes(scope)) throw missingScope(scope);
    request.caller = caller;
  });
}

/** The documented words, as plain text. `Retry-After` is in whole seconds, so it says one. */
export function refuseQuota(reply: FastifyReply): FastifyReply {
  return reply
    .code(429)
    .type('text/plain; charset=utf-8')
    .header('retry-after', '1')
    .serializer(String)
    .send(QUOTA_EXCEEDED);
}

export function isOverQuota(quota: RequestQuota | null, organizationId: string): boolean {
  return quota !== null && quota.take(organizationId) > 0;
}

async function readCaller({ db }: Database, request: FastifyRequest): Promise<Caller> {
  const [, token] = /^Bearer ([\w.~+/=-]+)$/i.exec(request.headers.authorization ?? '') ?? [];
  if (token === undefined) throw authenticationRequired('A bearer token is required.');
  const clientId = request.headers.client_id;
  if (clientId === undefined) throw authenticationRequired('The header client_id is required.', 'client_id');
  const known = await findApiToken(db, token, 'access', instantFromMillis(Date.now()));
  if (!known) throw authenticationRequired('The access token is not valid, or its time is over.');
  if (known.clientId !== clientId)
    throw authenticationRequired('The access token was not given to this client_id.', 'client_id');
  return known;
}
