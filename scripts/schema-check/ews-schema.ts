import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  XmlBufferInputProvider,
  XmlDocument,
  XmlLibError,
  XsdValidator,
  xmlRegisterInputProvider,
} from 'libxml2-wasm';

const soap = 'http://schemas.xmlsoap.org/soap/envelope/';
const types = 'http://schemas.microsoft.com/exchange/services/2006/types';
const messages = 'http://schemas.microsoft.com/exchange/services/2006/messages';

/**
 * SOAP 1.1 around Exchange's own schema: header blocks and the body's child have to be elements that Exchange
 * declares, and follow their declaration; a fault's detail is free.
 */
const envelopeSchema = `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:s="${soap}"
    targetNamespace="${soap}" elementFormDefault="qualified">
  <xs:import namespace="${types}" schemaLocation="types.xsd"/>
  <xs:import namespace="${messages}" schemaLocation="messages.xsd"/>
  <xs:element name="Envelope"><xs:complexType><xs:sequence>
    <xs:element name="Header" minOccurs="0"><xs:complexType><xs:sequence>
      <xs:any namespace="${types}" processContents="strict" minOccurs="0" maxOccurs="unbounded"/>
    </xs:sequence></xs:complexType></xs:element>
    <xs:element name="Body"><xs:complexType><xs:choice>
      <xs:any namespace="${messages}" processContents="strict"/>
      <xs:element ref="s:Fault"/>
    </xs:choice></xs:complexType></xs:element>
  </xs:sequence></xs:complexType></xs:element>
  <xs:element name="Fault"><xs:complexType><xs:sequence>
    <xs:element name="faultcode" type="xs:QName" form="unqualified"/>
    <xs:element name="faultstring" form="unqualified"><xs:complexType><xs:simpleContent>
      <xs:extension base="xs:string"><xs:anyAttribute processContents="lax"/></xs:extension>
    </xs:simpleContent></xs:complexType></xs:element>
    <xs:element name="detail" form="unqualified" minOccurs="0"><xs:complexType><xs:sequence>
      <xs:any processContents="lax" minOccurs="0" maxOccurs="unbounded"/>
    </xs:sequence></xs:complexType></xs:element>
  </xs:sequence></xs:complexType></xs:element>
</xs:schema>`;

const xmlNamespaceSchema = `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"
    targetNamespace="http://www.w3.org/XML/1998/namespace">
  <xs:attribute name="lang" type="xs:language"/>
</xs:schema>`;

/**
 * types.xsd as libxml2 can read it. It imports the xml namespace without saying from where; and the content of
 * ArrayOfTransitionsType is ambiguous to a strict reader, since its first parts can stand in for its last one
 * as well. What is put in its place accepts exactly the same documents.
 */
function readableTypes(text: string): string {
  const imported = text.replace(
    /<xs:import namespace="http:\/\/www\.w3\.org\/XML\/1998\/namespace"\s*\/>/,
    '<xs:import namespace="http://www.w3.org/XML/1998/namespace" schemaLocation="xml.xsd"/>',
  );
  return imported.replace(
    /(<xs:complexType name="ArrayOfTransitionsType">\s*)<xs:sequence>[\s\S]*?<\/xs:sequence>/,
    '$1<xs:choice minOccurs="0" maxOccurs="unbounded"><xs:element ref="t:Transition"/></xs:choice>',
  );
}

/**
 * messages.xsd as Exchange speaks it. The lists in a GetStreamingEvents answer have types of the types namespace,
 * but the elements inside come in the messages namespace: so Microsoft's examples show them, and so its own
 * clients read them.
 * https://learn.microsoft.com/en-us/exchange/client-developer/web-service-reference/getstreamingevents-operation
 */
function spokenMessages(text: string): string {
  const list = (name: string, element: string): string =>
    `<xs:element name="${name}" minOccurs="0"><xs:complexType><xs:sequence>${element}</xs:sequence></xs:complexType></xs:element>`;
  const notification = '<xs:element name="Notification" type="t:NotificationType" maxOccurs="unbounded"/>';
  const id = '<xs:element name="SubscriptionId" type="t:SubscriptionIdType" maxOccurs="unbounded"/>';
  return text
    .replace(
      /<xs:element name="Notifications"\s+type="t:NonEmptyArrayOfNotificationsType"\s+minOccurs="0"\s*\/>/,
      list('Notifications', notification),
    )
    .replace(
      /<xs:element name="ErrorSubscriptionIds"\s+type="t:NonEmptyArrayOfSubscriptionIdsType"\s+minOccurs="0"\s*\/>/,
      list('ErrorSubscriptionIds', id),
    );
}

/** Checks SOAP messages against the schema of Exchange Web Services. */
export interface EwsSchema {
  /** @returns what is wrong with a message, one sentence each; empty when it is valid */
  violations(message: Buffer): string[];
}

/**
 * Reads the schema.
 * @param folder holds types.xsd and messages.xsd
 * @throws Error when they are not there
 */
export function loadEwsSchema(folder: string): EwsSchema {
  if (!existsSync(join(folder, 'types.xsd'))) throw new Error(`There is no schema in ${folder}`);
  const typesText = readableTypes(readFileSync(join(folder, 'types.xsd'), 'utf8'));
  xmlRegisterInputProvider(
    new XmlBufferInputProvider({
      'types.xsd': Buffer.from(typesText),
      'messages.xsd': Buffer.from(spokenMessages(readFileSync(join(folder, 'messages.xsd'), 'utf8'))),
      'xml.xsd': Buffer.from(xmlNamespaceSchema),
    }),
  );
  const validator = XsdValidator.fromDoc(XmlDocument.fromString(envelopeSchema, { url: 'envelope.xsd' }));
  return { violations: (message) => violationsOf(message, validator) };
}

function violationsOf(message: Buffer, validator: XsdValidator): string[] {
  let document: XmlDocument | null = null;
  try {
    document = XmlDocument.fromBuffer(message);
    validator.validate(document);
    return [];
  } catch (error) {
    if (!(error instanceof XmlLibError)) throw error;
    return error.details.map((detail) => `line ${detail.line}: ${detail.message.trim()}`);
  } finally {
    document?.dispose();
  }
}
