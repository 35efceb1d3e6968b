import type {
  FastifyBaseLogger,
  FastifyInstance,
  RawReplyDefaultExpression,
  RawRequestDefaultExpression,
  RawServerDefault,
} from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { Registry } from 'prom-client';
import type { SyncEngine } from '../jobs/engine.ts';
import type { Mailer } from '../mail/mailer.ts';
import type { Database } from '../store/database.ts';
import type { SecretKey } from '../store/secrets.ts';
import type { HttpConfig } from './http-config.ts';

/** What the routes work with; `main` hands it in, tests hand in their own. */
export interface HttpParts {
  readonly database: Database;
  readonly engine: SyncEngine;
  readonly registry: Registry;
  readonly config: HttpConfig;
  /** Encrypts the delegate's password before it is stored. */
  readonly secretKey: SecretKey;
  /** Null where no mail server is configured: links are then handed over instead of mailed. */
  readonly mailer: Mailer | null;
}

/** The server as the routes see it: their schemas are zod's. */
export type Api = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression,
  RawReplyDefaultExpression,
  FastifyBaseLogger,
  ZodTypeProvider
>;
