import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshDatabase, type TestDatabase } from '../../test/fixtures/database.ts';
import { type SeededOrganization, seedOrganization, seedUser } from '../../test/fixtures/database-seed.ts';
import { consumeApiToken, findApiToken, insertApiClient, insertApiToken } from './api-tokens.ts';
import { findSession, removeSession, removeSessionsOfUser, saveSession } from './sessions.ts';
import { ATTEMPTS_BEFORE_LOCK, findSignInCandidates, recordFailedSignIn, recordSignIn } from './sign-in.ts';
import { findUser, findUserByEmail, listUsers, setLanguage } from './users.ts';

const NOW = '2026-11-24T10:00:00.000Z';
const LATER = '2026-11-24T11:00:00.000Z';

describe('people', () => {
  let database: TestDatabase;
  let seed: SeededOrganization;
  let organizationId: string;
  beforeAll(async () => {
    database = await freshDatabase();
    seed = await seedOrganization(database);
    organizationId = seed.organization.id;
  });
  afterAll(() => database.close());

  it('are found by their address in any case of letters, in their own company only', async () => {
    const found = await findUserByEmail(database.db, organizationId, 'ONNI.Virtanen@esimerkki.example');
    expect(found?.id).toBe(seed.onni.id);
    expect(await findUserByEmail(database.db, randomUUID(), seed.onni.email)).toBeUndefined();
  });

  it('never bring the hash of their password along', async () => {
    const user = await findUser(database.db, organizationId, seed.onni.id);
    expect(Object.keys(user ?? {})).not.toContain('passwordHash');
    expect(JSON.stringify(await listUsers(database.db, organizationId))).not.toContain('passwordHash');
  });

  it('have an address once in a company', async () => {
    const again = { organization: seed.organization, firstName: 'Onni', lastName: 'Virtanen' };
    await expect(seedUser(database, { ...again, role: 'user' })).rejects.toThrow('duplicate');
  });

  it('are listed in pages by their ids', async () => {
    const all = await listUsers(database.db, organizationId);
    const first = await listUsers(database.db, organizationId, { limit: 2 });
    const rest = await listUsers(database.db, organizationId, { afterId: first.at(-1)?.id });
    expect([...first, ...rest]).toEqual(all);
    expect(await listUsers(database.db, organizationId, { email: seed.helmi.email })).toHaveLength(1);
    expect(await listUsers(database.db, organizationId, { ids: [seed.aino.id] })).toHaveLength(1);
    expect(await listUsers(database.db, organizationId, { isActive: false })).toEqual([]);
  });

  it('change their language', async () => {
    await setLanguage(database.db, organizationId, seed.onni.id, 'sv');
    expect((await findUser(database.db, organizationId, seed.onni.id))?.language).toBe('sv');
  });

  it('are locked after too many failed attempts, also when all come at once, until they sign in', async () => {
    const attempts = Array.from({ length: ATTEMPTS_BEFORE_LOCK }, () =>
      recordFailedSignIn(database.db, organizationId, seed.helmi.id, NOW),
    );
    const locks = await Promise.all(attempts);
    expect(locks.filter((lock) => lock !== null)).toEqual(['2026-11-24T10:15:00.000Z']);
    const [locked] = await findSignInCandidates(database.db, seed.helmi.email);
    expect(locked).toMatchObject({ id: seed.helmi.id, lockedUntil: '2026-11-24T10:15:00.000Z' });
    await recordSignIn(database.db, organizationId, seed.helmi.id, LATER);
    const [free] = await findSignInCandidates(database.db, seed.helmi.email);
    expect(free).toMatchObject({ lockedUntil: null, failedSignIns: 0, lastSignInAt: LATER });
  });

  it('are candidates of every company that knows their address', async () => {
    const other = await seedOrganization(database);
    const candidates = await findSignInCandidates(database.db, seed.aino.email);
    const companies = candidates.map((candidate) => candidate.organizationId);
    expect(companies).toEqual([organizationId, other.organization.id].sort());
  });

  describe('sessions', () => {
    const session = (fields: object = {}) => ({
      token: randomUUID(),
      organizationId,
      userId: seed.onni.id,
      data: { csrf: 'token' },
      expiresAt: LATER,
      ...fields,
    });

    it('are found by their token until they expire', async () => {
      const saved = session();
      await saveSession(database.db, saved);
      expect(await findSession(database.db, saved.token, NOW)).toEqual(saved);
      expect(await findSession(database.db, saved.token, LATER)).toBeUndefined();
      expect(await findSession(database.db, 'another', NOW)).toBeUndefined();
    });

    it('are stored without their token', async () => {
      const saved = session();
      await saveSession(database.db, saved);
      const rows = await database.db.selectFrom('sessions').selectAll().execute();
      expect(JSON.stringify(rows)).not.toContain(saved.token);
    });

    it('end one by one, or all of a user at once', async () => {
      const [one, two, other] = [session(), session(), session({ userId: seed.aino.id })];
      for (const saved of [one, two, other]) await saveSession(database.db, saved);
      await removeSession(database.db, one.token);
      expect(await findSession(database.db, one.token, NOW)).toBeUndefined();
      await removeSessionsOfUser(database.db, organizationId, seed.onni.id);
      expect(await findSession(database.db, two.token, NOW)).toBeUndefined();
      expect(await findSession(database.db, other.token, NOW)).toBeDefined();
    });
  });

  describe('tokens of the REST API', () => {
    it('are found by kind until they expire, and used up once', async () => {
      const clientId = randomUUID();
      await insertApiClient(database.db, {
        organizationId,
        clientId,
        secretHash: '!',
        scopes: ['users:read'],
      });
      const token = {
        organizationId,
        token: randomUUID(),
        clientId,
        scopes: ['users:read'],
        expiresAt: LATER,
      };
      await insertApiToken(database.db, { ...token, kind: 'refresh' });
      const find = (kind: 'access' | 'refresh', at: string) =>
        findApiToken(database.db, token.token, kind, at);
      expect(await find('refresh', NOW)).toEqual({ ...token, kind: 'refresh' });
      expect(await find('access', NOW)).toBeUndefined();
      expect(await find('refresh', LATER)).toBeUndefined();
      const uses = await Promise.all([1, 2, 3].map(() => consumeApiToken(database.db, token.token, NOW)));
      expect(uses.filter((used) => used)).toHaveLength(1);
    });
  });
});
