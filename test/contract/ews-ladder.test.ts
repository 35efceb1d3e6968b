import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ADVICE_KEYS } from '../../src/model/advice.ts';
import type { Rung } from '../../src/model/rung.ts';
import type { EwsSettings } from '../../src/sides/ews/connection.ts';
import { testConnection } from '../../src/sides/ews/ladder/test-connection.ts';
import { DELEGATE, TestExchange } from '../fixtures/exchange.ts';
import type { Outlook } from '../fixtures/outlook.ts';
import { FRONT_CERTIFICATE, startTlsFront } from '../fixtures/tls-front.ts';

let exchange: TestExchange;
let address: string;
let outlook: Outlook;
beforeAll(async () => {
  exchange = await TestExchange.start();
});
afterAll(() => exchange.close());
beforeEach(async () => {
  ({ address, outlook } = await exchange.newMailbox());
});

const NAMES = [
  'address',
  'tls',
  'clock',
  'signIn',
  'version',
  'impersonation',
  'folder',
  'probe',
  'notifications',
];

/** What was told last of each rung, in the order in which they were climbed. */
async function climb(changes: Partial<EwsSettings> = {}, mailbox = address): Promise<Map<string, Rung>> {
  const settings: EwsSettings = {
    url: `${exchange.url}/EWS/Exchange.asmx`,
    version: '2016',
    ...DELEGATE,
    ...changes,
  };
  const rungs = new Map<string, Rung>();
  for await (const rung of testConnection(settings, mailbox)) rungs.set(rung.name, rung);
  for (const rung of rungs.values()) if (rung.advice) expect(ADVICE_KEYS).toContain(rung.advice);
  return rungs;
}

const states = (rungs: Map<string, Rung>) =>
  Object.fromEntries([...rungs].map(([name, { state }]) => [name, state]));

/** Everything before `failing` passed, everything after it was not tried. */
function expectFailure(rungs: Map<string, Rung>, failing: string, advice: string): Rung {
  const at = NAMES.indexOf(failing);
  NAMES.forEach((name, index) => {
    const expected = index < at ? 'passed' : index === at ? 'failed' : 'skipped';
    expect([name, rungs.get(name)?.state]).toEqual([name, expected]);
  });
  const rung = rungs.get(failing);
  expect(rung?.advice).toBe(advice);
  return rung as Rung;
}

describe('the connection test', () => {
  test('climbs every rung of a good connection and leaves nothing behind', async () => {
    const rungs = await climb();
    expect([...rungs.keys()]).toEqual(NAMES);
    expect(states(rungs)).toEqual(Object.fromEntries(NAMES.map((name) => [name, 'passed'])));
    expect(rungs.get('notifications')?.facts.way).toBe('streaming');
    expect(rungs.get('probe')?.requestId).toMatch(/^[0-9a-f-]{36}$/);
    expect(await outlook.list('calendar')).toEqual([]);
    expect(await outlook.list('deleteditems')).toEqual([]);
  });

  test('tells of each rung first that it runs, then how it went', async () => {
    const settings: EwsSettings = { url: `${exchange.url}/EWS/Exchange.asmx`, version: '2016', ...DELEGATE };
    const told: string[] = [];
    for await (const { name, state } of testConnection(settings, address)) told.push(`${name} ${state}`);
    expect(told.slice(0, 4)).toEqual(['address running', 'address passed', 'tls running', 'tls passed']);
  });

  test('names a wrong password at the sign-in', async () => {
    const rungs = await climb({ password: 'wrong' });
    expect(expectFailure(rungs, 'signIn', 'ewsPasswordRejected').facts.code).toBe('HTTP 401');
  });

  test('names an address that does not exist', async () => {
    expectFailure(
      await climb({ url: 'https://no-such-host.invalid/EWS/Exchange.asmx' }),
      'address',
      'ewsAddressUnknown',
    );
  });

  test('names a server at which nothing listens', async () => {
    const gone = await TestExchange.start();
    await gone.close();
    expectFailure(await climb({ url: `${gone.url}/EWS/Exchange.asmx` }), 'address', 'ewsUnreachable');
  });

  test('refuses plain http to anywhere but this machine', async () => {
    expectFailure(
      await climb({ url: 'http://mail.esimerkki.example/EWS/Exchange.asmx' }),
      'address',
      'ewsPlainHttp',
    );
  });

  test('names a certificate that nobody trusts, and sends no password past it', async () => {
    const front = await startTlsFront(exchange.url);
    const rungs = await climb({ url: `${front.url}/EWS/Exchange.asmx` });
    await front.close();
    expect(expectFailure(rungs, 'tls', 'ewsTlsUntrusted').facts.code).toBe('DEPTH_ZERO_SELF_SIGNED_CERT');
  });

  test('trusts a further authority that the settings name', async () => {
    const front = await startTlsFront(exchange.url);
    const rungs = await climb({ url: `${front.url}/EWS/Exchange.asmx`, ca: FRONT_CERTIFICATE });
    await front.close();
    expect(rungs.get('tls')).toMatchObject({ state: 'passed', facts: { issuer: 'Tahti test server' } });
    expect(rungs.get('probe')?.state).toBe('passed');
  });

  test('names a port that does not speak TLS', async () => {
    const url = `${exchange.url.replace('http:', 'https:')}/EWS/Exchange.asmx`;
    expectFailure(await climb({ url }), 'tls', 'ewsTlsHandshake');
  });

  test('completes an address that is only a host', async () => {
    expect((await climb({ url: exchange.url })).get('probe')?.state).toBe('passed');
  });

  test('names a certificate that is for another server', async () => {
    const front = await startTlsFront(exchange.url, '127.0.0.2');
    const rungs = await climb({ url: `${front.url}/EWS/Exchange.asmx`, ca: FRONT_CERTIFICATE });
    await front.close();
    expect(expectFailure(rungs, 'tls', 'ewsTlsUntrusted').facts.code).toBe('ERR_TLS_CERT_ALTNAME_INVALID');
  });

  test('names a missing impersonation right', async () => {
    const owner = { userName: 'onni.virtanen@esimerkki.example', password: 'tahti-demo' };
    const rung = expectFailure(await climb(owner), 'impersonation', 'ewsImpersonationMissing');
    expect(rung.facts.code).toBe('ErrorImpersonateUserDenied');
  });

  test('names a mailbox that does not exist', async () => {
    const rungs = await climb({}, 'nobody@esimerkki.example');
    expect(expectFailure(rungs, 'impersonation', 'ewsMailboxUnknown').facts.code).toBe(
      'ErrorNonExistentMailbox',
    );
  });

  test('says of an unknown address in another domain that it may be another company’s', async () => {
    expectFailure(await climb({}, 'somebody@contoso.example'), 'impersonation', 'ewsMailboxOtherCompany');
  });

  test('passes a secondary address and tells the primary one', async () => {
    const rungs = await climb({}, 'leo.makinen@esimerkki-group.example');
    expect(rungs.get('impersonation')).toMatchObject({
      state: 'passed',
      advice: 'ewsMailboxSecondaryAddress',
      facts: { primary: 'leo.makinen@esimerkki.example' },
    });
    expect(rungs.get('probe')?.state).toBe('passed');
  });

  test('measures the difference between the clocks, and goes on past a wrong one', async () => {
    await exchange.control('POST', '/sandbox/server', { clockOffsetMs: 15 * 60_000 });
    const rungs = await climb();
    await exchange.control('POST', '/sandbox/server', { clockOffsetMs: 0 });
    expect(rungs.get('clock')).toMatchObject({ state: 'failed', advice: 'ewsClockWrong' });
    expect(rungs.get('probe')?.state).toBe('passed');
  });

  test('fails a server that is older than the chosen version', async () => {
    await exchange.control('POST', '/sandbox/server', { version: '2010' });
    const rungs = await climb({ version: '2019' });
    await exchange.control('POST', '/sandbox/server', { version: '2016' });
    expect(rungs.get('version')?.advice).toBe('ewsVersionMismatch');
    expect(rungs.get('version')?.state).toBe('failed');
  });

  test.each([
    ['2007_SP1', '2007-sp1'],
    ['2010', '2010'],
    ['2013', '2013'],
    ['2016', '2016'],
    ['2019', '2019'],
    ['SE', 'subscription-edition'],
    ['online', 'office365-ews'],
  ] as const)('climbs every rung of a server of version %s', async (server, version) => {
    await exchange.control('POST', '/sandbox/server', { version: server });
    const rungs = await climb({ version });
    await exchange.control('POST', '/sandbox/server', { version: '2016' });
    expect([...rungs.values()].map(({ name, state }) => [name, state])).toEqual(
      NAMES.map((name) => [name, 'passed']),
    );
    expect(rungs.get('notifications')?.facts.way).toBe(server === '2007_SP1' ? 'pull' : 'streaming');
    expect(rungs.get('version')?.words).toContain('as chosen');
  });

  test('removes the probes that an earlier test left behind', async () => {
    await exchange.fault({
      operation: 'DeleteItem',
      mailbox: address,
      count: 1,
      fault: { kind: 'dropBefore' },
    });
    const broken = await climb();
    expect(broken.get('probe')).toMatchObject({ state: 'failed', advice: 'ewsProbeLeftBehind' });
    // A plain entry, and the series by which the server's habits are found out.
    expect(await outlook.list()).toHaveLength(2);
    const rungs = await climb();
    expect(rungs.get('probe')).toMatchObject({ state: 'passed', facts: { leftBehind: '2' } });
    expect(await outlook.list()).toEqual([]);
  });

  test('leaves out the notifications of a server that takes no subscriptions, and says so', async () => {
    const fault = { kind: 'responseCode', code: 'ErrorSubscriptionDelegateAccessNotSupported' };
    await exchange.fault({ operation: 'Subscribe', mailbox: address, count: 1, fault });
    const rung = (await climb()).get('notifications');
    expect(rung).toMatchObject({ state: 'skipped', advice: 'ewsNotificationsRefused' });
    expect(rung?.facts.code).toBe('ErrorSubscriptionDelegateAccessNotSupported');
  });

  test('fails where a subscription is taken and nothing comes of it', async () => {
    const fault = { kind: 'silentSubscription' };
    await exchange.fault({ operation: 'Subscribe', mailbox: address, count: 1, fault });
    const rung = (await climb()).get('notifications');
    expect(rung).toMatchObject({ state: 'failed', advice: 'ewsNotificationsSilent' });
    expect(await outlook.list()).toEqual([]);
  });

  test('fails where the server is full of subscriptions', async () => {
    await exchange.control('POST', '/sandbox/notifications', { subscriptionLimit: 0 });
    const rung = (await climb()).get('notifications');
    await exchange.control('POST', '/sandbox/notifications', { subscriptionLimit: null });
    expect(rung).toMatchObject({ state: 'failed', advice: 'ewsThrottled' });
  });

  test('takes its subscription back', async () => {
    expect((await climb()).get('notifications')?.state).toBe('passed');
    const shown = (await exchange.control('GET', '/sandbox/notifications')) as { subscriptions: unknown[] };
    expect(shown.subscriptions.filter((one) => JSON.stringify(one).includes(address))).toEqual([]);
  });

  test('shows no password anywhere', async () => {
    const told = JSON.stringify([...(await climb({ password: 'sala-sana-77' })).values()]);
    expect(told).not.toContain('sala-sana-77');
  });
});
