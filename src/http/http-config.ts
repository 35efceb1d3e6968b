import type { Role } from './contract.ts';

/** An account that the sign-in page offers in demo mode. */
export interface DemoAccount {
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly password: string;
}

/** An OpenID provider, and how Tahti is known there. */
export interface ProviderConfig {
  readonly issuer: string;
  readonly clientId: string;
  /** Null for a public client. */
  readonly clientSecret: string | null;
  /** As the button calls it. */
  readonly name: string;
  /** Domains whose addresses the provider vouches for, in lower case; empty for any. */
  readonly domains: readonly string[];
  /** PEM of a certificate authority to trust besides the usual ones. */
  readonly extraCa?: string | undefined;
}

/** What the web server needs to know; `main` fills it from the configuration. */
export interface HttpConfig {
  /** Demo mode: the sign-in page offers `demoAccounts`. */
  readonly demo: boolean;
  readonly demoAccounts: readonly DemoAccount[];
  /** Folder of the built page (`dist/web`); null serves the API alone. */
  readonly webRoot: string | null;
  readonly version: string;
  /** Severa's 10 requests a second for each organization on `/rest-api`. */
  readonly severaRateLimit: boolean;
  /** EWS address with which the settings form starts before anything is saved (demo: the sandbox). */
  readonly suggestedEwsUrl?: string;
  /** True behind a reverse proxy: client address and protocol come from its `X-Forwarded-*` headers. */
  readonly trustProxy?: boolean;
  /** People reach the page over HTTPS, even where this server cannot see it: cookies are for TLS alone. */
  readonly secureCookies?: boolean;
  /** Where people reach the page, without a slash at the end; links in mails lead there. */
  readonly publicUrl?: string;
  /** The OpenID provider by which one can sign in besides a password. */
  readonly provider?: ProviderConfig;
  /** How long a session lives without being used, in milliseconds; 12 hours when left out. */
  readonly sessionMillis?: number;
}
