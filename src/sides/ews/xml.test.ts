import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { TYPES } from './namespaces.ts';
import { child, descend, find, flagOf, textOf, wordOf } from './xml-element.ts';
import { XmlReader } from './xml-reader.ts';
import { escapeXml, tag, textTag } from './xml-writer.ts';

function read(
  xml: string | Uint8Array,
  chunk = 1 << 20,
  options: ConstructorParameters<typeof XmlReader>[0] = {},
) {
  const reader = new XmlReader(options);
  const bytes = typeof xml === 'string' ? Buffer.from(xml) : xml;
  for (let at = 0; at < bytes.length; at += chunk) reader.write(bytes.subarray(at, at + chunk));
  return reader.end();
}

describe('writing XML', () => {
  test('escapes what would end an element or an attribute', () => {
    expect(textTag('t:Subject', `<b> & "x" 'y' ]]>`, { a: '"<' })).toBe(
      `<t:Subject a="&quot;&lt;">&lt;b&gt; &amp; &quot;x&quot; 'y' ]]&gt;</t:Subject>`,
    );
  });

  test('drops what XML 1.0 cannot carry even escaped', () => {
    expect(escapeXml('a\u0000b\u000bc\uFFFEd\ud800e')).toBe('abcd\ufffde');
  });

  test('leaves out attributes without a value', () => {
    expect(tag('t:ItemId', { Id: 'x', ChangeKey: undefined })).toBe('<t:ItemId Id="x"/>');
  });

  test('any text is read back as it was written, less the forbidden characters', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const allowed = [...text.toWellFormed()].filter((one) => escapeXml(one) !== '').join('');
        const element = read(tag('root', {}, textTag('a', text, { b: text.replace(/[\t\n\r]/g, ' ') })));
        expect(textOf(element, 'a')).toBe(allowed);
        expect(child(element, 'a')?.attributes.b).toBe(allowed.replace(/[\t\n\r]/g, ' '));
      }),
    );
  });
});

describe('reading XML', () => {
  test('gives names and namespaces whatever the prefixes are', () => {
    const element = read(
      `<x:Items xmlns:x="${TYPES}"><x:Subject>a</x:Subject><Subject xmlns="urn:other">b</Subject></x:Items>`,
    );
    expect(element.children.map(({ name, namespace, text }) => [name, namespace, text])).toEqual([
      ['Subject', TYPES, 'a'],
      ['Subject', 'urn:other', 'b'],
    ]);
  });

  test('understands a document cut anywhere, also in the middle of a letter', () => {
    const xml = '<a><b x="ä&amp;ö">Mökki 🎉 &lt;tag&gt; <![CDATA[<raw> & ]]></b></a>';
    for (let chunk = 1; chunk < 12; chunk += 1) expect(read(xml, chunk)).toEqual(read(xml));
    expect(textOf(read(xml), 'b')).toBe('Mökki 🎉 <tag> <raw> & ');
  });

  test('reads other charsets that the Content-Type names', () => {
    const latin1 = Buffer.from('<a>Mökki</a>', 'latin1');
    expect(read(latin1, 5, { charset: 'iso-8859-1' }).text).toBe('Mökki');
  });

  test.each([
    ['bytes that are no UTF-8', Buffer.from([0x3c, 0x61, 0x3e, 0xff, 0xfe])],
    ['an element that is never closed', '<a><b></a>'],
    ['two roots', '<a/><b/>'],
    ['an undefined entity', '<a>&nosuch;</a>'],
    ['an undeclared prefix', '<x:a/>'],
    ['nothing', ''],
    ['words', 'Service Unavailable'],
  ])('refuses %s as malformed', (_what, xml) => {
    expect(() => read(xml)).toThrow(/EWS_MALFORMED_XML/);
  });

  test('refuses an unknown charset', () => {
    expect(() => new XmlReader({ charset: 'klingon-8' })).toThrow(/EWS_MALFORMED_XML.*klingon/);
  });

  test.each([
    '<!DOCTYPE a>',
    '<!DOCTYPE a SYSTEM "http://evil.example/x">',
    '<!DOCTYPE a [<!ENTITY e "x">]>',
  ])('refuses %s', (doctype) => {
    expect(() => read(`${doctype}<a/>`)).toThrow(/EWS_DOCTYPE_REFUSED/);
  });

  test.each([
    ['depth', { depth: 3, nodes: 100, characters: 100 }, '<a><b><c><d/></c></b></a>', /EWS_ANSWER_TOO_DEEP/],
    ['elements', { depth: 9, nodes: 3, characters: 100 }, '<a><b/><b/><b/></a>', /EWS_ANSWER_TOO_LARGE/],
    [
      'characters',
      { depth: 9, nodes: 9, characters: 10 },
      '<a><b>12345</b><b x="123456"/></a>',
      /EWS_ANSWER_TOO_LARGE/,
    ],
  ])('keeps to its limit of %s', (_what, limits, xml, error) => {
    expect(() => read(xml, 1 << 20, { limits })).toThrow(error);
  });

  test('leaves out the control characters that Exchange writes as forbidden references', () => {
    expect(textOf(read('<a><b>be&#x1F;fore&#0; after &amp;#x1F; &#x41;</b></a>'), 'b')).toContain(
      'before after',
    );
    expect(textOf(read('<a><b>plain &#x41; &#228;</b></a>'), 'b')).toBe('plain A ä');
  });

  test('hands over elements as they close and forgets them', () => {
    const taken: string[] = [];
    const root = read('<a><list><i>1</i><i>2</i></list><x/></a>', 4, {
      take: (element, parent) => {
        if (parent !== 'list') return false;
        taken.push(element.text);
        return true;
      },
    });
    expect(taken).toEqual(['1', '2']);
    expect(child(root, 'list')?.children).toEqual([]);
  });
});

describe('looking into elements', () => {
  const element = read('<a><b><c> word </c><empty/></b><yes>true</yes><one>1</one><no>false</no></a>');

  test('finds what is there and is patient with what is not', () => {
    expect(wordOf(element, 'b', 'c')).toBe('word');
    expect(textOf(element, 'b', 'c')).toBe(' word ');
    expect([textOf(element, 'b', 'empty'), wordOf(element, 'b', 'empty')]).toEqual(['', null]);
    expect([textOf(element, 'x', 'y'), wordOf(undefined, 'x'), descend(element, 'b', 'x')]).toEqual([
      null,
      null,
      undefined,
    ]);
    expect(find(element, 'c')?.text).toBe(' word ');
    expect(['yes', 'one', 'no', 'missing'].map((name) => flagOf(element, name))).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });
});
