import type { HttpConfig } from '../http/http-config.ts';
import { createServer } from '../http/server.ts';
import type { Engine } from '../jobs/create-engine.ts';
import { version } from '../version.ts';
import { type Foundation, webRoot } from './foundation.ts';

/** Starts the web server; closed with `parts`. Returns its address. */
export async function openWeb(
  foundation: Foundation,
  engine: Engine,
  parts: AsyncDisposableStack,
  options: Partial<HttpConfig> = {},
): Promise<string> {
  const { config, database, secretKey, log } = foundation;
  const server = await createServer({
    database,
    secretKey,
    engine,
    registry: engine.registry,
    log,
    config: {
      demo: false,
      demoAccounts: [],
      webRoot,
      version,
      severaRateLimit: config.TAHTI_SEVERA_RATE_LIMIT,
      trustProxy: config.TAHTI_TRUST_PROXY,
      secureCookies: config.TAHTI_PUBLIC_URL?.startsWith('https:') ?? false,
      ...options,
    },
  });
  parts.defer(() => server.close());
  return server.listen({ host: config.HOST, port: config.PORT });
}
