import { expect, test } from 'vitest';
import { childOf, readXml, textOf, XmlError } from './xml-read.ts';

test('names are resolved to namespaces, whatever the prefixes', () => {
  const one = readXml('<a:x xmlns:a="urn:n"><a:y b="1">t</a:y></a:x>');
  const other = readXml('<x xmlns="urn:n"><y b="1">t</y></x>');
  for (const root of [one, other]) {
    expect([root.namespace, root.name]).toEqual(['urn:n', 'x']);
    expect(childOf(root, 'y')?.attributes.get('b')).toBe('1');
    expect(textOf(root, 'y')).toBe('t');
  }
});

test('text, entities of characters and CDATA are joined, white space kept', () => {
  expect(readXml('<a> x &amp; &#228;<![CDATA[<&>]]>\n</a>').text).toBe(' x & ä<&>\n');
});

test('declarations of namespaces are no attributes', () => {
  expect([...readXml('<a xmlns="urn:n" xmlns:b="urn:m" b:c="1" d="2"/>').attributes]).toEqual([['d', '2']]);
});

test.each([
  ['a document type', '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'],
  ['a tag that is not closed', '<a><b></a>'],
  ['an entity that is not defined', '<a>&x;</a>'],
  ['a prefix that is not declared', '<a:b/>'],
  ['a character that XML cannot hold', '<a>&#1;</a>'],
  ['nothing', ''],
  ['nesting without end', '<a>'.repeat(100) + '</a>'.repeat(100)],
])('%s is refused', (_, text) => {
  expect(() => readXml(text)).toThrow(XmlError);
});

test('an error says where it is', () => {
  try {
    readXml('<a>\n  <b></c>\n</a>');
    expect.unreachable();
  } catch (error) {
    expect((error as XmlError).line).toBe(2);
  }
});
