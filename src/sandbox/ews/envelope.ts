import { soapNamespace, typesNamespace } from './namespaces.ts';
import type { ServerVersion } from './versions.ts';
import { childOf, type XmlElement } from './xml-read.ts';
import type { Xml } from './xml-write.ts';

/** A SOAP request taken apart. */
export interface Envelope {
  /** Header blocks of the types namespace by local name. */
  readonly headers: ReadonlyMap<string, XmlElement>;
  /** The only element of the body, or null when there is none. */
  readonly request: XmlElement | null;
}

/** @returns null when the document is not a SOAP 1.1 envelope */
export function readEnvelope(root: XmlElement): Envelope | null {
  if (root.name !== 'Envelope' || root.namespace !== soapNamespace) return null;
  const headers = new Map<string, XmlElement>();
  for (const block of childOf(root, 'Header')?.children ?? []) {
    if (block.namespace === typesNamespace) headers.set(block.name, block);
  }
  return { headers, request: childOf(root, 'Body')?.children[0] ?? null };
}

const versionNamespaces =
  'xmlns:h="http://schemas.microsoft.com/exchange/services/2006/types" xmlns="http://schemas.microsoft.com/exchange/services/2006/types"';

function serverVersionInfo(server: ServerVersion): string {
  const [major, minor, majorBuild, minorBuild] = server.build;
  const name = server.versionName ? ` Version="${server.versionName}"` : '';
  const build = `MajorBuildNumber="${majorBuild}" MinorBuildNumber="${minorBuild}"`;
  return `<h:ServerVersionInfo MajorVersion="${major}" MinorVersion="${minor}" ${build}${name} ${versionNamespaces} />`;
}

const bodyNamespaces =
  'xmlns:m="http://schemas.microsoft.com/exchange/services/2006/messages" xmlns:t="http://schemas.microsoft.com/exchange/services/2006/types"';

/**
 * One of several envelopes of an answer that is held open. They come without an XML declaration and with
 * another prefix than single answers, as from the real server, since only one declaration may begin a document.
 */
export function writeStreamedEnvelope(server: ServerVersion, body: Xml): string {
  const soap = `xmlns:soap11="${soapNamespace}"`;
  return [
    `<Envelope xmlns="${soapNamespace}">`,
    `<soap11:Header ${soap}>${serverVersionInfo(server)}</soap11:Header>`,
    `<soap11:Body ${soap} ${bodyNamespaces}>${body}</soap11:Body>`,
    '</Envelope>',
  ].join('');
}

/** A whole answer around the content of its body. */
export function writeEnvelope(server: ServerVersion, body: Xml): string {
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    `<s:Envelope xmlns:s="${soapNamespace}">`,
    `<s:Header>${serverVersionInfo(server)}</s:Header>`,
    `<s:Body ${bodyNamespaces}>${body}</s:Body>`,
    '</s:Envelope>',
  ].join('');
}
