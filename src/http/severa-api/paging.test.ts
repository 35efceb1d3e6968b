import { expect, test } from 'vitest';
import { cutPage, readPageToken } from './paging.ts';

const ids = ['a', 'b', 'c'].map((letter) => `${letter.repeat(8)}-0000-4000-8000-000000000000`);
const rows = ids.map((id) => ({ id }));

test('a row too many means that there is a next page, which begins after the last one shown', () => {
  const { rows: shown, nextPageToken } = cutPage(rows, 2);
  expect(shown).toEqual(rows.slice(0, 2));
  expect(readPageToken(nextPageToken ?? undefined)).toBe(ids[1]);
});

test('the last page has no token', () => {
  expect(cutPage(rows, 3)).toEqual({ rows, nextPageToken: null });
  expect(cutPage([], 3).nextPageToken).toBeNull();
  expect(readPageToken(undefined)).toBeNull();
});

test.each(['', 'abc', Buffer.from("' or 1=1").toString('base64url')])('%j is no token of ours', (token) => {
  expect(() => readPageToken(token)).toThrow('not one that this API gave out');
});
