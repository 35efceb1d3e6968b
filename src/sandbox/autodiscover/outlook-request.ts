import { childOf, readXml, textOf, type XmlElement, XmlError } from '../ews/xml-read.ts';
import type { Services } from '../services.ts';
import { guidOfLegacyDn } from './mailbox-facts.ts';

/** The namespaces of the plain XML ("POX") service. */
export const requestSchema = 'http://schemas.microsoft.com/exchange/autodiscover/outlook/requestschema/2006';
export const outlookSchema =
  'http://schemas.microsoft.com/exchange/autodiscover/outlook/responseschema/2006a';
export const errorSchema = 'http://schemas.microsoft.com/exchange/autodiscover/responseschema/2006';

/** What an Outlook request asks. */
export interface OutlookRequest {
  readonly address: string;
  /** The schema in which the client wants its answer. */
  readonly schema: string;
}

/**
 * Reads an Autodiscover request of the Outlook schema; the mailbox may be named by its old distinguished name.
 * https://learn.microsoft.com/en-us/exchange/client-developer/web-service-reference/pox-autodiscover-request-for-exchange
 * @returns null when it is not such a request
 */
export function readOutlookRequest(text: string, services: Services): OutlookRequest | null {
  const root = parse(text);
  const request = childOf(root ?? undefined, 'Request');
  if (root?.name !== 'Autodiscover' || root.namespace !== requestSchema || !request) return null;
  const address = textOf(request, 'EMailAddress')?.trim() || addressOf(textOf(request, 'LegacyDN'), services);
  const schema = textOf(request, 'AcceptableResponseSchema')?.trim() ?? '';
  return address === undefined || address === '' || schema === '' ? null : { address, schema };
}

function addressOf(dn: string | undefined, { organization }: Services): string | undefined {
  return organization.directory.mailboxByGuid(guidOfLegacyDn(dn ?? '') ?? '')?.record.primaryAddress;
}

function parse(text: string): XmlElement | null {
  try {
    return readXml(text);
  } catch (error) {
    if (error instanceof XmlError) return null;
    throw error;
  }
}
