import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type EwsSchema, loadEwsSchema } from './ews-schema.ts';

const types = 'http://schemas.microsoft.com/exchange/services/2006/types';
const messages = 'http://schemas.microsoft.com/exchange/services/2006/messages';

/** A schema in the shape of Exchange's, as small as it can be. */
const typesSchema = `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="${types}"
    elementFormDefault="qualified">
  <xs:element name="RequestServerVersion"><xs:complexType>
    <xs:attribute name="Version" type="xs:string" use="required"/>
  </xs:complexType></xs:element>
</xs:schema>`;
const messagesSchema = `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="${messages}"
    elementFormDefault="qualified">
  <xs:element name="Ping"><xs:complexType><xs:sequence>
    <xs:element name="First" type="xs:string"/><xs:element name="Second" type="xs:int"/>
  </xs:sequence></xs:complexType></xs:element>
</xs:schema>`;

let folder: string;
let schema: EwsSchema;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'ews-schema-'));
  writeFileSync(join(folder, 'types.xsd'), typesSchema);
  writeFileSync(join(folder, 'messages.xsd'), messagesSchema);
  schema = loadEwsSchema(folder);
});
afterAll(() => rmSync(folder, { recursive: true }));

const envelope = (body: string, header = '<t:RequestServerVersion Version="Exchange2016"/>'): Buffer =>
  Buffer.from(`<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/" xmlns:t="${types}" xmlns:m="${messages}">
<s:Header>${header}</s:Header><s:Body>${body}</s:Body></s:Envelope>`);

const ping = '<m:Ping><m:First>a</m:First><m:Second>1</m:Second></m:Ping>';

test('a message that follows the schema has no violations', () => {
  expect(schema.violations(envelope(ping))).toEqual([]);
});

test('a fault may carry any detail', () => {
  const fault =
    '<s:Fault><faultcode>s:Client</faultcode><faultstring xml:lang="en-US">No</faultstring><detail><x/></detail></s:Fault>';
  expect(schema.violations(envelope(fault))).toEqual([]);
});

describe('a violation is found', () => {
  test.each([
    [
      'in the order of elements',
      envelope('<m:Ping><m:Second>1</m:Second><m:First>a</m:First></m:Ping>'),
      /Second/,
    ],
    ['in a value', envelope('<m:Ping><m:First>a</m:First><m:Second>x</m:Second></m:Ping>'), /xs:int|'x'/],
    ['in a header', envelope(ping, '<t:RequestServerVersion/>'), /Version/],
    ['in a header that nobody declared', envelope(ping, '<t:Unheard/>'), /Unheard/],
    ['in a body that nobody declared', envelope('<m:Pong/>'), /Pong/],
    ['in a body without content', envelope(''), /Body/],
    ['in what is not even XML', Buffer.from('<a'), /./],
  ])('%s', (_, message, expected) => {
    const found = schema.violations(message);
    expect(found.join('\n')).toMatch(expected);
    expect(found.length).toBeGreaterThan(0);
  });
});

test('a folder without a schema is an error that names it', () => {
  expect(() => loadEwsSchema(join(folder, 'nowhere'))).toThrow(/nowhere/);
});
