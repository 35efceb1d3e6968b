import type { HttpConfig } from '../http/http-config.ts';
import { createServer } from '../http/server.ts';
import type { Engine } from '../jobs/create-engine.ts';
import { version } from '../version.ts';
import { type Foundation, webRoot } from './foundation.ts';
import { openMail } from './open-mail.ts';

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
    mailer: openMail(config, parts),
    config: {
      demo: false,
      demoAccounts: [],
      webRoot,
      version,
      severaRateLimit: config.TAHTI_SEVERA_RATE_LIMIT,
      trustProxy: config.TAHTI_TRUST_PROXY,
      secureCookies: config.TAHTI_PUBLIC_URL?.startsWith('https:') ?? false,
      ...(config.TAHTI_PUBLIC_URL && { publicUrl: config.TAHTI_PUBLIC_URL.replace(/\/+$/, '') }),
      ...providerOf(foundation),
      ...options,
    },
  });
  parts.defer(() => server.close());
  return server.listen({ host: config.HOST, port: config.PORT });
}

/** The OpenID provider, where one is configured. */
function providerOf({ config, extraCa }: Foundation): Pick<HttpConfig, 'provider'> {
  const { TAHTI_OIDC_ISSUER: issuer, TAHTI_OIDC_CLIENT_ID: clientId } = config;
  if (!issuer || !clientId) return {};
  const clientSecret = config.TAHTI_OIDC_CLIENT_SECRET ?? null;
  const about = { name: config.TAHTI_OIDC_NAME, domains: config.TAHTI_OIDC_DOMAINS };
  return { provider: { issuer, clientId, clientSecret, ...about, extraCa } };
}
