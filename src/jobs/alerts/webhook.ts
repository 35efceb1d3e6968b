import { createHmac } from 'node:crypto';
import { lookup } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { Agent, request } from 'undici';
import { isPrivateAddress } from './private-address.ts';

export interface WebhookRules {
  /** Whether addresses of private networks, and plain http, may be called. */
  readonly allowPrivate: boolean;
  /** PEM of a certificate authority to trust besides the usual ones. */
  readonly ca?: string | undefined;
}

export interface WebhookCall {
  readonly url: string;
  /** Signs the body; the receiver knows it too. */
  readonly secret: string;
  readonly messageId: string;
  readonly body: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** Milliseconds until a receiver that does not connect, or does not answer, is given up for this time. */
const CONNECT = 10_000;
const ANSWER = 10_000;
const WHOLE = 20_000;

/** How much of a refusal's text is kept, in characters. */
const WORDS = 200;

/**
 * Posts a signed body. Resolves when the receiver answers with 2xx, throws for everything else, within 20
 * seconds. No redirect is followed. The header `tahti-signature` holds `t=SECONDS,v1=HEX`: the HMAC-SHA256
 * under the secret of `SECONDS.BODY`, so that nobody can alter a message or send an old one again.
 */
export async function sendWebhook(call: WebhookCall, rules: WebhookRules): Promise<void> {
  const url = requireCallable(call.url, rules);
  const agent = new Agent({
    connect: { lookup: lookupFor(rules), timeout: CONNECT, ...(rules.ca ? { ca: rules.ca } : {}) },
    headersTimeout: ANSWER,
    bodyTimeout: ANSWER,
  });
  try {
    const { statusCode, body } = await request(url, {
      dispatcher: agent,
      method: 'POST',
      signal: AbortSignal.timeout(WHOLE),
      headers: {
        'content-type': 'application/json; charset=utf-8',
        'user-agent': 'Tahti',
        'tahti-message-id': call.messageId,
        'tahti-signature': signatureOf(call),
      },
      body: call.body,
    });
    const words = await firstWords(body);
    if (statusCode < 200 || statusCode > 299) throw new Error(`HTTP ${statusCode} ${words}`.trim());
  } finally {
    await agent.destroy();
  }
}

export function signatureOf({ secret, body, now }: Pick<WebhookCall, 'secret' | 'body' | 'now'>): string {
  const seconds = Math.floor(now / 1000);
  const digest = createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex');
  return `t=${seconds},v1=${digest}`;
}

function requireCallable(address: string, { allowPrivate }: WebhookRules): URL {
  const url = new URL(address);
  if (!allowPrivate && url.protocol !== 'https:') throw new Error('the address is not https');
  const host = url.hostname.replace(/^\[|\]$/g, '');
  // A number is never looked up, so it is checked here.
  if (!allowPrivate && isIP(host) !== 0 && isPrivateAddress(host)) throw new Error('the address is private');
  return url;
}

/** Checks what a name stands for at the moment of connecting: a name that was harmless before may not be now. */
function lookupFor({ allowPrivate }: WebhookRules): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, found) => {
      if (error) return callback(error, '');
      const usable = allowPrivate ? found : found.filter(({ address }) => !isPrivateAddress(address));
      const [first] = usable;
      if (!first) return callback(new Error(`${hostname} stands for a private address`), '');
      if (options.all) return callback(null, usable);
      callback(null, first.address, first.family);
    });
  };
}

async function firstWords(body: AsyncIterable<Buffer>): Promise<string> {
  let words = '';
  for await (const chunk of body) {
    words += chunk.toString('utf8');
    if (words.length >= WORDS) break;
  }
  return words.slice(0, WORDS).replace(/\s+/g, ' ').trim();
}
