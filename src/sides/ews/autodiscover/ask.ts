import { rootCertificates } from 'node:tls';
import { ewsError } from '../errors.ts';
import { type Receiver, receiveBody, refuseUnusable } from '../receive.ts';
import { connectionError } from '../transport-errors.ts';
import { type Account, openWireFor } from '../wire/open-wire.ts';
import type { WireAnswer } from '../wire/wire.ts';
import type { XmlElement } from '../xml-element.ts';
import { XmlReader } from '../xml-reader.ts';
import type { Saying } from './answer.ts';
import { poxRequest, readPox } from './pox.ts';
import { readSoap, soapRequest } from './soap.ts';

/** Bounds of one question, in milliseconds and bytes. */
const CONNECT_TIME = 5_000;
const ANSWER_TIME = 10_000;
const ANSWER_BYTES = 512 * 1024;

/** Asks one address of Autodiscover, signed in. Throws SideError when it is not reached or refuses. */
export async function askPlace(
  url: URL,
  address: string,
  account: Account,
  signal: AbortSignal,
): Promise<Saying> {
  const isSoap = url.pathname.toLowerCase().endsWith('.svc');
  const wire = openWireFor(account)({
    origin: url.origin,
    connections: 1,
    connectTimeout: CONNECT_TIME,
    headersTimeout: ANSWER_TIME,
    ...(account.ca ? { ca: [...rootCertificates, account.ca] } : {}),
  });
  try {
    const request = {
      method: 'POST',
      path: url.pathname + url.search,
      headers: { 'content-type': 'text/xml; charset=utf-8', accept: 'text/xml', 'user-agent': 'Tahti' },
      body: isSoap ? soapRequest(address, url.href) : poxRequest(address),
      signal: AbortSignal.any([signal, AbortSignal.timeout(ANSWER_TIME)]),
    } as const;
    return await wire.send(request, (answer) => read(answer, isSoap ? readSoap : readPox));
  } catch (error) {
    throw connectionError(error, '');
  } finally {
    await wire.destroy();
  }
}

/** Asks without signing in where an address leads; null where it leads nowhere. Never throws. */
export async function askSignpost(address: string, signal: AbortSignal): Promise<string | null> {
  try {
    const answer = await fetch(address, {
      redirect: 'manual',
      signal: AbortSignal.any([signal, AbortSignal.timeout(CONNECT_TIME)]),
    });
    await answer.body?.cancel();
    return isRedirect(answer.status) ? answer.headers.get('location') : null;
  } catch {
    return null;
  }
}

async function read(answer: WireAnswer, understand: (root: XmlElement) => Saying): Promise<Saying> {
  if (isRedirect(answer.statusCode)) {
    const { location } = answer.headers;
    await answer.body.dump();
    if (typeof location !== 'string')
      throw ewsError('EWS_REDIRECTED', `the server redirects without an address (HTTP ${answer.statusCode})`);
    return { kind: 'url', url: location };
  }
  await refuseUnusable(answer, '');
  return understand(await receiveBody(answer, ANSWER_BYTES, ({ charset }) => wholeDocument(charset)));
}

function wholeDocument(charset: string | null): Receiver<XmlElement> {
  const reader = new XmlReader({ charset });
  return { write: (chunk) => reader.write(chunk), end: () => reader.end() };
}

function isRedirect(status: number): boolean {
  return [301, 302, 303, 307, 308].includes(status);
}
