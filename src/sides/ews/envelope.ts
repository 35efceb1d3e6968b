import { MESSAGES, SOAP, TYPES } from './namespaces.ts';
import { tag, textTag } from './xml-writer.ts';

/** How the impersonated user is named (ConnectingSIDType). Exchange 2007 knows no SmtpAddress (`versions.ts`). */
export type Identifier = 'PrincipalName' | 'SID' | 'PrimarySmtpAddress' | 'SmtpAddress';

export interface Impersonation {
  readonly by: Identifier;
  readonly value: string;
}

export interface EnvelopeHeader {
  /** `RequestServerVersion`. */
  readonly schema: string;
  /** Whose mailbox; null acts as the delegate account itself. */
  readonly impersonation: Impersonation | null;
  /** Windows zone in which the server reads and writes times without an offset; null leaves it out (2007). */
  readonly zone: string | null;
}

/** A whole SOAP 1.1 request around the operation's own XML (prefixes `m` and `t` are declared). */
export function envelope(header: EnvelopeHeader, operation: string): string {
  const soap = { 'xmlns:s': SOAP, 'xmlns:m': MESSAGES, 'xmlns:t': TYPES };
  const headers = [
    tag('t:RequestServerVersion', { Version: header.schema }),
    header.impersonation ? impersonate(header.impersonation) : '',
    header.zone ? tag('t:TimeZoneContext', {}, tag('t:TimeZoneDefinition', { Id: header.zone })) : '',
  ];
  const body = tag('s:Envelope', soap, tag('s:Header', {}, ...headers), tag('s:Body', {}, operation));
  return `<?xml version="1.0" encoding="utf-8"?>\n${body}`;
}

function impersonate({ by, value }: Impersonation): string {
  return tag('t:ExchangeImpersonation', {}, tag('t:ConnectingSID', {}, textTag(`t:${by}`, value)));
}
