import type { Selectable } from 'kysely';
import type { Instant } from '../model/time.ts';
import type { Handle } from './handle.ts';
import type { ApiClientsTable } from './schema/people.ts';
import { hashToken } from './token-hash.ts';

export type ApiClient = Selectable<ApiClientsTable>;

export interface NewApiClient {
  readonly organizationId: string;
  readonly clientId: string;
  /** By `hashPassword`. */
  readonly secretHash: string;
  readonly scopes: readonly string[];
}

export async function insertApiClient(db: Handle, client: NewApiClient): Promise<void> {
  await db
    .insertInto('apiClients')
    .values({ ...client, scopes: [...client.scopes] })
    .execute();
}

/** The client of this id, of whichever company: ids are unique in the whole installation. */
export async function findApiClient(db: Handle, clientId: string): Promise<ApiClient | undefined> {
  return db.selectFrom('apiClients').selectAll().where('clientId', '=', clientId).executeTakeFirst();
}

/** A token of the REST API. `token` is the secret itself: only its hash is stored. */
export interface ApiToken {
  readonly organizationId: string;
  readonly token: string;
  readonly kind: 'access' | 'refresh';
  readonly clientId: string;
  readonly scopes: readonly string[];
  readonly expiresAt: Instant;
}

export async function insertApiToken(db: Handle, apiToken: ApiToken): Promise<void> {
  const { token, scopes, ...rest } = apiToken;
  await db
    .insertInto('apiTokens')
    .values({ ...rest, scopes: [...scopes], tokenHash: hashToken(token) })
    .execute();
}

/** The token, if it is of this kind and its time is not over. */
export async function findApiToken(
  db: Handle,
  token: string,
  kind: ApiToken['kind'],
  now: Instant,
): Promise<ApiToken | undefined> {
  const row = await db
    .selectFrom('apiTokens')
    .select(['organizationId', 'kind', 'clientId', 'scopes', 'expiresAt'])
    .where('tokenHash', '=', hashToken(token))
    .where('kind', '=', kind)
    .where('expiresAt', '>', now)
    .executeTakeFirst();
  return row && { token, ...row };
}

/** Uses a token up; false when another request was quicker, or its time is over. */
export async function consumeApiToken(db: Handle, token: string, now: Instant): Promise<boolean> {
  const result = await db
    .deleteFrom('apiTokens')
    .where('tokenHash', '=', hashToken(token))
    .where('expiresAt', '>', now)
    .executeTakeFirst();
  return result.numDeletedRows > 0n;
}
