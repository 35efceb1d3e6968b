import { expect, test } from 'vitest';
import { grantScopes } from './scopes.ts';

const HELD = ['activities:read', 'activities:write', 'users:read'];

test('what is asked for is granted, whether joined with commas or blanks', () => {
  expect(grantScopes('activities:read,users:read', HELD)).toEqual(['activities:read', 'users:read']);
  expect(grantScopes('activities:read users:read', HELD)).toEqual(['activities:read', 'users:read']);
});

test('without asking, a client gets all that it holds', () => {
  expect(grantScopes(null, HELD)).toEqual(HELD);
});

test('a scope that the client does not hold is refused by name, and so is a word that is none', () => {
  expect(() => grantScopes('activities:delete', HELD)).toThrow('activities:delete is required');
  expect(() => grantScopes('everything', HELD)).toThrow('Unknown scope: everything');
  expect(() => grantScopes('', HELD)).toThrow('Unknown scope');
});
