import { expect, test } from 'vitest';
import { unstorablePath } from './unstorable.ts';

test('a zero byte is found wherever it hides', () => {
  expect(unstorablePath({ form: { list: ['fine', 'a\0b'] } })).toEqual(['form', 'list', '1']);
  expect(unstorablePath('\0')).toEqual([]);
});

test('everything else can be stored', () => {
  expect(
    unstorablePath({ text: 'Äiti \u{1F600}\n', number: 1, nothing: null, list: [], flag: true }),
  ).toBeNull();
  expect(unstorablePath(undefined)).toBeNull();
});
