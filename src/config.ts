/**
 * Every environment variable that Tahti reads, with its default, checked once at start. The table in
 * `docs/guide/configuration.md` is held to this one by a test.
 */
import { z } from 'zod';

/** One variable: its name, what it does in one sentence, and how it is checked (with its default). */
export interface Variable {
  readonly name: string;
  readonly meaning: string;
  readonly schema: z.ZodType;
}

const port = (value: number) => z.coerce.number().int().min(0).max(65_535).default(value);
const seconds = (value: number) => z.coerce.number().int().min(1).max(86_400).default(value);
const onOff = (value: 'on' | 'off') =>
  z
    .enum(['on', 'off'])
    .default(value)
    .transform((text) => text === 'on');

/** Entra ID's addresses for accounts of any tenant: whoever has one of their own could be anybody there. */
const MANY_TENANTS = /^https:\/\/login\.[\w.]+\/(common|organizations|consumers)(\/|$)/i;

const isLoopback = (address: string) =>
  ['127.0.0.1', 'localhost', '[::1]'].includes(URL.parse(address)?.hostname ?? '');

const schema = z.object({
  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/, error: 'must be a postgres:// address' })
    .optional()
    .describe('PostgreSQL to use; without it the embedded database in TAHTI_DATA is used.'),
  TAHTI_DATA: z
    .string()
    .min(1)
    .default('./data')
    .describe('Folder of the embedded database, the sandbox and the key file; `memory` keeps nothing.'),
  HOST: z.string().min(1).default('127.0.0.1').describe('Address that the web server binds to.'),
  PORT: port(3000).describe('Port of the web application and its API; 0 picks a free one.'),
  SANDBOX_PORT: port(3001).describe('Port of the Exchange sandbox; 0 picks a free one.'),
  TAHTI_PUBLIC_URL: z
    .url({ protocol: /^https?$/, error: 'must be an http:// or https:// address' })
    .optional()
    .describe('Address under which people reach the page; with https cookies are sent over TLS only.'),
  TAHTI_TRUST_PROXY: onOff('off').describe(
    '`on` behind a reverse proxy: the client address and https come from its `X-Forwarded-` headers.',
  ),
  TAHTI_SECRET_KEY: z
    .string()
    .refine((text) => Buffer.from(text, 'base64').length === 32, 'must be 32 bytes in base64')
    .optional()
    .describe('Key that encrypts stored secrets: 32 bytes in base64. Without it the key file is used.'),
  TAHTI_SECRET_KEY_FILE: z
    .string()
    .min(1)
    .optional()
    .describe('File of that key, made at first start with mode 600; by default `secret.key` in TAHTI_DATA.'),
  TAHTI_EXTRA_CA: z
    .string()
    .min(1)
    .optional()
    .describe('PEM file of a certificate authority to trust for Exchange, beside the usual ones.'),
  TAHTI_AUTODISCOVER_URL: z
    .url({ protocol: /^https?$/, error: 'must be an http:// or https:// address' })
    .optional()
    .describe('Where *Find it for me* asks for the EWS address before the places that DNS names.'),
  TAHTI_LOGIN_URL: z
    .url({ protocol: /^https?$/, error: 'must be an https:// address' })
    .refine((text) => text.startsWith('https:') || isLoopback(text), 'must be an https:// address')
    .transform((text) => text.replace(/\/+$/, ''))
    .optional()
    .describe(
      "Login from which applications get their tokens for Exchange, in place of Microsoft's: their secrets go there.",
    ),
  TAHTI_SWEEP_SECONDS: seconds(300).describe(
    'Seconds between two sweeps of a mailbox that nothing else started.',
  ),
  TAHTI_NOTIFICATIONS: onOff('on').describe(
    "`on` lets workers listen for Exchange's notifications, and sweep ten times more rarely where they arrive.",
  ),
  TAHTI_WORKER_CONCURRENCY: z.coerce
    .number()
    .int()
    .min(1)
    .max(200)
    .default(8)
    .describe('How many mailboxes one worker synchronizes at the same time.'),
  TAHTI_SEVERA_RATE_LIMIT: onOff('on').describe(
    '`on` keeps the 10 requests a second for each company of the Severa-shaped API; `off` lifts it.',
  ),
  TAHTI_OIDC_ISSUER: z
    .url({ protocol: /^https?$/, error: 'must be an https:// address' })
    .refine((text) => text.startsWith('https:') || isLoopback(text), 'must be an https:// address')
    .refine((text) => !MANY_TENANTS.test(text), 'must name your own tenant, not common or organizations')
    .optional()
    .describe('OpenID provider to sign in by, for example `https://login.microsoftonline.com/TENANT/v2.0`.'),
  TAHTI_OIDC_CLIENT_ID: z
    .string()
    .min(1)
    .optional()
    .describe('How Tahti is known to the OpenID provider (the application id in Entra ID).'),
  TAHTI_OIDC_CLIENT_SECRET: z
    .string()
    .min(1)
    .optional()
    .describe(
      "The secret that belongs to it; without one Tahti is a public client, held to the code's PKCE.",
    ),
  TAHTI_OIDC_NAME: z
    .string()
    .min(1)
    .max(40)
    .default('Microsoft')
    .describe('What people call the provider: the button says *Sign in with …*.'),
  TAHTI_OIDC_DOMAINS: z
    .string()
    .default('')
    .transform((text) =>
      text
        .toLowerCase()
        .split(/[\s,]+/)
        .filter(Boolean),
    )
    .describe(
      'Domains whose addresses the provider vouches for, with commas between; empty for all. Set it where several companies share Tahti.',
    ),
  TAHTI_SMTP_URL: z
    .url({ protocol: /^smtps?$/, error: 'must be an smtp:// or smtps:// address' })
    .optional()
    .describe('Mail server, with user and password where it needs them; without it links are handed over.'),
  TAHTI_MAIL_FROM: z
    .string()
    .regex(/@/, 'must hold an e-mail address')
    .optional()
    .describe('Sender of the mails, for example `Tahti <tahti@yritys.example>`.'),
  TAHTI_LOG_RETENTION_DAYS: z.coerce
    .number()
    .int()
    .min(1)
    .max(3650)
    .default(180)
    .describe('Days that the log of entries and runs is kept.'),
  TAHTI_AUDIT_RETENTION_DAYS: z.coerce
    .number()
    .int()
    .min(365)
    .max(36_500)
    .default(730)
    .describe(
      'Days that the audit trail is kept; a year at least, for which the database itself refuses to forget it.',
    ),
  TAHTI_HEALTH_RETENTION_DAYS: z.coerce
    .number()
    .int()
    .min(31)
    .max(3650)
    .default(90)
    .describe('Days that the figures of the health page are kept by the hour; by the minute it is two days.'),
  TAHTI_ALERT_PRIVATE_ADDRESSES: onOff('off').describe(
    '`on` lets the webhooks of alerts go to private addresses and over plain http, as in a network of your own.',
  ),
  TAHTI_WORKER_METRICS_PORT: z.coerce
    .number()
    .int()
    .min(0)
    .max(65_535)
    .optional()
    .describe('Port on HOST where `tahti worker` answers `/metrics` and `/healthz`; without it, nowhere.'),
  TAHTI_LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'])
    .default('info')
    .describe('How much goes to standard error.'),
});

export type Config = z.infer<typeof schema>;

/** Variables that mean nothing without others: each needs all that stand beside it. */
const NEEDS: readonly [keyof Config, readonly (keyof Config)[]][] = [
  ['TAHTI_OIDC_ISSUER', ['TAHTI_OIDC_CLIENT_ID', 'TAHTI_PUBLIC_URL']],
  ['TAHTI_OIDC_CLIENT_ID', ['TAHTI_OIDC_ISSUER']],
  ['TAHTI_SMTP_URL', ['TAHTI_MAIL_FROM', 'TAHTI_PUBLIC_URL']],
];

function missing(config: Config): string[] {
  return NEEDS.flatMap(([name, others]) =>
    config[name] === undefined
      ? []
      : others
          .filter((other) => config[other] === undefined)
          .map((other) => `${other}: is needed where ${name} is set`),
  );
}

/** The variables in the order of the documentation. */
export const VARIABLES: readonly Variable[] = Object.entries(schema.shape).map(([name, field]) => ({
  name,
  meaning: field.description ?? '',
  schema: field,
}));

/** A configuration that cannot be used; `message` lists every fault, one a line. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/** Reads and checks the environment; empty values count as unset. Throws ConfigError naming each fault. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value !== ''),
  );
  const result = schema.safeParse(given);
  const faults = result.success
    ? missing(result.data)
    : result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  if (result.success && faults.length === 0) return result.data;
  throw new ConfigError(`The configuration cannot be used:\n${faults.join('\n')}`);
}
