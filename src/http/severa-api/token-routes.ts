import { randomBytes } from 'node:crypto';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { instantFromMillis } from '../../model/time.ts';
import {
  type ApiClient,
  consumeApiToken,
  findApiClient,
  findApiToken,
  insertApiToken,
} from '../../store/api-tokens.ts';
import type { Database } from '../../store/database.ts';
import { verifyNobody, verifyPassword } from '../../store/passwords.ts';
import { AttemptBrake } from '../attempt-brake.ts';
import type { Api, HttpParts } from '../parts.ts';
import { isOverQuota, refuseQuota } from './authentication.ts';
import type { RequestQuota } from './request-quota.ts';
import { grantScopes } from './scopes.ts';
import { SeveraError } from './severa-error.ts';

const ACCESS_SECONDS = 3600;
const REFRESH_SECONDS = 24 * 3600;

const Credentials = z.strictObject({
  client_id: z.string().min(1).max(200),
  client_secret: z.string().min(1).max(1024),
  scope: z.string().max(1000).nullish(),
});

/** Severa's `PublicAuthenticationOutputModel`. */
const TokenAnswer = z.object({
  access_token: z.string(),
  access_token_type: z.string(),
  access_token_expires_in: z.number(),
  access_token_expires_utc: z.string(),
  refresh_token: z.string(),
  refresh_token_expires_in: z.number(),
  refresh_token_expires_utc: z.string(),
  scope: z.string(),
});

type Grant = Pick<ApiClient, 'organizationId' | 'clientId'> & { readonly scopes: readonly string[] };

/** `POST token` and `POST refreshtoken`: OAuth's client credentials in Severa's words. */
export function tokenRoutes(api: Api, { database }: HttpParts, quota: RequestQuota | null): void {
  const brake = new AttemptBrake({
    free: 10,
    firstPause: 2_000,
    longestPause: 5 * 60_000,
    forgiveEvery: 60_000,
  });
  const response = { 200: TokenAnswer };
  const given = { summary: 'Get an access token', body: Credentials, response };
  api.post('/v1/token', { schema: given }, async (request, reply) => {
    const { client_id, client_secret, scope } = request.body;
    const key = `${client_id} ${request.ip}`;
    if (brake.waitFor(key) > 0) throw credentialsRefused();
    brake.begin(key);
    const client = await verifiedClient(database, client_id, client_secret);
    brake.forget(key);
    if (isOverQuota(quota, client.organizationId)) return refuse(reply);
    return give(database, { ...client, scopes: grantScopes(scope ?? null, client.scopes) });
  });

  const renewed = { summary: 'Renew the tokens; the body is the refresh token', body: z.string(), response };
  api.post('/v1/refreshtoken', { schema: renewed }, async (request, reply) => {
    const now = instantFromMillis(Date.now());
    const known = await findApiToken(database.db, request.body, 'refresh', now);
    if (!known) throw refreshRefused();
    if (isOverQuota(quota, known.organizationId)) return refuse(reply);
    if (!(await consumeApiToken(database.db, request.body, now))) throw refreshRefused();
    return give(database, known);
  });
}

/** The quota's refusal is plain text, which the type of the answer does not foresee. */
function refuse(reply: FastifyReply): never {
  return refuseQuota(reply) as never;
}

async function verifiedClient({ db }: Database, clientId: string, secret: string): Promise<ApiClient> {
  const client = await findApiClient(db, clientId);
  const isRight = client ? await verifyPassword(secret, client.secretHash) : await verifyNobody(secret);
  if (client && isRight) return client;
  throw credentialsRefused();
}

function credentialsRefused(): SeveraError {
  const location = { type: 'RequestBody', name: 'client_secret' } as const;
  const message = 'The client_id or the client_secret is not right, or too many wrong ones were tried.';
  return new SeveraError(401, 'AuthenticationRequired', [{ message, location }]);
}

function refreshRefused(): SeveraError {
  const message = 'The refresh token is not valid, was used before, or its time is over.';
  return new SeveraError(401, 'AuthenticationRequired', [{ message }]);
}

/** A new pair of tokens; only their hashes are stored. */
async function give({ db }: Database, grant: Grant): Promise<z.infer<typeof TokenAnswer>> {
  const access = newToken(ACCESS_SECONDS);
  const refresh = newToken(REFRESH_SECONDS);
  const { organizationId, clientId, scopes } = grant;
  const common = { organizationId, clientId, scopes };
  await insertApiToken(db, { ...common, kind: 'access', ...access });
  await insertApiToken(db, { ...common, kind: 'refresh', ...refresh });
  return {
    access_token: access.token,
    access_token_type: 'Bearer',
    access_token_expires_in: ACCESS_SECONDS,
    access_token_expires_utc: access.expiresAt,
    refresh_token: refresh.token,
    refresh_token_expires_in: REFRESH_SECONDS,
    refresh_token_expires_utc: refresh.expiresAt,
    scope: scopes.join(','),
  };
}

function newToken(seconds: number): { token: string; expiresAt: string } {
  return {
    token: randomBytes(32).toString('base64url'),
    expiresAt: instantFromMillis(Date.now() + seconds * 1000),
  };
}
