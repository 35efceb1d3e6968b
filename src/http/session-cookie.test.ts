import { expect, test } from 'vitest';
import { csrfTokenOf, isCsrfToken, newSessionToken } from './session-cookie.ts';

test('every session has a token of its own, and its changes another that does not give it away', () => {
  const [one, other] = [newSessionToken(), newSessionToken()];
  expect(one).not.toBe(other);
  expect(Buffer.from(one, 'base64url')).toHaveLength(32);
  expect(csrfTokenOf(one)).not.toBe(csrfTokenOf(other));
  expect(csrfTokenOf(one)).not.toContain(one);
});

test('only the very token counts', () => {
  const token = csrfTokenOf(newSessionToken());
  expect(isCsrfToken(token, token)).toBe(true);
  for (const wrong of [undefined, '', token.slice(1), `${token}=`, csrfTokenOf('x'), [token]])
    expect(isCsrfToken(token, wrong)).toBe(false);
});
