import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { basicSignIn } from '../access/basic-sign-in.ts';
import { sendBadAnswer } from '../faults/bad-answers.ts';
import type { Fault } from '../faults/fault.ts';
import type { FaultTarget } from '../faults/fault-box.ts';
import type { AccountRecord } from '../mailbox-store/account.ts';
import type { Mailbox } from '../mailbox-store/mailbox.ts';
import { readBody } from '../read-body.ts';
import type { Services } from '../services.ts';
import { answerFault, answerRequest, type EwsAnswer, type ReadRequest, readRequest } from './endpoint.ts';
import { EwsError, EwsFault } from './ews-error.ts';
import { refuse } from './http-refusals.ts';
import { type ServerVersionName, serverVersions } from './versions.ts';
import { leaf } from './xml-write.ts';

/** The largest request that Exchange takes by default, in bytes. */
const largestRequest = 35 * 1024 * 1024;

/** What became of an exchange, for the log. */
interface Outcome {
  readonly status: number;
  readonly codes: readonly string[];
  readonly answerBytes: number;
  readonly fault: string | null;
}

/** One HTTP request on its way through the endpoint. */
interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly services: Services;
  readonly caller: AccountRecord | null;
  readonly text: string;
  readonly read: ReadRequest;
  readonly mailbox: Mailbox | null;
}

/** Serves POST /EWS/Exchange.asmx: sign-in, planned faults, the operation, the log. */
export async function serveEws(
  request: IncomingMessage,
  response: ServerResponse,
  services: Services,
): Promise<void> {
  const started = performance.now();
  const requestId = randomUUID();
  setHeaders(request, response, requestId);
  const body = await readBody(request, largestRequest);
  await pause(services.tuning.latencyMs, undefined, { signal: services.closing });
  const exchange = open(request, response, services, body);
  const outcome = await settle(exchange);
  services.log({
    msg: 'ews',
    operation: exchange.read.operation,
    status: outcome.status,
    codes: outcome.codes,
  });
  services.requestLog.add({
    time: new Date(services.clock.now()).toISOString(),
    operation: exchange.read.operation,
    mailbox: exchange.mailbox?.record.primaryAddress ?? null,
    identity: exchange.caller?.principalName ?? null,
    status: outcome.status,
    responseCodes: outcome.codes,
    requestBytes: body.length,
    answerBytes: outcome.answerBytes,
    durationMs: Math.round(performance.now() - started),
    clientRequestId: headerOf(request, 'client-request-id'),
    requestId,
    fault: outcome.fault,
  });
}

function headerOf(request: IncomingMessage, name: string): string | null {
  const value = request.headers[name];
  return typeof value === 'string' ? value : null;
}

function setHeaders(request: IncomingMessage, response: ServerResponse, requestId: string): void {
  response.setHeader('request-id', requestId);
  response.setHeader('x-feserver', 'SANDBOX01');
  response.setHeader('x-beserver', 'SANDBOX01');
  response.setHeader('x-powered-by', 'ASP.NET');
  response.setHeader('cache-control', 'private');
  const clientRequestId = headerOf(request, 'client-request-id');
  if (clientRequestId && headerOf(request, 'return-client-request-id') === 'true') {
    response.setHeader('client-request-id', clientRequestId);
  }
}

function open(
  request: IncomingMessage,
  response: ServerResponse,
  services: Services,
  body: Buffer,
): Exchange {
  const { organization } = services;
  const { directory } = organization;
  const basic = organization.server.basicAllowed ? request.headers.authorization : undefined;
  const caller = basicSignIn(basic, directory);
  const text = body.toString('utf8').replace(/^\ufeff/, '');
  const read = readRequest(text);
  return { request, response, services, caller, text, read, mailbox: namedMailbox(read, caller, services) };
}

/** The mailbox that a request is about, before it is known whether it may be: faults are planned by it. */
function namedMailbox(read: ReadRequest, caller: AccountRecord | null, services: Services): Mailbox | null {
  const { directory } = services.organization;
  const identifier = read.envelope?.headers.get('ExchangeImpersonation')?.children[0]?.children[0];
  const value = identifier?.text.trim() ?? '';
  const account =
    directory.accountBySid(value) ?? directory.accountByName(value) ?? (identifier ? null : caller);
  return directory.mailboxByAddress(value) ?? directory.mailboxByGuid(account?.mailbox ?? '') ?? null;
}

async function settle(exchange: Exchange): Promise<Outcome> {
  const { request, response, services, caller, read, mailbox } = exchange;
  if (request.method !== 'POST') return refuse(response, 405);
  const addresses = mailbox ? [mailbox.record.primaryAddress, ...mailbox.record.secondaryAddresses] : [];
  const target = { operation: read.operation, addresses: addresses.map((address) => address.toLowerCase()) };
  const fault = services.faults.takeForRequest(target);
  if (fault?.kind === 'dropBefore') return drop(response, fault.kind, []);
  if (fault?.kind === 'httpStatus')
    return { ...refuse(response, fault.status, fault.retryAfter), fault: fault.kind };
  if (!caller) return refuse(response, 401, undefined, services.organization.server.basicAllowed);
  if (!/^text\/xml\b/i.test(headerOf(request, 'content-type') ?? '')) return refuse(response, 415);
  return respond(exchange, work(exchange, caller, fault, target), fault);
}

function work(
  exchange: Exchange,
  caller: AccountRecord,
  fault: Fault | null,
  target: FaultTarget,
): EwsAnswer {
  const { services, read } = exchange;
  const { organization, clock, faults } = services;
  const server = serverVersions[organization.server.version as ServerVersionName];
  const wholeError = requestError(fault);
  if (wholeError) return answerFault(wholeError, server);
  const demandedError = (): EwsError | null => {
    if (fault?.kind === 'invalidSyncState') return invalidSyncState();
    const demanded = faults.takeForItem(target);
    return demanded?.kind === 'responseCode' ? demandedCode(demanded.code, demanded.message) : null;
  };
  return answerRequest(read, { organization, server, caller, now: clock.now(), demandedError });
}

function requestError(fault: Fault | null): EwsFault | null {
  if (fault?.kind === 'serverBusy') {
    const value = leaf('t:Value', fault.backOffMilliseconds, { Name: 'BackOffMilliseconds' });
    return new EwsFault(
      'ErrorServerBusy',
      'The server cannot service this request right now. Try again later.',
      [value],
    );
  }
  if (fault?.kind !== 'responseCode') return null;
  return new EwsFault(fault.code, fault.message ?? demandedMessage(fault.code));
}

function demandedCode(code: string, message: string | undefined): EwsError {
  return new EwsError(code, message ?? demandedMessage(code));
}

const demandedMessage = (code: string): string => `The sandbox was told to answer ${code}.`;

function invalidSyncState(): EwsError {
  return new EwsError(
    'ErrorInvalidSyncStateData',
    'The synchronization state data is corrupt or otherwise invalid.',
  );
}

async function respond(exchange: Exchange, answer: EwsAnswer, fault: Fault | null): Promise<Outcome> {
  const { response, services, text, read } = exchange;
  switch (fault?.kind) {
    case 'dropAfter':
      return drop(response, fault.kind, answer.codes);
    case 'malformedXml':
    case 'endless':
    case 'hugeAnswer':
    case 'doctypeBomb':
    case 'trickle': {
      const answerBytes = await sendBadAnswer(response, fault, answer.xml, services.closing);
      return { status: 200, codes: answer.codes, answerBytes, fault: fault.kind };
    }
  }
  services.capture.keep(read.operation, answer.codes, text, answer.xml);
  const bytes = Buffer.from(answer.xml);
  response.writeHead(answer.status, {
    'content-type': 'text/xml; charset=utf-8',
    'content-length': bytes.length,
  });
  response.end(bytes);
  return {
    status: answer.status,
    codes: answer.codes,
    answerBytes: bytes.length,
    fault: fault?.kind ?? null,
  };
}

/** Cuts the connection without a word. */
function drop(response: ServerResponse, fault: string, codes: readonly string[]): Outcome {
  response.socket?.destroy();
  return { status: 0, codes, answerBytes: 0, fault };
}
