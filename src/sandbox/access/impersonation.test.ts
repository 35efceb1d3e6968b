import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  aino,
  delegate,
  getFolder,
  impersonate,
  leo,
  onni,
  openTestClient,
  type TestClient,
} from '../test-client.ts';

let client: TestClient;
beforeAll(async () => {
  client = await openTestClient();
});
afterAll(() => client.sandbox.close());

const secondary = 'leo.makinen@esimerkki-group.example';

const actAs = (kind: string, value: string) =>
  client.call(getFolder(), { actFor: null, header: impersonate(kind, value) });

test('the delegate acts for a mailbox by each of the four identifiers', async () => {
  const mailboxes: { primaryAddress: string; principalName: string; sid: string }[] = (
    await client.control('GET', 'mailboxes')
  ).json;
  const leos = mailboxes.find((each) => each.primaryAddress === leo);
  for (const [kind, value] of [
    ['PrimarySmtpAddress', leo],
    ['SmtpAddress', leo],
    ['PrincipalName', leos?.principalName ?? ''],
    ['SID', leos?.sid ?? ''],
  ] as const) {
    expect((await actAs(kind, value)).codes, kind).toEqual(['NoError']);
  }
});

test('a secondary address as PrimarySmtpAddress is refused, and the answer tells the primary one', async () => {
  const answer = await actAs('PrimarySmtpAddress', secondary);
  expect(answer.status).toBe(500);
  expect(answer.codes).toEqual(['ErrorNonPrimarySmtpAddress']);
  const value = answer.all('Value')[0];
  expect([value?.attributes.get('Name'), value?.text]).toEqual(['Primary', leo]);
});

test('a secondary address as SmtpAddress is good enough', async () => {
  expect((await actAs('SmtpAddress', secondary)).codes).toEqual(['NoError']);
});

test('an address without a mailbox is a fault', async () => {
  const answer = await actAs('PrimarySmtpAddress', 'nobody@esimerkki.example');
  expect([answer.status, answer.codes]).toEqual([500, ['ErrorNonExistentMailbox']]);
  expect(answer.first('faultcode')).toBe('a:ErrorNonExistentMailbox');
});

test('an unknown principal name and an unknown SID have faults of their own', async () => {
  expect((await actAs('PrincipalName', 'nobody@x.example')).codes).toEqual(['ErrorInvalidUserPrincipalName']);
  expect((await actAs('SID', 'S-1-5-21-1')).codes).toEqual(['ErrorInvalidUserSid']);
});

test('somebody without the right is denied, but may act for themselves', async () => {
  const asOnni = { user: onni, password: 'tahti-demo' };
  const denied = await client.call(getFolder(), { ...asOnni, actFor: aino });
  expect([denied.status, denied.codes]).toEqual([500, ['ErrorImpersonateUserDenied']]);
  expect((await client.call(getFolder(), { ...asOnni, actFor: onni })).codes).toEqual(['NoError']);
});

test('a right with a scope does not reach mailboxes outside it, and can be taken away and given back', async () => {
  await client.control('POST', `accounts/${delegate}`, { impersonation: { scope: [leo] } });
  expect((await client.call(getFolder(), { actFor: leo })).codes).toEqual(['NoError']);
  expect((await client.call(getFolder(), { actFor: aino })).codes).toEqual(['ErrorImpersonateUserDenied']);
  await client.control('POST', `accounts/${delegate}`, { impersonation: null });
  expect((await client.call(getFolder(), { actFor: leo })).codes).toEqual(['ErrorImpersonateUserDenied']);
  await client.control('POST', `accounts/${delegate}`, { impersonation: { scope: null } });
  expect((await client.call(getFolder(), { actFor: aino })).codes).toEqual(['NoError']);
});

test('a disabled account can neither sign in nor be acted for, until it is enabled again', async () => {
  await client.control('POST', `accounts/${onni}`, { disabled: true });
  expect((await actAs('SmtpAddress', onni)).codes).toEqual(['ErrorAccountDisabled']);
  const asOnni = { user: onni, password: 'tahti-demo' };
  expect((await client.call(getFolder(), { ...asOnni, actFor: null })).status).toBe(401);
  await client.control('POST', `accounts/${onni}`, { disabled: false });
  expect((await actAs('SmtpAddress', onni)).codes).toEqual(['NoError']);
  expect((await client.call(getFolder(), { ...asOnni, actFor: null })).codes).toEqual(['NoError']);
});

test('without its licence an account is known by its name, and no address finds its mailbox', async () => {
  await client.control('POST', `accounts/${onni}`, { licensed: false });
  expect((await actAs('SmtpAddress', onni)).codes).toEqual(['ErrorNonExistentMailbox']);
  expect((await actAs('PrincipalName', onni)).codes).toEqual(['ErrorMissingEmailAddress']);
  await client.control('POST', `accounts/${onni}`, { licensed: true });
  expect((await actAs('SmtpAddress', onni)).codes).toEqual(['NoError']);
});
