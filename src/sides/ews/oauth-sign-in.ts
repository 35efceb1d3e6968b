import { Agent, request } from 'undici';
import { SideError } from '../../model/problem.ts';
import { ewsError } from './errors.ts';
import { checkedTokenUrl } from './ews-address.ts';
import { retryAfterMillis } from './retry.ts';
import type { SignIn } from './sign-in.ts';
import { type TokenAnswer, tokenRefusal } from './token-refusal.ts';
import { connectionError } from './transport-errors.ts';

/** An application that may act for mailboxes (OAuth 2.0 client credentials, RFC 6749 section 4.4). */
export interface OAuthAccount {
  /** Tenant id or one of its domains. */
  readonly tenant: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** The token endpoint where it is not Microsoft's for the tenant. */
  readonly tokenUrl?: string;
  /** What the token is for; Exchange Online by default. */
  readonly scope?: string;
}

interface Token {
  readonly value: string;
  /** By `performance.now`, which no clock change moves. */
  readonly renewAt: number;
  readonly expiresAt: number;
}

const SCOPE = 'https://outlook.office365.com/.default';
const PATIENCE = 20_000;
const ANSWER_BYTES = 256 * 1024;

/** A token is renewed this long before it ends, so that none ends under way. */
const RENEW_BEFORE = 5 * 60_000;

/** Signs in with a token that is kept, renewed before it ends, and fetched once however many ask for it. */
export class OAuthSignIn implements SignIn {
  /** A token was given and Exchange does not take it: the application lacks a right there. */
  readonly adviceWhenRefused = 'ewsTokenNotTaken';
  readonly #account: OAuthAccount;
  readonly #agent: Agent;
  readonly #url: URL;
  #token: Token | null = null;
  #fetching: Promise<Token> | null = null;

  /** Throws SideError for a token address that is not https. */
  constructor(account: OAuthAccount, ca?: readonly string[]) {
    this.#account = account;
    this.#url = checkedTokenUrl(account.tokenUrl ?? microsoftTokenUrl(account.tenant));
    this.#agent = new Agent({ connect: { timeout: 10_000, ...(ca ? { ca: [...ca] } : {}) } });
  }

  async headers(signal: AbortSignal): Promise<Readonly<Record<string, string>>> {
    const token = await this.#current(signal);
    return { authorization: `Bearer ${token.value}` };
  }

  /** The token may have been taken back before its time: a new one is fetched, and that one try is all. */
  refused(headers: Readonly<Record<string, string>>): boolean {
    if (this.#token && headers.authorization === `Bearer ${this.#token.value}`) this.#token = null;
    return true;
  }

  async #current(signal: AbortSignal): Promise<Token> {
    const kept = this.#token;
    const now = performance.now();
    if (kept && now < kept.renewAt) return kept;
    try {
      return await abortable(this.#fetch(), signal);
    } catch (error) {
      // The endpoint is out of reach for a while: what is kept is good until its end.
      if (kept && now < kept.expiresAt && error instanceof SideError && error.details.kind === 'retry')
        return kept;
      throw error;
    }
  }

  /** One request at a time; whoever comes meanwhile gets its token, too. */
  #fetch(): Promise<Token> {
    this.#fetching ??= this.#ask().finally(() => {
      this.#fetching = null;
    });
    return this.#fetching;
  }

  async #ask(): Promise<Token> {
    const { clientId, clientSecret, scope = SCOPE } = this.#account;
    const form = {
      client_id: clientId,
      client_secret: clientSecret,
      scope,
      grant_type: 'client_credentials',
    };
    try {
      const { statusCode, headers, body } = await request(this.#url, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
        body: new URLSearchParams(form).toString(),
        signal: AbortSignal.timeout(PATIENCE),
        dispatcher: this.#agent,
      });
      const answer = parse(await textOf(body));
      if (statusCode !== 200) {
        const told = Date.parse(String(headers.date ?? ''));
        const itsClock = Number.isNaN(told) ? Date.now() : told;
        throw tokenRefusal(
          statusCode,
          answer,
          retryAfterMillis(String(headers['retry-after'] ?? ''), itsClock),
        );
      }
      this.#token = tokenOf(answer);
      return this.#token;
    } catch (error) {
      throw connectionError(error, '');
    }
  }
}

function microsoftTokenUrl(tenant: string): string {
  return `https://login.microsoftonline.com/${encodeURIComponent(tenant)}/oauth2/v2.0/token`;
}

async function textOf(body: AsyncIterable<Uint8Array>): Promise<string> {
  let text = '';
  for await (const chunk of body) {
    text += Buffer.from(chunk).toString('utf8');
    if (text.length > ANSWER_BYTES) throw ewsError('EWS_ANSWER_TOO_LARGE', 'the token endpoint never ends');
  }
  return text;
}

function parse(text: string): TokenAnswer {
  try {
    const answer: unknown = JSON.parse(text);
    return typeof answer === 'object' && answer !== null ? (answer as TokenAnswer) : {};
  } catch {
    return {};
  }
}

function tokenOf(answer: TokenAnswer): Token {
  const { access_token: value, expires_in: seconds } = answer;
  if (typeof value !== 'string' || value === '' || /[\r\n]/.test(value))
    throw ewsError('EWS_TOKEN_UNUSABLE', 'the token endpoint answers without a token');
  const life = Math.max(0, Number(seconds) || 0) * 1000;
  const now = performance.now();
  return { value, expiresAt: now + life, renewAt: now + Math.max(life / 2, life - RENEW_BEFORE) };
}

/** Gives up waiting when the signal fires; the request itself goes on for the others that wait. */
function abortable<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  if (signal.aborted) return Promise.reject(givenUp());
  return new Promise<T>((resolve, reject) => {
    const onAbort = () => reject(givenUp());
    signal.addEventListener('abort', onAbort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort));
  });
}

function givenUp(): SideError {
  return ewsError('EWS_ABORTED', 'the request was given up while it waited for a token');
}
