import { expect, test } from 'vitest';
import { shareDone } from './share-done.ts';

test('a share is told in whole percent, and is all only when nothing is left', () => {
  expect([shareDone(0, 5000), shareDone(1, 3), shareDone(4999, 5000), shareDone(5000, 5000)]).toEqual([
    0, 33, 99, 100,
  ]);
});

test('nobody at all is everybody done', () => {
  expect(shareDone(0, 0)).toBe(100);
});
