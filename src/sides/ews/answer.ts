import { ewsError } from './errors.ts';
import { MESSAGES, SOAP } from './namespaces.ts';
import type { AnswerHead, Receiver } from './receive.ts';
import { tolerable } from './retry.ts';
import { child, descend, find, textOf, wordOf, type XmlElement } from './xml-element.ts';
import { XmlReader } from './xml-reader.ts';

/** What the server says went wrong, with a whole request or with one item. */
export interface Failure {
  readonly code: string;
  readonly words: string;
  /** BackOffMilliseconds, to be honoured exactly; null where it is not said. */
  readonly backOff: number | null;
  /** Named values of MessageXml, for example `Primary` beside ErrorNonPrimarySmtpAddress. */
  readonly values: Readonly<Record<string, string>>;
}

/** ServerVersionInfo as `major.minor`, and the build for the log. */
export interface ServerVersion {
  readonly majorMinor: string;
  readonly build: string;
}

export interface SoapAnswer {
  readonly version: ServerVersion | null;
  readonly fault: Failure | null;
  readonly head: AnswerHead;
}

/** Reads one SOAP answer; response messages are handed over one by one and then forgotten. */
export function soapReceiver(
  head: AnswerHead,
  onMessage: (message: XmlElement) => void,
): Receiver<SoapAnswer> {
  const reader = new XmlReader({
    charset: head.charset,
    take: (element, parent) => {
      if (parent !== 'ResponseMessages' || element.namespace !== MESSAGES) return false;
      onMessage(element);
      return true;
    },
  });
  return { write: (chunk) => reader.write(chunk), end: () => readEnvelope(reader.end(), head) };
}

/** The fault of a whole envelope, or null. Throws SideError for what is no SOAP envelope. */
export function faultOf(root: XmlElement): Failure | null {
  const body = child(root, 'Body');
  if (root.name !== 'Envelope' || root.namespace !== SOAP || !body)
    throw ewsError('EWS_NOT_SOAP', `the server answers with <${root.name}> instead of a SOAP envelope`);
  const fault = child(body, 'Fault');
  return fault ? readFault(fault) : null;
}

function readEnvelope(root: XmlElement, head: AnswerHead): SoapAnswer {
  return { fault: faultOf(root), version: versionOf(root), head };
}

function versionOf(root: XmlElement): ServerVersion | null {
  const info = descend(root, 'Header', 'ServerVersionInfo')?.attributes;
  if (!info?.MajorVersion) return null;
  const majorMinor = `${info.MajorVersion}.${info.MinorVersion ?? '0'}`;
  return {
    majorMinor,
    build: `${majorMinor}.${info.MajorBuildNumber ?? '0'}.${info.MinorBuildNumber ?? '0'}`,
  };
}

/** A SOAP fault: its code is in the detail, or in `faultcode` behind a prefix, or only SOAP's own. */
function readFault(fault: XmlElement): Failure {
  const detail = child(fault, 'detail');
  const faultCode = (wordOf(fault, 'faultcode') ?? '').replace(/^.*:/, '');
  const code =
    wordOf(detail, 'ResponseCode') ?? (/^Error/.test(faultCode) ? faultCode : `SOAP ${faultCode || 'fault'}`);
  const words = textOf(fault, 'faultstring') ?? textOf(detail, 'Message') ?? 'a SOAP fault without words';
  return { code, words: words.trim(), ...messageXml(detail) };
}

/** The failure of one response message, or null when it succeeded (a warning without a code is success). */
export function failureOf(message: XmlElement): Failure | null {
  const code = wordOf(message, 'ResponseCode') ?? 'NoError';
  if (message.attributes.ResponseClass !== 'Error' && code === 'NoError') return null;
  const words = wordOf(message, 'MessageText') ?? code;
  return { code: code === 'NoError' ? 'EWS_UNEXPECTED_ANSWER' : code, words, ...messageXml(message) };
}

function messageXml(parent: XmlElement | undefined): Pick<Failure, 'backOff' | 'values'> {
  const xml = parent && find(parent, 'MessageXml');
  const pairs = (xml?.children ?? []).flatMap((value) =>
    value.name === 'Value' && value.attributes.Name
      ? [[value.attributes.Name, value.text.trim()] as const]
      : [],
  );
  const values = Object.fromEntries(pairs);
  const backOff = Number(values.BackOffMilliseconds ?? Number.NaN);
  return { backOff: Number.isFinite(backOff) && backOff >= 0 ? tolerable(backOff) : null, values };
}
