import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readXml } from './xml-read.ts';
import { branch, leaf, nothing } from './xml-write.ts';

test('any text survives being written and read, but for characters that XML does not have', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const written = branch('r', [leaf('a', text, { b: text })]);
      const element = readXml(written).children[0];
      const expected = text.replace(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, '');
      expect([element?.text, element?.attributes.get('b')]).toEqual([expected, expected]);
    }),
  );
});

test('absent values and absent attributes leave nothing behind', () => {
  expect(leaf('t:A', undefined, { b: undefined })).toBe('<t:A />');
  expect(branch('t:A', [nothing, leaf('t:B', false)])).toBe('<t:A><t:B>false</t:B></t:A>');
});
