import type { EwsError } from './ews-error.ts';
import { errorsNamespace, typesNamespace } from './namespaces.ts';
import { SchemaViolation } from './schema/validator.ts';
import type { XmlError } from './xml-read.ts';
import { branch, leaf, nothing, type Xml } from './xml-write.ts';

/** The content of the SOAP body for an error of the request as a whole. */
export function writeFault(error: EwsError): Xml {
  return faultElement(error.code, error.message, error.message, error.messageXml);
}

/** The fault for a request that is not well-formed or does not follow the schema, with the place in its detail. */
export function writeSchemaFault(error: SchemaViolation | XmlError): Xml {
  const onlyForVersion = error instanceof SchemaViolation && error.onlyForVersion;
  const code = onlyForVersion ? 'ErrorIncorrectSchemaVersion' : 'ErrorSchemaValidation';
  const summary = onlyForVersion
    ? 'The request is valid for the server version but not for the requested schema version.'
    : 'The request failed schema validation.';
  const whole = `${summary.slice(0, -1)}: ${error.message}`;
  return faultElement(code, whole, summary, [
    leaf('t:LineNumber', error.line),
    leaf('t:LinePosition', error.column),
    leaf('t:Violation', error.message),
  ]);
}

function faultElement(code: string, text: string, message: string, messageXml: readonly Xml[]): Xml {
  const messageXmlElement =
    messageXml.length > 0 ? branch('t:MessageXml', messageXml, { 'xmlns:t': typesNamespace }) : nothing;
  return branch('s:Fault', [
    leaf('faultcode', `a:${code}`, { 'xmlns:a': typesNamespace }),
    leaf('faultstring', text, { 'xml:lang': 'en-US' }),
    branch('detail', [
      leaf('e:ResponseCode', code, { 'xmlns:e': errorsNamespace }),
      leaf('e:Message', message, { 'xmlns:e': errorsNamespace }),
      messageXmlElement,
    ]),
  ]);
}
