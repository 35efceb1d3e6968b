import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { setUnconfirmedSince } from '../../src/store/mailbox-confirmations.ts';
import { NO_PASSWORD } from '../../src/store/passwords.ts';
import { findIdentityOwner } from '../../src/store/sign-in-identities.ts';
import { findUser } from '../../src/store/users.ts';
import { addOperator, addPerson, type Company, connect } from '../fixtures/companies.ts';
import { House, type HouseOptions, isProvider, knownAs } from '../fixtures/http-house.ts';
import { startServer } from '../fixtures/http-server.ts';
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

/** Does something in a house that is set up otherwise. */
async function elsewhere(
  options: HouseOptions,
  work: (house: House, company: Company) => Promise<void>,
): Promise<void> {
  const other = await House.open(options);
  try {
    await work(other, await other.company());
  } finally {
    await other.close();
  }
}

const users = async () =>
  (await house.web.database.db.selectFrom('users').select(['id', 'role']).execute()).map(
    ({ id, role }) => `${id} ${role}`,
  );

describe('somebody whom the provider knows', () => {
  test('signs in by their verified address, and comes back to where they were', async () => {
    house.provider.person = knownAs(company.onni);
    const browser = new Wanderer();
    const { url } = await browser.go(`${house.start}?back=${encodeURIComponent('/log?severity=error')}`);
    expect(url.pathname + url.search).toBe('/log?severity=error');
    expect(await house.whoIsIn(browser)).toBe(company.onni.email);
  });

  test('is known by their subject from then on, whatever their address becomes', async () => {
    house.provider.person = knownAs(company.onni, 'the subject of Onni');
    await house.signIn();
    const identity = { issuer: house.provider.issuer, subject: 'the subject of Onni' };
    expect(await findIdentityOwner(house.web.database.db, identity)).toMatchObject({
      userId: company.onni.id,
    });
    house.provider.person = { ...knownAs(company.helmi, 'the subject of Onni'), email_verified: false };
    expect(await house.signIn()).toBe(company.onni.email);
  });

  test('is found by an address that the ID token itself tells, too', async () => {
    await elsewhere({ addressInIdToken: true }, async (house, company) => {
      house.provider.person = knownAs(company.aino);
      expect(await house.signIn()).toBe(company.aino.email);
    });
  });

  test('starts a run where their synchronization is on, and turns it on for nobody', async () => {
    house.provider.person = knownAs(company.onni);
    await house.signIn();
    expect(house.web.engine.triggersOf(company.onni.id)).toEqual([]);
    expect(await house.web.database.db.selectFrom('synchronizations').selectAll().execute()).toEqual([]);
    await connect(house.web.database, house.web.secretKey, company);
    const onni = house.web.client();
    const { id } = await onni.signIn(company.onni.email);
    expect((await onni.post(`/api/users/${id}/synchronization/on`)).status).toBe(200);
    await house.signIn();
    expect(house.web.engine.triggersOf(id)).toContain('signIn');
  });

  /** Whether the page would ask whoever is in at this browser to show that the mailbox is theirs. */
  const isAsked = async (browser: Wanderer) => {
    const url = new URL(`${house.web.url}/api/users/${company.onni.id}/synchronization`);
    const response = await fetch(url, { headers: { cookie: browser.cookiesFor(url) } });
    return ((await response.json()) as { needsConfirmation: boolean }).needsConfirmation;
  };

  test('owns the mailbox of an address that the provider vouches for, in that session alone', async () => {
    const { db } = house.web.database;
    await setUnconfirmedSince(db, company.id, company.onni.id, new Date().toISOString());
    house.provider.person = knownAs(company.onni);
    const browser = new Wanderer();
    await house.arrive(browser, house.start);
    expect(await isAsked(browser)).toBe(false);
    const byPassword = house.web.client();
    await byPassword.signIn(company.onni.email);
    const view = await byPassword.get(`/api/users/${company.onni.id}/synchronization`);
    expect(view.body.needsConfirmation).toBe(true);
  });

  test('owns nothing by an identity whose address is not the account’s', async () => {
    const { db } = house.web.database;
    house.provider.person = knownAs(company.onni, 'linked before');
    await house.signIn();
    await setUnconfirmedSince(db, company.id, company.onni.id, new Date().toISOString());
    house.provider.person = knownAs(company.helmi, 'linked before');
    const browser = new Wanderer();
    await house.arrive(browser, house.start);
    expect(await isAsked(browser)).toBe(true);
  });

  test('ends the doubt for good where the account has no password that others may know', async () => {
    const { db } = house.web.database;
    await db
      .updateTable('users')
      .set({ passwordHash: NO_PASSWORD, unconfirmedSince: new Date().toISOString() })
      .where('id', '=', company.onni.id)
      .execute();
    house.provider.person = knownAs(company.onni);
    await house.signIn();
    expect((await findUser(db, company.id, company.onni.id))?.unconfirmedSince).toBeNull();
  });

  test('is sent back as whoever is in at the provider, until it is asked to look anew', async () => {
    const browser = new Wanderer();
    house.provider.person = { sub: 'stranger', email: `stranger@${company.domain}`, email_verified: true };
    expect(await house.arrive(browser, house.start)).toBe('noAccount');
    house.provider.person = knownAs(company.onni);
    expect(await house.arrive(browser, house.start)).toBe('noAccount');
    const asked = await browser.go(`${house.start}?again=true`, isProvider);
    expect(asked.url.searchParams.get('prompt')).toBe('login');
  });

  test('signs in although somebody has guessed at their password until it was locked', async () => {
    const lockedUntil = new Date(Date.now() + 60_000).toISOString();
    await house.web.database.db
      .updateTable('users')
      .set({ lockedUntil })
      .where('id', '=', company.onni.id)
      .execute();
    house.provider.person = knownAs(company.onni);
    expect(await house.signIn()).toBe(company.onni.email);
  });
});

describe('nobody comes in, and the page says why, when', () => {
  test.each([false, undefined, 'true'])('the address is not verified (%s)', async (email_verified) => {
    house.provider.person = { ...knownAs(company.onni), email_verified };
    expect(await house.signIn()).toBe('addressUnverified');
  });

  test('an address is only a name that people give themselves', async () => {
    house.provider.person = { sub: 'somebody', preferred_username: company.aino.email };
    expect(await house.signIn()).toBe('addressUnverified');
  });

  test('nobody has the address: no account is ever made, least of all an administrator’s', async () => {
    const before = await users();
    house.provider.person = { sub: 'stranger', email: `stranger@${company.domain}`, email_verified: true };
    expect(await house.signIn()).toBe('noAccount');
    expect(await users()).toEqual(before);
  });

  test('the account has been closed, whether it was linked or not', async () => {
    house.provider.person = knownAs(company.onni);
    await house.signIn();
    await house.web.database.db
      .updateTable('users')
      .set({ isActive: false })
      .where('id', '=', company.onni.id)
      .execute();
    expect(await house.signIn()).toBe('noAccount');
    house.provider.person = knownAs(company.onni, 'another subject');
    expect(await house.signIn()).toBe('noAccount');
  });

  test('two companies know the address', async () => {
    const second = await house.company();
    await addPerson(house.web.database, second.id, company.domain, 'Onni');
    house.provider.person = knownAs(company.onni);
    expect(await house.signIn()).toBe('severalAccounts');
  });

  test('the address has passed to somebody else at the provider', async () => {
    house.provider.person = knownAs(company.onni, 'the first Onni');
    await house.signIn();
    house.provider.person = knownAs(company.onni, 'the second Onni');
    expect(await house.signIn()).toBe('otherIdentity');
  });

  test('the provider speaks for other domains alone', async () => {
    await elsewhere({ domains: ['elsewhere.example'] }, async (house, company) => {
      house.provider.person = knownAs(company.onni);
      expect(await house.signIn()).toBe('otherDomain');
    });
  });

  test('it is an operator’s address: a company’s provider does not open the installation', async () => {
    const operator = await addOperator(house.web.database, company.domain);
    house.provider.person = knownAs(operator);
    expect(await house.signIn()).toBe('operatorNotLinked');
  });

  test('the person gives up at the provider', async () => {
    house.provider.person = null;
    expect(await house.signIn()).toBe('denied');
  });

  test('the provider does not answer', async () => {
    await elsewhere({}, async (house) => {
      await house.provider.close();
      expect(await house.signIn()).toBe('unavailable');
      expect(house.web.logged.join('')).toContain('"problem":"unavailable"');
    });
  });
});

test('where no provider is configured there is no way there', async () => {
  const plain = await startServer();
  try {
    expect((await plain.client().get('/api/start')).body.provider).toBeNull();
    expect((await plain.client().get('/api/oidc/start')).body.code).toBe('noProvider');
    expect((await plain.client().get('/api/oidc/callback?code=x&state=y')).body.code).toBe('noProvider');
  } finally {
    await plain.close();
  }
});
