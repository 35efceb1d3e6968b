import type { ServerResponse } from 'node:http';
import { sendBadAnswer } from '../faults/bad-answers.ts';
import { demandedItemError, demandedRequestError } from '../faults/demanded-error.ts';
import type { Fault } from '../faults/fault.ts';
import type { FaultTarget } from '../faults/fault-box.ts';
import type { AccountRecord } from '../mailbox-store/account.ts';
import { answerFault, answerRequest, type EwsAnswer } from './endpoint.ts';
import type { Exchange, Outcome } from './exchange.ts';
import { refuse, showServicePage } from './http-refusals.ts';
import { sendStream } from './send-stream.ts';
import { type ServerVersionName, serverVersions } from './versions.ts';
import { textOf } from './xml-read.ts';

/**
 * Answers a request that has been read: planned faults, sign-in, the operation.
 * @returns what became of it
 */
export async function settleExchange(exchange: Exchange): Promise<Outcome> {
  const { request, response, services, caller, read, mailbox } = exchange;
  const addresses = mailbox ? [mailbox.record.primaryAddress, ...mailbox.record.secondaryAddresses] : [];
  const target: FaultTarget = {
    operation: read.operation,
    addresses: addresses.map((address) => address.toLowerCase()),
    carriesSyncState: (textOf(read.envelope?.request ?? undefined, 'SyncState') ?? '') !== '',
  };
  if (exchange.signIn.underWay) return refuse(response, 401, undefined, exchange.signIn.challenges);
  const fault = services.faults.takeForRequest(target);
  if (fault?.kind === 'dropBefore') return drop(response, fault.kind, []);
  if (fault?.kind === 'httpStatus') {
    return {
      ...refuse(response, fault.status, fault.retryAfter, exchange.signIn.challenges),
      fault: fault.kind,
    };
  }
  if (!caller) return refuse(response, 401, undefined, exchange.signIn.challenges);
  if (request.method === 'GET') return showServicePage(response);
  if (request.method !== 'POST') return refuse(response, 405);
  if (!/^text\/xml\b/i.test(request.headers['content-type'] ?? '')) return refuse(response, 415);
  return respond(exchange, work(exchange, caller, fault, target), fault);
}

function work(
  exchange: Exchange,
  caller: AccountRecord,
  fault: Fault | null,
  target: FaultTarget,
): EwsAnswer {
  const { services, read } = exchange;
  const { organization, clock, faults, subscriptions } = services;
  const server = serverVersions[organization.server.version as ServerVersionName];
  const wholeError = demandedRequestError(fault);
  if (wholeError) return answerFault(wholeError, server);
  const isForItems = fault?.kind === 'invalidSyncState';
  const demandedError = () => demandedItemError(isForItems ? fault : faults.takeForItem(target));
  const demandedSilence = () => faults.takeSilence(target) !== null;
  return answerRequest(read, {
    organization,
    server,
    caller,
    now: clock.now(),
    demandedError,
    demandedSilence,
    mailboxServer: exchange.mailboxServer,
    subscriptions,
  });
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
  if (answer.stream) return sendStream(exchange, answer.xml, answer.stream);
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
