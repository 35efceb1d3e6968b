import type { Dispatcher } from 'undici';

/** One HTTP request on its way to the server, before it is signed in. */
export interface WireRequest {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly signal: AbortSignal;
  /** Milliseconds between two chunks of the answer, where they differ from the usual. */
  readonly bodyTimeout?: number;
}

export type WireAnswer = Dispatcher.ResponseData;

/** How requests are signed in and reach the server. Errors are the system's or undici's own. */
export interface Wire {
  /** Sends and hands the answer to `take`, which reads its body to the end or drops it. */
  send<T>(request: WireRequest, take: (answer: WireAnswer) => Promise<T>): Promise<T>;
  /** Asks without signing in; the answer's body is dropped, whatever it says. */
  greet(request: WireRequest): Promise<WireAnswer>;
  /** Ends all connections at once. */
  destroy(): Promise<void>;
}

/** What every connection of a wire shares. */
export interface WireOptions {
  readonly origin: string;
  readonly connections: number;
  readonly connectTimeout: number;
  readonly headersTimeout: number;
  /** Certificate authorities to trust; absent means Node's own. */
  readonly ca?: readonly string[];
}

/** How much of a refusal's page is read before its connection is given up. */
const REFUSAL_BYTES = 64 * 1024;

/** Reads a refusal away, so that its connection can be used again. */
export async function dismiss(answer: WireAnswer): Promise<void> {
  await answer.body.dump({ limit: REFUSAL_BYTES });
}

/** The lines of `WWW-Authenticate`, one for each way in that the server offers. */
export function offersOf(answer: Pick<WireAnswer, 'headers'>): readonly string[] {
  const offered = answer.headers['www-authenticate'] ?? [];
  return Array.isArray(offered) ? offered : [offered];
}

/** The same for all requests; NTLM signs in a connection, and IIS keeps no promises about HTTP/2 there. */
export function clientOptions({ headersTimeout }: WireOptions) {
  return { allowH2: false, keepAliveTimeout: 60_000, headersTimeout, bodyTimeout: headersTimeout } as const;
}
