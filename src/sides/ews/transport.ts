import { randomUUID } from 'node:crypto';
import { rootCertificates } from 'node:tls';
import { Pool } from 'undici';
import type { SideError } from '../../model/problem.ts';
import { AffinityCookies } from './affinity.ts';
import { ewsError } from './errors.ts';
import { Gate } from './gate.ts';
import { type AnswerSink, receiveBody, refuseUnusable } from './receive.ts';
import type { SignIn } from './sign-in.ts';
import { connectionError } from './transport-errors.ts';

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
  perMailbox: 3,
  connectTimeout: 10_000,
  headersTimeout: 60_000,
  answerTimeout: 120_000,
  answerBytes: 32 * 1024 * 1024,
};

export interface TransportSettings {
  /** The checked address (`checkedUrl`). */
  readonly url: URL;
  readonly signIn: SignIn;
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
}

interface Channel {
  readonly gate: Gate;
  readonly cookies: AffinityCookies;
}

/** Idle channels beyond this are forgotten; each is a few hundred bytes. */
const MOST_CHANNELS = 10_000;

/**
 * HTTP to one Exchange server for one organization: kept-alive connections, TLS verified, concurrency limits
 * for the server and for each mailbox that adapt to what the server says. Throws SideError only.
 */
export class Transport {
  readonly #settings: TransportSettings;
  readonly #pool: Pool;
  readonly #server: Gate;
  readonly #channels = new Map<string, Channel>();
  #clockOffset: number | null = null;

  constructor(settings: TransportSettings) {
    const { limits, ca } = settings;
    this.#settings = settings;
    this.#server = new Gate(limits.connections);
    this.#pool = new Pool(settings.url.origin, {
      connections: limits.connections,
      // NTLM signs in a connection, not a request, and IIS keeps no promises about HTTP/2 there.
      allowH2: false,
      keepAliveTimeout: 60_000,
      headersTimeout: limits.headersTimeout,
      bodyTimeout: limits.headersTimeout,
      connect: { timeout: limits.connectTimeout, ...(ca ? { ca: [...rootCertificates, ca] } : {}) },
    });
  }

  /** The server's clock minus ours in milliseconds, from the latest Date header. */
  clockOffset(): number {
    return this.#clockOffset ?? 0;
  }

  /** One request without signing in: whether HTTP is spoken, and what time it is there (null: not told). */
  async greet(signal: AbortSignal): Promise<number | null> {
    const requestId = randomUUID();
    const deadline = AbortSignal.timeout(this.#settings.limits.headersTimeout);
    try {
      const path = this.#settings.url.pathname;
      const answer = await this.#pool.request({
        method: 'GET',
        path,
        signal: AbortSignal.any([signal, deadline]),
      });
      this.#measureClock(answer.headers.date);
      await answer.body.dump({ limit: 64 * 1024 });
      return this.#clockOffset;
    } catch (error) {
      throw (
        interrupted({ requestId, signal }, deadline, this.#settings.limits.headersTimeout) ??
        connectionError(error, requestId)
      );
    }
  }

  /** Sends one request and feeds the answer to the sink that `open` gives for it. */
  async post<T>(post: Post, open: AnswerSink<T>): Promise<T> {
    const channel = this.#channel(post.mailbox);
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
    this.#channel(mailbox).gate.complained(pause ?? 0);
    if (SERVER_WIDE.has(code)) this.#server.complained(0);
  }

  succeeded(mailbox: string | null): void {
    this.#channel(mailbox).gate.succeeded();
    this.#server.succeeded();
  }

  /** Ends all connections at once; requests under way fail as lost. */
  async close(): Promise<void> {
    await this.#pool.destroy();
  }

  async #exchange<T>(post: Post, channel: Channel, open: AnswerSink<T>): Promise<T> {
    const { answerTimeout, answerBytes } = this.#settings.limits;
    const deadline = AbortSignal.timeout(answerTimeout);
    const signal = AbortSignal.any([post.signal, deadline]);
    try {
      const headers = await this.#headers(post, channel, signal);
      const { pathname, search } = this.#settings.url;
      const answer = await this.#pool.request({
        method: 'POST',
        path: pathname + search,
        headers,
        body: post.body,
        signal,
      });
      this.#measureClock(answer.headers.date);
      channel.cookies.remember(answer.headers['set-cookie']);
      await refuseUnusable(answer, post.requestId);
      return await receiveBody(answer, answerBytes, open);
    } catch (error) {
      throw interrupted(post, deadline, answerTimeout) ?? connectionError(error, post.requestId);
    }
  }

  async #headers(post: Post, channel: Channel, signal: AbortSignal): Promise<Record<string, string>> {
    const cookie = channel.cookies.header();
    return {
      ...(await this.#settings.signIn.headers(signal)),
      'content-type': 'text/xml; charset=utf-8',
      accept: 'text/xml',
      'accept-encoding': 'gzip',
      'user-agent': this.#settings.userAgent,
      'client-request-id': post.requestId,
      'return-client-request-id': 'true',
      ...(post.mailbox ? { 'x-anchormailbox': post.mailbox } : {}),
      ...(cookie ? { cookie } : {}),
    };
  }

  #measureClock(date: string | string[] | undefined): void {
    const told = Date.parse(String(date ?? ''));
    if (Number.isNaN(told)) return;
    // Compared with the moment the headers came, since servers stamp them when the work is done. The header
    // is cut to whole seconds, so on average it is half a second early.
    this.#clockOffset = told + 500 - Date.now();
  }

  #channel(mailbox: string | null): Channel {
    const key = mailbox?.toLowerCase() ?? '';
    const known = this.#channels.get(key);
    if (known) return known;
    if (this.#channels.size >= MOST_CHANNELS) this.#forgetIdle();
    const made = { gate: new Gate(this.#settings.limits.perMailbox), cookies: new AffinityCookies() };
    this.#channels.set(key, made);
    return made;
  }

  #forgetIdle(): void {
    for (const [key, channel] of this.#channels) if (channel.gate.isIdle) this.#channels.delete(key);
  }
}

/** Complaints about the account or the server rather than about one mailbox. */
const SERVER_WIDE = new Set(['ErrorExceededConnectionCount', 'HTTP 429', 'HTTP 503']);

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
