import { describe, expect, test } from 'vitest';
import { markPrefix, readMark, uidFor, writeMark } from './mark.ts';

const KEY = '0f8fad5b-d9cb-469f-a165-70867728950e';

describe('our mark', () => {
  test('is read as it was written', () => {
    for (const mark of [
      { key: KEY, uid: uidFor(KEY) },
      { key: KEY, uid: '' },
      { key: KEY, uid: 'a;b' },
    ])
      expect(readMark(writeMark(mark))).toEqual(mark);
  });

  test('begins with what it is looked for by', () => {
    expect(writeMark({ key: KEY, uid: 'x' }).startsWith(markPrefix(KEY))).toBe(true);
  });

  test.each([null, '', '1', '1;', 'hello', '2;key;uid'])('%j is not one of ours', (text) => {
    expect(readMark(text)).toBeNull();
  });
});

describe('the UID of a new entry', () => {
  test('is a global object id around the key, the same every time', () => {
    expect(uidFor(KEY)).toBe(
      `040000008200E00074C5B7101A82E008${'00'.repeat(20)}100000000F8FAD5BD9CB469FA16570867728950E`,
    );
    expect(uidFor(KEY)).toBe(uidFor(KEY));
  });

  test('is another one for another key, whatever form the key has', () => {
    const keys = [KEY, crypto.randomUUID(), 'probe-1', 'ä'];
    expect(new Set(keys.map(uidFor)).size).toBe(keys.length);
  });
});
