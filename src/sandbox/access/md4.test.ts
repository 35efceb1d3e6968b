import { expect, test } from 'vitest';
import { md4 } from './md4.ts';

test.each([
  ['', '31d6cfe0d16ae931b73c59d7e0c089c0'],
  ['abc', 'a448017aaf21d8525fc10ae87aa6729d'],
  ['message digest', 'd9130a8164549fe818874806e1c7014b'],
  [
    '12345678901234567890123456789012345678901234567890123456789012345678901234567890',
    'e33b4ddc9c38f2199c3e7b164fcc0536',
  ],
])('the digest of %j is that of RFC 1320, appendix A.5', (text, digest) => {
  expect(md4(Buffer.from(text)).toString('hex')).toBe(digest);
});

test('lengths around the block size are padded as they should be', () => {
  const digests = [55, 56, 57, 63, 64, 65].map((length) => md4(Buffer.alloc(length, 97)).toString('hex'));
  expect(new Set(digests).size).toBe(6);
  expect(digests[4]).toBe('52f5076fabd22680234a3fa9f9dc5732');
});
