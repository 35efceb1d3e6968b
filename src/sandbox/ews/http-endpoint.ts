import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { signIn as signInTo } from '../access/sign-in.ts';
import type { AccountRecord } from '../mailbox-store/account.ts';
import type { Mailbox } from '../mailbox-store/mailbox.ts';
import { readBody } from '../read-body.ts';
import type { LoggedRequest } from '../request-log.ts';
import type { Services } from '../services.ts';
import { routeRequest } from './affinity.ts';
import { type ReadRequest, readRequest } from './endpoint.ts';
import type { Exchange, Outcome } from './exchange.ts';
import { settleExchange } from './settle-exchange.ts';

/** The largest request that Exchange takes by default, in bytes. */
const largestRequest = 35 * 1024 * 1024;

/** Serves POST /EWS/Exchange.asmx: sign-in, planned faults, the operation, the log. */
export async function serveEws(
  request: IncomingMessage,
  response: ServerResponse,
  services: Services,
): Promise<void> {
  const started = performance.now();
  const requestId = randomUUID();
  setHeaders(request, response, requestId, services.clock.now());
  const body = await readBody(request, largestRequest);
  const { latencyMs } = services.tuning;
  if (latencyMs > 0) await pause(latencyMs, undefined, { signal: services.closing });
  const exchange = open(request, response, services, body);
  const outcome = await settleExchange(exchange);
  note(exchange, outcome, {
    requestBytes: body.length,
    durationMs: Math.round(performance.now() - started),
    requestId,
  });
}

type Measured = Pick<LoggedRequest, 'requestBytes' | 'durationMs' | 'requestId'>;

/** Puts a finished exchange into the request log and tells the operator's log of it. */
function note(exchange: Exchange, outcome: Outcome, measured: Measured): void {
  const { services, read, request } = exchange;
  const { status, codes, answerBytes, fault } = outcome;
  services.log({ msg: 'ews', operation: read.operation, status, codes });
  services.requestLog.add({
    ...measured,
    time: new Date(services.clock.now()).toISOString(),
    operation: read.operation,
    mailbox: exchange.mailbox?.record.primaryAddress ?? null,
    identity: exchange.caller?.principalName ?? null,
    status,
    responseCodes: codes,
    answerBytes,
    clientRequestId: headerOf(request, 'client-request-id'),
    fault,
  });
}

function headerOf(request: IncomingMessage, name: string): string | null {
  const value = request.headers[name];
  return typeof value === 'string' ? value : null;
}

function setHeaders(
  request: IncomingMessage,
  response: ServerResponse,
  requestId: string,
  now: number,
): void {
  response.setHeader('date', new Date(now).toUTCString());
  response.setHeader('request-id', requestId);
  response.setHeader('x-feserver', 'SANDBOX01');
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
  const signIn = signInTo(request, services);
  for (const [name, value] of Object.entries(signIn.headers)) response.setHeader(name, value);
  const caller = signIn.account;
  const text = body.toString('utf8').replace(/^\ufeff/, '');
  const read = readRequest(text);
  const mailbox = namedMailbox(read, caller, services);
  const mailboxServer = routeRequest(request, response, mailbox, services);
  response.setHeader('x-beserver', mailboxServer.split('.')[0]?.toUpperCase() ?? '');
  return { request, response, services, signIn, caller, text, read, mailbox, mailboxServer };
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
