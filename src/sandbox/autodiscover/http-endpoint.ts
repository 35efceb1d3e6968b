import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { signIn } from '../access/sign-in.ts';
import type { SignIn } from '../access/sign-in-result.ts';
import { refuse } from '../ews/http-refusals.ts';
import { type ServerVersionName, serverVersions } from '../ews/versions.ts';
import { readBody } from '../read-body.ts';
import type { Services } from '../services.ts';
import { discover } from './discovery.ts';
import { writeOutlookAnswer, writeOutlookError } from './outlook-answer.ts';
import { outlookSchema, readOutlookRequest } from './outlook-request.ts';
import { readSettingsRequest, writeServiceFault, writeSettingsAnswer } from './soap-service.ts';

const largestRequest = 1024 * 1024;

/** `xml` or `svc`, for the two addresses of Autodiscover; null for any other path. */
export function autodiscoverService(path: string): 'xml' | 'svc' | null {
  const service = /^\/autodiscover\/autodiscover\.(xml|svc)$/i.exec(path)?.[1]?.toLowerCase();
  return service === 'xml' || service === 'svc' ? service : null;
}

/** One HTTP request to Autodiscover. */
interface Inquiry {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly services: Services;
  readonly text: string;
  /** The first address that is asked about, or null. */
  readonly address: string | null;
}

/** Serves /autodiscover/autodiscover.xml and .svc: redirections, sign-in, the answer, the log. */
export async function serveAutodiscover(
  request: IncomingMessage,
  response: ServerResponse,
  service: 'xml' | 'svc',
  services: Services,
): Promise<void> {
  const started = performance.now();
  const body = await readBody(request, largestRequest);
  const { latencyMs } = services.tuning;
  if (latencyMs > 0) await pause(latencyMs, undefined, { signal: services.closing });
  const text = body.toString('utf8').replace(/^\ufeff/, '');
  const address = addressIn(text, service, services);
  const identity = await settle({ request, response, services, text, address }, service);
  services.requestLog.add({
    time: new Date(services.clock.now()).toISOString(),
    operation: service === 'xml' ? 'Autodiscover' : 'GetUserSettings',
    mailbox: services.organization.directory.mailboxByAddress(address ?? '')?.record.primaryAddress ?? null,
    identity,
    status: response.statusCode,
    responseCodes: [],
    requestBytes: body.length,
    answerBytes: Number(response.getHeader('content-length') ?? 0),
    durationMs: Math.round(performance.now() - started),
    clientRequestId: null,
    requestId: randomUUID(),
    fault: null,
  });
}

function addressIn(text: string, service: 'xml' | 'svc', services: Services): string | null {
  if (service === 'xml') return readOutlookRequest(text, services)?.address ?? null;
  return readSettingsRequest(text)?.addresses[0] ?? null;
}

/** @returns who signed in, or null */
async function settle(inquiry: Inquiry, service: 'xml' | 'svc'): Promise<string | null> {
  const { request, response, services, address } = inquiry;
  const rule = services.autodiscover.ruleFor(address);
  if (rule?.kind === 'httpRedirect') {
    response.writeHead(302, { location: rule.url, 'content-length': 0 }).end();
    return null;
  }
  const caller = signIn(request, services);
  if (!caller.account) {
    refuseCaller(response, caller);
    return null;
  }
  const answer = service === 'xml' ? answerOutlook(inquiry) : answerSoap(inquiry);
  if (rule?.kind === 'httpStatus') refuse(response, rule.status);
  else if (answer) send(response, answer);
  else refuse(response, 404);
  return caller.account.principalName;
}

function refuseCaller(response: ServerResponse, { challenges, headers }: SignIn): void {
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  refuse(response, 401, undefined, challenges);
}

interface XmlAnswer {
  readonly status: number;
  readonly xml: string;
}

/** The answer is 200 whatever it says; a GET is told that it is no request (600). */
function answerOutlook(inquiry: Inquiry): XmlAnswer {
  const { request, services, text } = inquiry;
  const now = services.clock.now();
  const asked = request.method === 'POST' ? readOutlookRequest(text, services) : null;
  if (!asked) return { status: 200, xml: writeOutlookError(600, 'Invalid Request', now) };
  if (asked.schema !== outlookSchema) {
    return { status: 200, xml: writeOutlookError(601, 'Provider is not available', now) };
  }
  const server = serverVersions[services.organization.server.version as ServerVersionName];
  const canHandleHttp = /\bExHttpInfo\b/i.test(String(request.headers['x-clientcanhandle'] ?? ''));
  const discovery = discover(asked.address, ownUrl(inquiry), services);
  return { status: 200, xml: writeOutlookAnswer(discovery, { server, canHandleHttp, now }) };
}

/** @returns null on Exchange 2007, which has no such service */
function answerSoap(inquiry: Inquiry): XmlAnswer | null {
  const { request, services, text } = inquiry;
  if (services.organization.server.version === '2007_SP1') return null;
  const asked = request.method === 'POST' ? readSettingsRequest(text) : null;
  if (!asked) return { status: 500, xml: writeServiceFault(services) };
  return { status: 200, xml: writeSettingsAnswer(asked, ownUrl(inquiry), services) };
}

/** The EWS address under the name by which this client reached the server. */
function ownUrl({ request }: Inquiry): string {
  const host = request.headers.host ?? 'localhost';
  const scheme = request.headers['x-forwarded-proto'] === 'https' ? 'https' : 'http';
  return `${scheme}://${host}/EWS/Exchange.asmx`;
}

function send(response: ServerResponse, { status, xml }: XmlAnswer): void {
  const bytes = Buffer.from(xml);
  response.setHeader('content-length', bytes.length);
  response.writeHead(status, { 'content-type': 'text/xml; charset=utf-8', 'cache-control': 'private' });
  response.end(bytes);
}
