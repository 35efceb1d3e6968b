import { randomUUID } from 'node:crypto';
import { rootCertificates } from 'node:tls';
import type { SideError } from '../../model/problem.ts';
import type { AffinityCookies } from './affinity.ts';
import { type Channel, Channels } from './channels.ts';
import { ClockOffset } from './clock-offset.ts';
import { ewsError } from './errors.ts';
import { Gate } from './gate.ts';
import { type AnswerSink, charsetOf, receiveBody, refuseUnusable } from './receive.ts';
import { connectionError } from './transport-errors.ts';
import type { Wire, WireAnswer, WireOptions } from './wire/wire.ts';

/** Bounds of one connection to a server. Milliseconds and bytes; every wait and every answer is bounded. */
export interface TransportLimits {
  /** Requests at once for the whole organization. Exchange allows 27 connections for an account, 10 on 2010. */
  readonly connections: number;
  readonly perMailbox: number;
  readonly connectTimeout: number;
  readonly headersTimeout: number;
  /** From sending to the last byte: ends an answer that trickles for ever. */
  readonly answerTimeout: number;
  /** Decompressed size of one answer. */
  readonly answerBytes: number;
}

export const TRANSPORT_LIMITS: TransportLimits = {
  connections: 20,
  perMailbox: 4,
  connectTimeout: 10_000,
  headersTimeout: 60_000,
  answerTimeout: 120_000,
  answerBytes: 32 * 1024 * 1024,
};

export interface TransportSettings {
  /** The checked address (`checkedUrl`). */
  readonly url: URL;
  /** Makes the connections, signed in as the account needs it. */
  readonly openWire: (options: WireOptions) => Wire;
  /** A further certificate authority in PEM, beside those that Node trusts. */
  readonly ca?: string;
  readonly limits: TransportLimits;
  readonly userAgent: string;
}

export interface Post {
  /** Mailbox that the request is about: routes it, and counts against that mailbox's own limit. */
  readonly mailbox: string | null;
  readonly body: string;
  /** Our id of the request; sent as `client-request-id`, so that the server's support can find it. */
  readonly requestId: string;
  readonly signal: AbortSignal;
  /** Where it is to go when not to the mailbox's own server: notifications stay with one server. */
  readonly route?: Route;
}

/** The way to the server that keeps a subscription. */
export interface Route {
  readonly cookies: AffinityCookies;
  /** Mailbox by which the server is found where the cookies say nothing. */
  readonly anchor: string;
}

/** How an answer that never ends is read. */
export interface StreamReader {
  /** Milliseconds of silence after which the connection counts as dead. */
  readonly silence: number;
  /** Opened with the answer's head; takes the bytes as they come. */
  readonly open: (charset: string | null) => (chunk: Uint8Array) => void;
}

/** Streaming connections for one organization at most, of 200 mailboxes each. */
const MOST_STREAMS = 40;

/** A deadline that never comes. */
const NEVER = new AbortController().signal;

/**
 * HTTP to one Exchange server for one organization: kept-alive connections, TLS verified, concurrency limits
 * for the server and for each mailbox that adapt to what the server says. Throws SideError only.
 */
export class Transport {
  readonly #settings: TransportSettings;
  readonly #wire: Wire;
  /** Connections that stay open for notifications; apart, so that they never take a request's place. */
  #streams: Wire | null = null;
  readonly #server: Gate;
  readonly #channels: Channels;
  readonly #clock = new ClockOffset();

  constructor(settings: TransportSettings) {
    this.#settings = settings;
    this.#server = new Gate(settings.limits.connections);
    this.#channels = new Channels(settings.limits.perMailbox);
    this.#wire = this.#open(settings.limits.connections);
  }

  /** The server's clock minus ours in milliseconds, from the Date headers so far; 0 before the first. */
  clockOffset(): number {
    return Math.round(this.#clock.estimate ?? 0);
  }

  /** How far off that may be on either side, in milliseconds; infinite before the first answer. */
  clockUncertainty(): number {
    return this.#clock.uncertainty;
  }

  /** One request without signing in: whether HTTP is spoken, and what time it is there (null: not told). */
  async greet(signal: AbortSignal): Promise<number | null> {
    const requestId = randomUUID();
    const deadline = AbortSignal.timeout(this.#settings.limits.headersTimeout);
    const sent = Date.now();
    try {
      const answer = await this.#wire.greet({
        method: 'GET',
        path: this.#settings.url.pathname,
        headers: {},
        signal: AbortSignal.any([signal, deadline]),
      });
      this.#clock.take(answer.headers.date, sent, Date.now());
      return this.#clock.estimate === null ? null : this.clockOffset();
    } catch (error) {
      throw (
        interrupted({ requestId, signal }, deadline, this.#settings.limits.headersTimeout) ??
        connectionError(error, requestId)
      );
    }
  }

  /** Sends one request and feeds the answer to the sink that `open` gives for it. */
  async post<T>(post: Post, open: AnswerSink<T>): Promise<T> {
    const channel = this.#channels.of(post.mailbox);
    await channel.gate.enter(post.signal);
    try {
      await this.#server.enter(post.signal);
      try {
        return await this.#exchange(post, channel, open);
      } finally {
        this.#server.leave();
      }
    } finally {
      channel.gate.leave();
    }
  }

  /** Tells the gates how the server fares; `pause` is what it asked for, in milliseconds. */
  complained(mailbox: string | null, code: string, pause: number | null): void {
    // Back-off is charged to the mailbox (each has its own budget under impersonation), so others go on.
    this.#channels.of(mailbox).gate.complained(pause ?? 0);
    if (SERVER_WIDE.has(code)) this.#server.complained(0);
  }

  succeeded(mailbox: string | null): void {
    this.#channels.of(mailbox).gate.succeeded();
    this.#server.succeeded();
  }

  /**
   * Sends one request whose answer goes on for minutes, and feeds it to the reader as it comes. Ends when the
   * server ends the answer; throws SideError when it is refused, falls silent, or is given up. How long it may
   * take altogether is the caller's to say with the signal.
   */
  async stream(post: Post & { readonly route: Route }, reader: StreamReader): Promise<void> {
    this.#streams ??= this.#open(MOST_STREAMS);
    const sent = Date.now();
    try {
      const { pathname, search } = this.#settings.url;
      const request = {
        method: 'POST',
        path: pathname + search,
        // Not compressed: a compressor would hold events back until its block is full.
        headers: { ...this.#headers(post, post.route), 'accept-encoding': 'identity' },
        body: post.body,
        signal: post.signal,
        bodyTimeout: reader.silence,
      } as const;
      await this.#streams.send(request, (answer) => {
        this.#clock.take(answer.headers.date, sent, Date.now());
        return this.#readStream(post, answer, reader);
      });
    } catch (error) {
      throw interrupted(post, NEVER, 0) ?? connectionError(error, post.requestId);
    }
  }

  /** Ends all connections at once; requests under way fail as lost. */
  async close(): Promise<void> {
    await Promise.all([this.#wire.destroy(), this.#streams?.destroy()]);
  }

  #open(connections: number): Wire {
    const { url, openWire, ca, limits } = this.#settings;
    const { connectTimeout, headersTimeout } = limits;
    const roots = ca ? { ca: [...rootCertificates, ca] } : {};
    return openWire({ origin: url.origin, connections, connectTimeout, headersTimeout, ...roots });
  }

  async #readStream(post: Post & { readonly route: Route }, answer: WireAnswer, reader: StreamReader) {
    post.route.cookies.remember(answer.headers['set-cookie']);
    await refuseUnusable(answer, post.requestId);
    const take = reader.open(charsetOf(answer));
    for await (const chunk of answer.body) take(chunk as Uint8Array);
  }

  async #exchange<T>(post: Post, channel: Channel, open: AnswerSink<T>): Promise<T> {
    const { answerTimeout, answerBytes } = this.#settings.limits;
    const deadline = AbortSignal.timeout(answerTimeout);
    const signal = AbortSignal.any([post.signal, deadline]);
    const sent = Date.now();
    try {
      const { pathname, search } = this.#settings.url;
      const route = post.route ?? { cookies: channel.cookies, anchor: post.mailbox };
      const request = {
        method: 'POST',
        path: pathname + search,
        headers: this.#headers(post, route),
        body: post.body,
        signal,
      } as const;
      return await this.#wire.send(request, async (answer) => {
        this.#clock.take(answer.headers.date, sent, Date.now());
        route.cookies.remember(answer.headers['set-cookie']);
        await refuseUnusable(answer, post.requestId);
        return receiveBody(answer, answerBytes, open);
      });
    } catch (error) {
      throw interrupted(post, deadline, answerTimeout) ?? connectionError(error, post.requestId);
    }
  }

  #headers(post: Post, { cookies, anchor }: { cookies: AffinityCookies; anchor: string | null }) {
    const cookie = cookies.header();
    return {
      'content-type': 'text/xml; charset=utf-8',
      accept: 'text/xml',
      'accept-encoding': 'gzip',
      'user-agent': this.#settings.userAgent,
      'client-request-id': post.requestId,
      'return-client-request-id': 'true',
      ...(anchor ? { 'x-anchormailbox': anchor } : {}),
      ...(post.route ? { 'x-preferserveraffinity': 'true' } : {}),
      ...(cookie ? { cookie } : {}),
    };
  }
}

/** Complaints about the account or the server rather than about one mailbox. */
const SERVER_WIDE = new Set([
  'ErrorExceededConnectionCount',
  'EWS_GATEWAY_UNAVAILABLE',
  'HTTP 429',
  'HTTP 503',
]);

/** Which of the two signals ended the request, if any: undici tells only that one did. */
function interrupted(
  post: Pick<Post, 'signal' | 'requestId'>,
  deadline: AbortSignal,
  answerTimeout: number,
): SideError | null {
  const { requestId } = post;
  if (post.signal.aborted)
    return ewsError('EWS_ABORTED', 'the request was given up while it was under way', { requestId });
  if (!deadline.aborted) return null;
  return ewsError('EWS_ANSWER_TIMEOUT', `the whole answer did not come within ${answerTimeout / 1000} s`, {
    requestId,
  });
}
