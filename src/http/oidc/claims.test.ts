import { expect, test } from 'vitest';
import { isOfDomains, vouchedAddresses } from './claims.ts';

const KEYCLOAK = 'https://login.example/realms/house';
const ENTRA = 'https://login.microsoftonline.com/2f0c1a58-0000-4000-8000-0123456789ab/v2.0';
const EMAIL = 'Onni@Yritys.example';

test('an address counts where the provider says that it was verified', () => {
  expect(vouchedAddresses({ sub: '1', email: EMAIL, email_verified: true }, KEYCLOAK)).toEqual([
    'onni@yritys.example',
  ]);
});

test.each([undefined, false, 'true', 1, null])(
  'and does not where it says anything else about it: %s',
  (email_verified) => {
    expect(vouchedAddresses({ sub: '1', email: EMAIL, email_verified }, KEYCLOAK)).toEqual([]);
  },
);

test('a name that people give themselves counts at no provider but a tenant of Entra ID', () => {
  const claims = { sub: '1', preferred_username: EMAIL, upn: EMAIL };
  expect(vouchedAddresses(claims, KEYCLOAK)).toEqual([]);
  expect(vouchedAddresses(claims, ENTRA)).toEqual(['onni@yritys.example']);
});

test('in Entra ID the address itself counts only with the proof of its domain', () => {
  const claims = { sub: '1', email: EMAIL };
  expect(vouchedAddresses(claims, ENTRA)).toEqual([]);
  expect(vouchedAddresses({ ...claims, xms_edov: '1' }, ENTRA)).toEqual(['onni@yritys.example']);
});

test('the name of a guest in the tenant counts for nobody', () => {
  const upn = 'onni_other.example#EXT#@yritys.onmicrosoft.com';
  expect(vouchedAddresses({ sub: '1', upn, preferred_username: 'no address' }, ENTRA)).toEqual([]);
});

test('with a list of domains the provider speaks for those alone', () => {
  expect(isOfDomains('onni@yritys.example', ['yritys.example'])).toBe(true);
  expect(isOfDomains('onni@sub.yritys.example', ['yritys.example'])).toBe(false);
  expect(isOfDomains('"@yritys.example"@other.example', ['yritys.example'])).toBe(false);
  expect(isOfDomains('onni@anything.example', [])).toBe(true);
});
