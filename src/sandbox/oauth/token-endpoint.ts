import type { IncomingMessage, ServerResponse } from 'node:http';
import { readBody } from '../read-body.ts';
import type { Services } from '../services.ts';
import { type Application, resources } from './application.ts';
import { TokenError, tokenErrors } from './token-error.ts';

const largestBody = 64 * 1024;

/** The tenant in the path of a token endpoint, or null for any other path. */
export function tokenTenant(path: string): string | null {
  return /^\/([^/]+)\/oauth2\/v2\.0\/token$/i.exec(path)?.[1] ?? null;
}

/**
 * Serves POST /{tenant}/oauth2/v2.0/token: the client credentials flow.
 * https://learn.microsoft.com/en-us/entra/identity-platform/v2-oauth2-client-creds-grant-flow
 */
export async function serveToken(
  request: IncomingMessage,
  response: ServerResponse,
  tenant: string,
  services: Services,
): Promise<void> {
  const form = new URLSearchParams((await readBody(request, largestBody)).toString('utf8'));
  const { oauth, clock } = services;
  if (request.method !== 'POST') return send(response, 405, {});
  try {
    const resource = checkRequest(
      form,
      request.headers.authorization,
      decodeURIComponent(tenant),
      oauth.application,
    );
    const lifetime = oauth.application.tokenLifetimeSeconds;
    send(response, 200, {
      token_type: 'Bearer',
      expires_in: lifetime,
      ext_expires_in: lifetime,
      access_token: oauth.tokens.issue(oauth.application, resource, clock.now()),
    });
  } catch (error) {
    if (!(error instanceof TokenError)) throw error;
    send(response, error.status, error.body(clock.now()));
  }
}

/**
 * Checks in the order in which the real one does.
 * @returns the resource that the token is for
 * @throws TokenError
 */
function checkRequest(
  form: URLSearchParams,
  authorization: string | undefined,
  tenant: string,
  application: Application,
): string {
  const isTenant = [application.tenantId, ...application.tenantDomains].includes(tenant.toLowerCase());
  if (!isTenant) throw tokenErrors.tenantNotFound(tenant);
  const grant = required(form, 'grant_type');
  if (grant !== 'client_credentials') throw tokenErrors.grantUnsupported(grant);
  checkClient(form, authorization, tenant, application);
  return resourceOf(required(form, 'scope'), tenant);
}

function required(form: URLSearchParams, name: string): string {
  const value = form.get(name);
  if (!value) throw tokenErrors.parameterMissing(name);
  return value;
}

function checkClient(
  form: URLSearchParams,
  authorization: string | undefined,
  tenant: string,
  { clientId, secret, secretExpired }: Application,
): void {
  const basic = basicCredentials(authorization);
  const client = basic?.client ?? required(form, 'client_id');
  const given = basic?.secret ?? form.get('client_secret');
  if (client.toLowerCase() !== clientId) throw tokenErrors.applicationNotFound(client, tenant);
  if (!given) throw tokenErrors.secretMissing();
  if (given !== secret) throw tokenErrors.secretWrong(clientId);
  if (secretExpired) throw tokenErrors.secretExpired(clientId);
}

/** The client may show its secret in the header as well (RFC 6749, 2.3.1). */
function basicCredentials(authorization: string | undefined): { client: string; secret: string } | null {
  const encoded = /^Basic\s+(\S+)$/i.exec(authorization ?? '')?.[1];
  if (encoded === undefined) return null;
  const [client = '', ...rest] = Buffer.from(encoded, 'base64').toString('utf8').split(':');
  return { client: decodeURIComponent(client), secret: decodeURIComponent(rest.join(':')) };
}

function resourceOf(scope: string, tenant: string): string {
  const [one = '', ...more] = scope.trim().split(/\s+/);
  if (more.length > 0 || !one.endsWith('/.default')) throw tokenErrors.scopeWithoutDefault(scope);
  const resource = one.slice(0, -'/.default'.length).replace(/\/$/, '');
  if (!resources.includes(resource)) throw tokenErrors.resourceNotFound(resource, tenant);
  return resource;
}

function send(response: ServerResponse, status: number, value: object): void {
  const text = JSON.stringify(value);
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store, no-cache',
    'content-length': Buffer.byteLength(text),
  });
  response.end(text);
}
