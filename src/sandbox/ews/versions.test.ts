import { afterAll, beforeAll, expect, test } from 'vitest';
import { created, createItem, getFolder, getItem, openTestClient, type TestClient } from '../test-client.ts';

let client: TestClient;
beforeAll(async () => {
  client = await openTestClient();
});
afterAll(() => client.sandbox.close());

const pretend = (version: string) => client.control('POST', 'server', { version });
const build = async (version?: string) => {
  const answer = await client.call(getFolder(), version ? { version } : {});
  return answer.all('ServerVersionInfo')[0]?.attributes;
};

test('the answer names the build of the server that the sandbox pretends to be', async () => {
  await pretend('2010');
  expect((await build('Exchange2010_SP2'))?.get('MajorVersion')).toBe('14');
  await pretend('2016');
  expect((await build())?.get('MinorVersion')).toBe('1');
  await pretend('SE');
  expect((await build())?.get('MajorBuildNumber')).toBe('2562');
});

test('a schema version that the server does not know is refused', async () => {
  await pretend('2010');
  const newer = await client.call(getFolder(), { version: 'Exchange2013' });
  await pretend('SE');
  expect([newer.status, newer.codes]).toEqual([500, ['ErrorInvalidServerVersion']]);
  expect((await client.call(getFolder(), { version: 'Exchange2031' })).codes).toEqual([
    'ErrorInvalidServerVersion',
  ]);
});

test('what a newer schema brought is refused when an older one is asked for', async () => {
  const zone = createItem('<t:StartTimeZone Id="FLE Standard Time"/>');
  expect((await client.call(zone, { version: 'Exchange2010' })).codes).toEqual(['NoError']);
  const old = await client.call(zone, { version: 'Exchange2007_SP1' });
  expect([old.status, old.codes]).toEqual([500, ['ErrorIncorrectSchemaVersion']]);
  const elsewhere = createItem('<t:LegacyFreeBusyStatus>WorkingElsewhere</t:LegacyFreeBusyStatus>');
  expect((await client.call(elsewhere, { version: 'Exchange2010_SP2' })).codes).toEqual([
    'ErrorIncorrectSchemaVersion',
  ]);
  expect((await client.call(elsewhere, { version: 'Exchange2013' })).codes).toEqual(['NoError']);
});

test('an answer does not show what the asked version does not have', async () => {
  const ref = await created(client, '<t:Subject>x</t:Subject>');
  const newest = await client.call(getItem(ref), { version: 'Exchange2016' });
  expect(newest.all('StartTimeZone')).toHaveLength(1);
  const oldest = await client.call(getItem(ref), { version: 'Exchange2007' });
  expect(oldest.all('StartTimeZone')).toHaveLength(0);
  expect(oldest.all('LastModifiedTime')).toHaveLength(0);
});
