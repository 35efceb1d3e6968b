import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { findIdentityOwner } from '../../src/store/sign-in-identities.ts';
import { addOperator, type Company, type Person } from '../fixtures/companies.ts';
import type { HttpClient } from '../fixtures/http-client.ts';
import { House, isCallback, knownAs } from '../fixtures/http-house.ts';
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

describe('linking one’s own account', () => {
  /** Links whoever is signed in at the client to whoever is at the provider. */
  async function link(person: Person): Promise<{ readonly url: URL; readonly client: HttpClient }> {
    const client = house.web.client();
    await client.signIn(person.email);
    const response = await client.open('POST', '/api/me/identity');
    const { location } = (await response.json()) as { location: string };
    const journey = response.headers.getSetCookie().find((line) => line.startsWith('tahti_journey=')) ?? '';
    const callback = (await new Wanderer().go(location, isCallback)).url;
    const session = await signInCookie(person);
    const back = await fetch(callback, {
      redirect: 'manual',
      headers: { cookie: `${journey.split(';')[0]}; ${session}` },
    });
    return { url: new URL(back.headers.get('location') ?? '/', house.web.url), client };
  }

  async function signInCookie(person: Person): Promise<string> {
    const client = house.web.client();
    await client.signIn(person.email);
    return client.cookie;
  }

  test('lets even an operator come in by the provider, and one whose address is not verified', async () => {
    const operator = await addOperator(house.web.database, company.domain);
    house.provider.person = {
      sub: 'Otso at the provider',
      email: 'private@elsewhere.example',
      email_verified: false,
    };
    const { url, client } = await link(operator);
    expect(url.pathname + url.search).toBe('/profile/sign-in?linked=true');
    expect(await house.signIn()).toBe(operator.email);
    await client.signIn(operator.email);
    expect((await client.get('/api/me/sign-in')).body.provider).toMatchObject({
      name: 'House',
      linkedAt: expect.stringMatching(/Z$/),
    });
  });

  test('does not take a person of the provider away from another account', async () => {
    house.provider.person = knownAs(company.onni);
    await house.signIn();
    const { url } = await link(company.helmi);
    expect(url.searchParams.get('problem')).toBe('linkTaken');
    expect(await house.signIn()).toBe(company.onni.email);
  });

  test('needs the same person to be signed in on the way back', async () => {
    house.provider.person = knownAs(company.onni, 'the attacker at the provider');
    const attacker = house.web.client();
    await attacker.signIn(company.onni.email);
    const response = await attacker.open('POST', '/api/me/identity');
    const { location } = (await response.json()) as { location: string };
    const journey = (response.headers.getSetCookie()[0] ?? '').split(';')[0];
    const callback = (await new Wanderer().go(location, isCallback)).url;
    const victim = await signInCookie(company.aino);
    const back = await fetch(callback, { redirect: 'manual', headers: { cookie: `${journey}; ${victim}` } });
    expect(back.headers.get('location')).toBe('/profile/sign-in?problem=expired');
    const identity = { issuer: house.provider.issuer, subject: 'the attacker at the provider' };
    expect(await findIdentityOwner(house.web.database.db, identity)).toBeUndefined();
  });

  test('can be undone by whoever has a password, and is told in the log', async () => {
    house.provider.person = knownAs(company.onni);
    const { client } = await link(company.onni);
    await client.signIn(company.onni.email);
    expect((await client.delete('/api/me/identity')).status).toBe(204);
    expect((await client.get('/api/me/sign-in')).body.provider.linkedAt).toBeNull();
    const { entries } = (await client.get('/api/log?kind=signInChanged')).body;
    expect(entries.map((entry: { reason: string }) => entry.reason)).toEqual([
      'identityUnlinked',
      'identityLinked',
    ]);
  });

  test('cannot be undone by whoever would be locked out by it', async () => {
    house.provider.person = knownAs(company.onni);
    const { client } = await link(company.onni);
    await client.signIn(company.onni.email);
    await house.web.database.db
      .updateTable('users')
      .set({ passwordHash: 'none' })
      .where('id', '=', company.onni.id)
      .execute();
    const { status, body } = await client.delete('/api/me/identity');
    expect([status, body.code]).toEqual([409, 'passwordFirst']);
  });
});
