import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Company } from '../fixtures/companies.ts';
import { House, isCallback, isProvider, knownAs } from '../fixtures/http-house.ts';
import { CLIENT } from '../fixtures/openid-provider.ts';
import { Wanderer } from '../fixtures/wanderer.ts';

let house: House;
let company: Company;

beforeAll(async () => {
  house = await House.open();
});
afterAll(() => house.close());
beforeEach(async () => {
  company = await house.company();
  house.provider.tamper = null;
});

describe('an answer that does not hold opens nothing', () => {
  /** Goes as far as the way back, without taking it. */
  async function almostThere(browser: Wanderer, change: (url: URL) => void = () => {}): Promise<URL> {
    house.provider.person = knownAs(company.onni);
    const there = await browser.go(house.start, isProvider);
    change(there.url);
    return (await browser.go(there.url, isCallback)).url;
  }

  const problemOf = (browser: Wanderer, url: URL) => house.arrive(browser, url);

  test('with another state', async () => {
    const browser = new Wanderer();
    const callback = await almostThere(browser);
    callback.searchParams.set('state', 'another');
    expect(await problemOf(browser, callback)).toBe('failed');
  });

  test('with another nonce', async () => {
    const browser = new Wanderer();
    const callback = await almostThere(browser, (url) => url.searchParams.set('nonce', 'another'));
    expect(await problemOf(browser, callback)).toBe('failed');
  });

  test('with a code that was asked for by another’s challenge', async () => {
    const browser = new Wanderer();
    const challenge = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM';
    const callback = await almostThere(browser, (url) => url.searchParams.set('code_challenge', challenge));
    expect(await problemOf(browser, callback)).toBe('failed');
  });

  test('in another browser than it began', async () => {
    const callback = await almostThere(new Wanderer());
    expect(await problemOf(new Wanderer(), callback)).toBe('expired');
  });

  test('a second time', async () => {
    const browser = new Wanderer();
    const callback = await almostThere(browser);
    await browser.go(callback);
    const again = (await browser.go(callback)).url;
    expect(again.searchParams.get('problem')).toBe('expired');
  });

  test('from another provider than was asked (RFC 9207)', async () => {
    const browser = new Wanderer();
    const callback = await almostThere(browser);
    callback.searchParams.set('iss', 'https://evil.example');
    expect(await problemOf(browser, callback)).toBe('failed');
  });

  /** Replaces a part of the ID token's content and keeps its signature. */
  const rewrite = (change: Record<string, unknown>) => (answer: Record<string, unknown>) => {
    const [head, body = '', signature] = String(answer.id_token).split('.');
    const claims = { ...JSON.parse(Buffer.from(body, 'base64url').toString()), ...change };
    const forged = Buffer.from(JSON.stringify(claims)).toString('base64url');
    answer.id_token = [head, forged, signature].join('.');
  };

  test.each([
    ['a subject that the provider did not sign', { sub: 'somebody else' }],
    ['another issuer', { iss: 'https://evil.example' }],
    ['another client’s audience', { aud: 'another client' }],
    ['a time that is over', { exp: 1 }],
  ])('with an ID token of %s', async (_what, change) => {
    const browser = new Wanderer();
    const callback = await almostThere(browser);
    house.provider.tamper = rewrite(change);
    expect(await problemOf(browser, callback)).toBe('failed');
  });

  test('with an ID token without any signature', async () => {
    const browser = new Wanderer();
    const callback = await almostThere(browser);
    house.provider.tamper = (answer) => {
      const [, body] = String(answer.id_token).split('.');
      const head = Buffer.from(JSON.stringify({ alg: 'none' })).toString('base64url');
      answer.id_token = `${head}.${body}.`;
    };
    expect(await problemOf(browser, callback)).toBe('failed');
  });

  test.each(['//evil.example/', 'https://evil.example/', '/\\evil.example'])(
    'and nobody is led away to %s',
    async (back) => {
      house.provider.person = knownAs(company.onni);
      const { url } = await new Wanderer().go(`${house.start}?back=${encodeURIComponent(back)}`);
      expect(url.href).toBe(`${house.web.url}/`);
    },
  );
});

test('neither code nor token nor the client’s secret reach the log', async () => {
  const tokens: string[] = [];
  house.provider.tamper = (answer) => void tokens.push(String(answer.id_token), String(answer.access_token));
  house.provider.person = knownAs(company.onni);
  const browser = new Wanderer();
  const callback = (await browser.go(house.start, isCallback)).url;
  await browser.go(callback);
  house.provider.person = null;
  await house.signIn();
  const logged = house.web.logged.join('');
  expect(tokens).toHaveLength(2);
  for (const secret of [...tokens, callback.searchParams.get('code') ?? '-', CLIENT.secret])
    expect(logged).not.toContain(secret);
});
