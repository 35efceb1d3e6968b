import * as client from 'openid-client';
import { Agent, fetch as fetchBy } from 'undici';
import type { ProviderConfig } from '../http-config.ts';
import type { PersonClaims } from './claims.ts';
import { ProviderFailure } from './failure.ts';

/** Seconds that the provider has for each answer. */
const TIMEOUT = 10;

/** Clocks of two servers differ: that many seconds are allowed for. */
const CLOCK_TOLERANCE = 60;

/** Milliseconds after which the provider is asked again where it lives and what it can do. */
const KNOWN_FOR = 6 * 3600_000;

/** What ties the way there to the way back; kept here, and never in the browser. */
export interface Checks {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

/** One OpenID provider: authorization code with PKCE (RFC 7636), state and nonce. */
export class Provider {
  readonly config: ProviderConfig;
  #known: { readonly since: number; readonly configuration: Promise<client.Configuration> } | null = null;

  constructor(config: ProviderConfig) {
    this.config = config;
  }

  /**
   * Where the browser goes, and what its way back will be held to. `again` asks the provider to let the person
   * sign in anew, perhaps as somebody else, instead of sending back whoever is in there. Throws ProviderFailure.
   */
  async begin(
    redirectUri: string,
    again = false,
  ): Promise<{ readonly location: string; readonly checks: Checks }> {
    const configuration = await this.#discovered();
    const verifier = client.randomPKCECodeVerifier();
    const checks = { state: client.randomState(), nonce: client.randomNonce(), verifier };
    const location = client.buildAuthorizationUrl(configuration, {
      redirect_uri: redirectUri,
      scope: 'openid email profile',
      state: checks.state,
      nonce: checks.nonce,
      code_challenge: await client.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      ...(again && { prompt: 'login' }),
    });
    return { location: location.href, checks };
  }

  /**
   * Who came back, by the ID token: its signature, issuer, audience, time and nonce are checked, and the
   * state and the code's verifier before. Throws ProviderFailure.
   */
  async complete(callback: URL, { state, nonce, verifier }: Checks): Promise<PersonClaims> {
    const configuration = await this.#discovered();
    try {
      const tokens = await client.authorizationCodeGrant(configuration, callback, {
        expectedState: state,
        expectedNonce: nonce,
        pkceCodeVerifier: verifier,
        idTokenExpected: true,
      });
      const claims = tokens.claims();
      if (claims === undefined) throw new ProviderFailure('failed', 'no ID token came');
      if (claims.email !== undefined || !configuration.serverMetadata().userinfo_endpoint) return claims;
      // Some providers tell the address only when they are asked for it.
      return { ...(await client.fetchUserInfo(configuration, tokens.access_token, claims.sub)), ...claims };
    } catch (error) {
      throw failureOf(error);
    }
  }

  #discovered(): Promise<client.Configuration> {
    const now = Date.now();
    if (this.#known === null || now - this.#known.since > KNOWN_FOR) {
      const configuration = this.#discover();
      const known = { since: now, configuration };
      this.#known = known;
      // What failed once is tried again by the next person.
      configuration.catch(() => {
        if (this.#known === known) this.#known = null;
      });
    }
    return this.#known.configuration;
  }

  async #discover(): Promise<client.Configuration> {
    const { issuer, clientId, clientSecret, extraCa } = this.config;
    const metadata = {
      [client.clockTolerance]: CLOCK_TOLERANCE,
      ...(clientSecret !== null && { client_secret: clientSecret }),
    };
    // The configuration lets plain HTTP through on this machine alone.
    const insecure = issuer.startsWith('http:') ? [client.allowInsecureRequests] : [];
    try {
      return await client.discovery(
        new URL(issuer),
        clientId,
        metadata,
        clientSecret === null ? client.None() : undefined,
        {
          execute: [client.enableNonRepudiationChecks, ...insecure],
          timeout: TIMEOUT,
          ...(extraCa !== undefined && { [client.customFetch]: fetchTrusting(extraCa) }),
        },
      );
    } catch (error) {
      throw new ProviderFailure('unavailable', wordsOf(error));
    }
  }
}

/** Trusts the company's own certificate authority too. */
function fetchTrusting(extraCa: string): client.CustomFetch {
  const dispatcher = new Agent({ connect: { ca: [extraCa] } });
  return (url, options) =>
    fetchBy(url, { ...options, dispatcher } as Parameters<typeof fetchBy>[1]) as unknown as Promise<Response>;
}

/** No and not now are the provider's; a lost connection is nobody's; all else is an answer that does not hold. */
function failureOf(error: unknown): ProviderFailure {
  if (error instanceof ProviderFailure) return error;
  const words = wordsOf(error);
  if (error instanceof client.AuthorizationResponseError) {
    const isPassing = ['temporarily_unavailable', 'server_error'].includes(error.error);
    return new ProviderFailure(isPassing ? 'unavailable' : 'denied', words);
  }
  const isLost = error instanceof TypeError || (error as { code?: string }).code === 'OAUTH_TIMEOUT';
  return new ProviderFailure(isLost ? 'unavailable' : 'failed', words);
}

/** The library's words and code with the provider's own error; never a token, a code or a claim. */
function wordsOf(error: unknown): string {
  const { code, message, error: answered } = error as { code?: string; message?: string; error?: unknown };
  return [message, code, typeof answered === 'string' ? answered : undefined].filter(Boolean).join(' · ');
}
