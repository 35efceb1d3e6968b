import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import type { Dispatcher } from 'undici';
import { ewsError } from './errors.ts';
import { retryAfterMillis } from './retry.ts';

type HttpAnswer = Dispatcher.ResponseData;

/** Takes the bytes of one answer as they come and makes something of them at the end. */
export interface Receiver<T> {
  write(chunk: Uint8Array): void;
  end(): T;
}

/** What an answer looks like before its body comes. */
export interface AnswerHead {
  readonly status: number;
  /** From the Content-Type; null where the server did not say. */
  readonly charset: string | null;
  /** The server's id of the request (`request-id`), where it has one of its own. */
  readonly serverRequestId: string | null;
}

export type AnswerSink<T> = (head: AnswerHead) => Receiver<T>;

/** Streams the body, decompressed, into the sink. Beyond `mostBytes` the connection is dropped. */
export async function receiveBody<T>(answer: HttpAnswer, mostBytes: number, open: AnswerSink<T>): Promise<T> {
  const receiver = open(headOf(answer));
  let bytes = 0;
  const take = async (source: AsyncIterable<Uint8Array>) => {
    for await (const chunk of source) {
      bytes += chunk.byteLength;
      if (bytes > mostBytes)
        throw ewsError('EWS_ANSWER_TOO_LARGE', `the answer is larger than ${mostBytes} bytes`);
      receiver.write(chunk);
    }
  };
  // The count is taken behind the decompressor: a small bomb that unfolds to gigabytes ends here as well.
  if (headerOf(answer, 'content-encoding') === 'gzip') await pipeline(answer.body, createGunzip(), take);
  else await pipeline(answer.body, take);
  return receiver.end();
}

/**
 * Refuses what cannot be a SOAP answer: anything but 200 and 500, and pages for people (a sign-in form or a
 * load balancer's error page). SOAP faults come with 500, and behind some proxies with 200.
 */
export async function refuseUnusable(answer: HttpAnswer, requestId: string): Promise<void> {
  const { statusCode } = answer;
  const isXml = /\bxml\b/i.test(headerOf(answer, 'content-type') ?? 'xml');
  if (isXml && (statusCode === 200 || statusCode === 500)) return;
  const location = headerOf(answer, 'location');
  const words = await beginningOf(answer);
  if (statusCode >= 300 && statusCode < 400)
    throw ewsError(
      'EWS_REDIRECTED',
      `the server redirects to ${location ?? 'another address'} (HTTP ${statusCode})`,
      { requestId },
    );
  if (statusCode === 200)
    throw ewsError(
      'EWS_NOT_SOAP',
      `the server answers with ${headerOf(answer, 'content-type')} instead of SOAP: ${words}`,
      { requestId },
    );
  const code = isOfGateway(answer) ? 'EWS_GATEWAY_UNAVAILABLE' : `HTTP ${statusCode}`;
  throw ewsError(code, words || `HTTP ${statusCode} without further words`, {
    requestId: headOf(answer).serverRequestId ?? requestId,
    retryAfter: retryAfterMillis(headerOf(answer, 'retry-after') ?? undefined, clockOf(answer)),
    extra: signInSchemes(answer),
  });
}

/** The server's own clock, by which it reckons its dates; ours where it does not tell the time. */
function clockOf(answer: HttpAnswer): number {
  const told = Date.parse(headerOf(answer, 'date') ?? '');
  return Number.isNaN(told) ? Date.now() : told;
}

/** Headers that tell that Exchange itself refused, before it began with the request. */
const MARKS_OF_EXCHANGE = ['x-feserver', 'x-beserver', 'request-id', 'retry-after'] as const;

/** Whether a 503 comes from a proxy or balancer, of which nobody knows what it passed on before. */
function isOfGateway(answer: HttpAnswer): boolean {
  return answer.statusCode === 503 && !MARKS_OF_EXCHANGE.some((name) => headerOf(answer, name) !== null);
}

/** On 401 the schemes that the server offers tell whether Basic is switched off there. */
function signInSchemes(answer: HttpAnswer): Record<string, string> {
  const offered = answer.headers['www-authenticate'];
  if (answer.statusCode !== 401 || !offered) return {};
  const schemes = (Array.isArray(offered) ? offered : [offered]).map((one) => one.split(' ')[0] ?? '');
  return { offered: schemes.join(', ') };
}

/** The first words of a page for people, without its markup: enough for the log, never the whole. */
async function beginningOf(answer: HttpAnswer): Promise<string> {
  let text = '';
  for await (const chunk of answer.body) {
    text += Buffer.from(chunk).toString('utf8');
    if (text.length > 8192) break;
  }
  return text
    .replace(/<(style|script|head)\b[\s\S]*?<\/\1\s*>/gi, ' ')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 300);
}

function headOf(answer: HttpAnswer): AnswerHead {
  return {
    status: answer.statusCode,
    charset: charsetOf(answer),
    serverRequestId: headerOf(answer, 'request-id'),
  };
}

/** The charset of the Content-Type; null where the server did not say. */
export function charsetOf(answer: HttpAnswer): string | null {
  return /charset\s*=\s*"?([^\s";]+)/i.exec(headerOf(answer, 'content-type') ?? '')?.[1] ?? null;
}

function headerOf(answer: HttpAnswer, name: string): string | null {
  const value = answer.headers[name];
  return (Array.isArray(value) ? value[0] : value) ?? null;
}
