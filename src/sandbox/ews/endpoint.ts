import { impersonate } from '../access/impersonation.ts';
import type { AccountRecord } from '../mailbox-store/account.ts';
import type { Organization } from '../mailbox-store/organization.ts';
import type { Subscriptions } from '../notifications/subscriptions.ts';
import { utc, type Zone } from '../zones/zone.ts';
import { type Envelope, readEnvelope, writeEnvelope, writeStreamedEnvelope } from './envelope.ts';
import { EwsError, EwsFault } from './ews-error.ts';
import { messagesNamespace } from './namespaces.ts';
import type { RequestContext } from './operations/operation.ts';
import { operations } from './operations/registry.ts';
import { introduced } from './schema/introduced.ts';
import { SchemaViolation, validateElement } from './schema/validator.ts';
import { writeFault, writeSchemaFault } from './soap-fault.ts';
import type { StreamPlan } from './stream-plan.ts';
import { atLeast, knownSchemaVersion, type SchemaVersion, type ServerVersion } from './versions.ts';
import { readXml, type XmlElement, XmlError } from './xml-read.ts';
import type { Xml } from './xml-write.ts';
import { readTimeZoneDefinition } from './zones/zone-read.ts';

/** A request that has been read as far as XML goes; `problem` is set when it could not be. */
export interface ReadRequest {
  readonly envelope: Envelope | null;
  readonly problem: XmlError | null;
  /** The name of the request element, or null. */
  readonly operation: string | null;
}

export interface EwsAnswer {
  /** 200, or 500 with a SOAP fault. */
  readonly status: 200 | 500;
  readonly xml: string;
  /** The response codes of the items, or the code of the fault. */
  readonly codes: readonly string[];
  /** Set when the answer is held open after this. */
  readonly stream?: StreamPlan;
}

/** What an answer is made from besides the request. */
export interface Serving {
  readonly organization: Organization;
  readonly server: ServerVersion;
  readonly caller: AccountRecord;
  readonly now: number;
  readonly demandedError: RequestContext['demandedError'];
  readonly demandedSilence: RequestContext['demandedSilence'];
  readonly mailboxServer: string;
  readonly subscriptions: Subscriptions;
}

export function readRequest(text: string): ReadRequest {
  try {
    const envelope = readEnvelope(readXml(text));
    return { envelope, problem: null, operation: envelope?.request?.name ?? null };
  } catch (error) {
    if (!(error instanceof XmlError)) throw error;
    return { envelope: null, problem: error, operation: null };
  }
}

/** Carries out a request and writes the answer; whatever is wrong with the request becomes part of the answer. */
export function answerRequest(read: ReadRequest, serving: Serving): EwsAnswer {
  const codes: string[] = [];
  try {
    if (read.problem) throw read.problem;
    const held: { plan?: StreamPlan } = {};
    const body = carryOut(read.envelope, serving, codes, (plan) => {
      held.plan = plan;
    });
    if (!held.plan) return { status: 200, xml: writeEnvelope(serving.server, body), codes };
    return { status: 200, xml: writeStreamedEnvelope(serving.server, body), codes, stream: held.plan };
  } catch (error) {
    const { code, xml } = faultOf(error);
    return { status: 500, xml: writeEnvelope(serving.server, xml), codes: [code] };
  }
}

/** The answer that consists of one fault. */
export function answerFault(error: EwsError, server: ServerVersion): EwsAnswer {
  return { status: 500, xml: writeEnvelope(server, writeFault(error)), codes: [error.code] };
}

function faultOf(error: unknown): { code: string; xml: Xml } {
  if (error instanceof EwsError) return { code: error.code, xml: writeFault(error) };
  if (error instanceof SchemaViolation || error instanceof XmlError) {
    const isVersion = error instanceof SchemaViolation && error.onlyForVersion;
    return {
      code: isVersion ? 'ErrorIncorrectSchemaVersion' : 'ErrorSchemaValidation',
      xml: writeSchemaFault(error),
    };
  }
  throw error;
}

function carryOut(
  envelope: Envelope | null,
  serving: Serving,
  codes: string[],
  holdOpen: RequestContext['holdOpen'],
): Xml {
  const request = envelope?.request;
  if (!envelope || !request) throw new EwsFault('ErrorInvalidRequest', 'The request is invalid.');
  const version = requestedVersion(envelope, serving.server);
  const operation = operations[request.name];
  if (!operation || request.namespace !== messagesNamespace) {
    throw new EwsFault('ErrorInvalidRequest', `The operation ${request.name} is not offered by this server.`);
  }
  validateRequest(envelope, request, version);
  return operation(request, { ...contextOf(envelope, version, serving, codes), holdOpen });
}

/** A request without the header asks for the first version. */
function requestedVersion(envelope: Envelope, server: ServerVersion): SchemaVersion {
  const header = envelope.headers.get('RequestServerVersion');
  if (!header) return 'Exchange2007';
  const version = knownSchemaVersion(header.attributes.get('Version') ?? '', server);
  if (!version) throw new EwsFault('ErrorInvalidServerVersion', 'The specified server version is invalid.');
  return version;
}

const headerTypes: Record<string, string> = {
  ExchangeImpersonation: 'ExchangeImpersonationType',
  MailboxCulture: 'MailboxCultureType',
  TimeZoneContext: 'TimeZoneContextType',
  DateTimePrecision: 'DateTimePrecisionType',
  ManagementRole: 'ManagementRoleType',
};

function validateRequest(envelope: Envelope, request: XmlElement, version: SchemaVersion): void {
  for (const [name, header] of envelope.headers) {
    const type = headerTypes[name];
    if (!type) continue;
    requireVersion(header, `Header.${name}`, version);
    validateElement(header, type, version);
  }
  requireVersion(request, `Operation.${request.name}`, version);
  validateElement(request, `m:${request.name}Type`, version);
}

function requireVersion(element: XmlElement, key: string, version: SchemaVersion): void {
  const since = introduced(key);
  if (since && !atLeast(version, since)) {
    throw new SchemaViolation(
      `'${element.name}' is not part of the requested schema version.`,
      element,
      true,
    );
  }
}

function contextOf(
  envelope: Envelope,
  version: SchemaVersion,
  serving: Serving,
  codes: string[],
): Omit<RequestContext, 'holdOpen'> {
  const { organization, caller, now, demandedError, demandedSilence, subscriptions, mailboxServer } = serving;
  const { directory } = organization;
  const impersonation = envelope.headers.get('ExchangeImpersonation');
  if (!impersonation && caller.isApplication) throw impersonationMissing();
  const actor = impersonation ? impersonate(impersonation, caller, directory) : caller;
  // Exchange 2007 does not know the header: its times are in UTC whatever a client sends along.
  const zone = atLeast(version, 'Exchange2010') ? contextZone(envelope.headers.get('TimeZoneContext')) : null;
  return {
    organization,
    version,
    caller,
    actor,
    mailbox: actor.isUnlicensed ? null : (directory.mailboxByGuid(actor.mailbox ?? '') ?? null),
    zone: zone ?? utc,
    zoneAsked: zone !== null,
    now,
    demandedError,
    demandedSilence,
    mailboxServer,
    subscriptions,
    codes,
  };
}

function impersonationMissing(): EwsFault {
  const message = 'ExchangeImpersonation SOAP header must be present for this type of OAuth token.';
  return new EwsFault('ErrorInvalidExchangeImpersonationHeaderData', message);
}

function contextZone(header: XmlElement | undefined): Zone | null {
  return header?.children[0] ? readTimeZoneDefinition(header.children[0]) : null;
}
