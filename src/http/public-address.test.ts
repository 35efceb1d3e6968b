import { expect, test } from 'vitest';
import { ownPath } from './public-address.ts';

test.each(['/', '/log?severity=error', '/calendar?view=week#main'])('%s is a place on this page', (path) => {
  expect(ownPath(path)).toBe(path);
});

test.each([
  undefined,
  '',
  'calendar',
  '//evil.example/',
  '/\\evil.example',
  '/\t/evil.example',
  '/.//evil.example',
  'https://evil.example/',
  'javascript:alert(1)',
  '/api/session',
])('%s leads nowhere else: the start page', (path) => {
  expect(ownPath(path)).toBe('/');
});
