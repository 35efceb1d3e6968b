import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { ADVICE_KEYS } from '../../src/model/advice.ts';
import { type FindOptions, findAddress } from '../../src/sides/ews/autodiscover/find-address.ts';
import type { Places } from '../../src/sides/ews/autodiscover/places.ts';
import { type Answer, startServer, type TestServer } from '../../src/sides/ews/testing/hostile-server.ts';
import { DELEGATE, TestExchange } from '../fixtures/exchange.ts';

const ONNI = 'onni.virtanen@esimerkki.example';

let exchange: TestExchange;
const open: TestServer[] = [];

beforeAll(async () => {
  exchange = await TestExchange.start();
});
afterAll(() => exchange.close());
afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
  await exchange.control('POST', '/sandbox/autodiscover', { rules: [], redirectSecondaryDomains: true });
  await exchange.control('POST', '/sandbox/server', {
    basicAllowed: true,
    ntlmAllowed: true,
    version: '2016',
  });
});

/** The sandbox as the first place of every domain; `behind` are the others. */
const at = (places: Partial<Places> = {}): Places => ({
  origins: () => [exchange.url],
  signpost: () => 'http://127.0.0.1:1/autodiscover/autodiscover.xml',
  services: async () => [],
  ...places,
});

const find = (mailbox = ONNI, options: FindOptions = {}, account: object = DELEGATE) =>
  findAddress(mailbox, { ...DELEGATE, ...account }, AbortSignal.timeout(20_000), {
    places: at(),
    ...options,
  });

const rule = (answer: object, who: object = {}) =>
  exchange.control('POST', '/sandbox/autodiscover', { rules: [{ ...who, answer }] });

async function serve(answer: Answer): Promise<string> {
  const server = await startServer(answer);
  open.push(server);
  return new URL(server.url).origin;
}

async function refusal(result: ReturnType<typeof find>) {
  const found = await result;
  if (found.ok) throw new Error(`found ${found.value.ewsUrl}`);
  expect(ADVICE_KEYS).toContain(found.error.advice);
  return found;
}

describe('Autodiscover', () => {
  test('finds address, primary address and version over SOAP', async () => {
    await exchange.control('POST', '/sandbox/server', { version: '2016' });
    expect(await find()).toEqual({
      ok: true,
      value: { ewsUrl: `${exchange.url}/EWS/Exchange.asmx`, primaryAddress: ONNI, version: '2016' },
    });
  });

  test.each([
    ['2007_SP1', '2007-sp1'],
    ['2010', '2010'],
    ['2013', '2013'],
    ['2016', '2016'],
    ['2019', '2019'],
    ['SE', 'subscription-edition'],
    ['online', 'office365-ews'],
  ] as const)('tells %s by either service', async (server, version) => {
    await exchange.control('POST', '/sandbox/server', { version: server });
    const services = server === '2007_SP1' ? ['xml'] : ['svc', 'xml'];
    for (const service of services) {
      const first = `${exchange.url}/autodiscover/autodiscover.${service}`;
      expect(await find(ONNI, { first })).toMatchObject({ ok: true, value: { version } });
    }
  });

  test('follows a secondary domain to the mailbox’s primary address', async () => {
    const found = await find('leo.makinen@esimerkki-group.example');
    expect(found).toMatchObject({ ok: true, value: { primaryAddress: 'leo.makinen@esimerkki.example' } });
  });

  test('goes on to the next place when one is not there or knows nothing', async () => {
    const lost = await serve((_request, response) => void response.writeHead(404).end());
    const places = at({ origins: () => ['http://127.0.0.1:1', lost, exchange.url] });
    expect((await find(ONNI, { places })).ok).toBe(true);
  });

  test('looks where plain http points to, without having shown the password there', async () => {
    const seen: (string | undefined)[] = [];
    const signpost = await serve(({ headers }, response) => {
      seen.push(headers.authorization);
      response.writeHead(302, { location: `${exchange.url}/autodiscover/autodiscover.xml` }).end();
    });
    const places = at({ origins: () => [], signpost: () => signpost });
    expect((await find(ONNI, { places })).ok).toBe(true);
    expect(seen).toEqual([undefined]);
  });

  test('looks where the domain’s DNS points to', async () => {
    const places = at({ origins: () => [], services: async () => [exchange.url] });
    expect((await find(ONNI, { places })).ok).toBe(true);
  });

  test.each(['httpRedirect', 'redirectUrl'])('follows %s to a place of the same machine', async (kind) => {
    const url = `${exchange.url}/autodiscover/autodiscover.xml`;
    const first = await serve(async (_request, response) => {
      await rule({ kind, url }, { address: 'somebody@else.example' });
      response.writeHead(302, { location: url }).end();
    });
    expect((await find(ONNI, { places: at({ origins: () => [first] }) })).ok).toBe(true);
  });

  test('gives up after some redirections that lead in a circle', async () => {
    await rule({ kind: 'redirectUrl', url: `${exchange.url}/autodiscover/autodiscover.xml` });
    expect((await refusal(find())).confirm).toBeNull();
    await rule({ kind: 'redirectAddress', address: 'onni@elsewhere.example' });
    expect((await refusal(find())).error.advice).toBe('ewsAutodiscoverNothing');
  });

  test('sends no password to another domain before a person has confirmed its host', async () => {
    await rule({
      kind: 'redirectUrl',
      url: 'https://autodiscover.hoster.example/autodiscover/autodiscover.xml',
    });
    const asked = await refusal(find());
    expect(asked.confirm).toBe('autodiscover.hoster.example');
    expect(asked.error).toMatchObject({ code: 'EWS_AUTODISCOVER_CONFIRM', advice: 'ewsAutodiscoverConfirm' });
    const confirmed = await refusal(find(ONNI, { confirmedHosts: ['autodiscover.hoster.example'] }));
    expect(confirmed.error.code).toBe('EWS_ADDRESS_UNKNOWN');
  });

  test('never follows a redirection to plain http elsewhere', async () => {
    await rule({ kind: 'redirectUrl', url: 'http://mail.esimerkki.example/autodiscover/autodiscover.xml' });
    expect((await refusal(find())).error.code).not.toBe('EWS_ADDRESS_UNKNOWN');
  });

  test('takes no EWS address over plain http elsewhere', async () => {
    await rule({ kind: 'ewsUrl', url: 'http://mail.esimerkki.example/EWS/Exchange.asmx' });
    expect((await refusal(find())).error.code).toBe('EWS_PLAIN_HTTP_REFUSED');
  });

  test('signs in by NTLM where the server wants it', async () => {
    await exchange.control('POST', '/sandbox/server', { basicAllowed: false, ntlmAllowed: true });
    expect((await find(ONNI, {}, { userName: 'ESIMERKKI\\sync.delegate' })).ok).toBe(true);
  });

  test('says that the password was refused rather than that nothing was found', async () => {
    const { error } = await refusal(find(ONNI, {}, { password: 'wrong-one' }));
    expect(error).toMatchObject({ code: 'HTTP 401', advice: 'ewsPasswordRejected' });
    expect(JSON.stringify(error)).not.toContain('wrong-one');
  });

  test('shows a refused password to two places at most, so that the account is not locked', async () => {
    let shown = 0;
    const refuse: Answer = (_request, response) => {
      shown += 1;
      response.writeHead(401, { 'www-authenticate': 'Basic realm="x"' }).end();
    };
    const origins = [await serve(refuse), await serve(refuse), await serve(refuse), exchange.url];
    expect((await refusal(find(ONNI, { places: at({ origins: () => origins }) }))).error.code).toBe(
      'HTTP 401',
    );
    expect(shown).toBe(2);
  });

  test('says so when nobody knows the address', async () => {
    const { error } = await refusal(find('nobody@esimerkki.example'));
    expect(error.advice).toBe('ewsAutodiscoverNothing');
  });

  test.each([
    ['a page for people', 'text/html', '<html><body>Welcome</body></html>'],
    ['a DOCTYPE', 'text/xml', '<!DOCTYPE a [<!ENTITY b "c">]><Autodiscover/>'],
    ['half an answer', 'text/xml', '<Autodiscover><Response>'],
    ['another document', 'text/xml', '<rss/>'],
  ])('is not upset by %s', async (_name, type, body) => {
    const odd = await serve(
      (_request, response) => void response.writeHead(200, { 'content-type': type }).end(body),
    );
    expect((await find(ONNI, { places: at({ origins: () => [odd, exchange.url] }) })).ok).toBe(true);
    expect((await find(ONNI, { places: at({ origins: () => [odd] }) })).ok).toBe(false);
  });
});
