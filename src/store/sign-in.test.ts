import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { freshDatabase, type TestDatabase } from '../../test/fixtures/database.ts';
import { insertOrganization } from './organizations.ts';
import {
  ATTEMPTS_BEFORE_LOCK,
  FIRST_LOCK,
  findSignInCandidate,
  LONGEST_LOCK,
  recordFailedSignIn,
  recordSignIn,
} from './sign-in.ts';
import { insertUser } from './users.ts';

const AT = '2026-11-25T09:00:00.000Z';
let database: TestDatabase;
const organizationId = randomUUID();
let userId: string;

beforeAll(async () => {
  database = await freshDatabase();
  const organization = { id: organizationId, name: 'Yritys Oy', timeZone: 'Europe/Helsinki' };
  await insertOrganization(database.db, organization);
});
afterAll(() => database.close());
beforeEach(async () => {
  userId = randomUUID();
  await insertUser(database.db, {
    organizationId,
    id: userId,
    email: `${userId}@yritys.example`,
    firstName: 'Onni',
    lastName: 'Virtanen',
    role: 'user',
    passwordHash: 'a hash',
    language: 'fi',
    timeZone: 'Europe/Helsinki',
  });
});

const fail = () => recordFailedSignIn(database.db, organizationId, userId, AT);
const succeed = (passwordHash?: string) =>
  recordSignIn(database.db, organizationId, userId, AT, passwordHash);

/** How long the account is locked after each of so many failures, in milliseconds; 0 when it is not. */
async function locksAfter(failures: number): Promise<number[]> {
  const locks: number[] = [];
  for (let failure = 0; failure < failures; failure++) {
    const until = await fail();
    locks.push(until === null ? 0 : Date.parse(until) - Date.parse(AT));
  }
  return locks;
}

test('failures lock the account from the tenth on, and each further one for twice as long, up to a bound', async () => {
  const locks = await locksAfter(ATTEMPTS_BEFORE_LOCK + 5);
  expect(locks.slice(0, ATTEMPTS_BEFORE_LOCK - 1).every((lock) => lock === 0)).toBe(true);
  expect(locks.slice(ATTEMPTS_BEFORE_LOCK - 1)).toEqual([
    FIRST_LOCK,
    FIRST_LOCK * 2,
    FIRST_LOCK * 4,
    FIRST_LOCK * 8,
    LONGEST_LOCK,
    LONGEST_LOCK,
  ]);
});

test('thousands of failures lock for no longer, and break nothing', async () => {
  await database.db.updateTable('users').set({ failedSignIns: 5_000 }).where('id', '=', userId).execute();
  expect(await locksAfter(1)).toEqual([LONGEST_LOCK]);
});

test('a sign-in forgets them all', async () => {
  await locksAfter(ATTEMPTS_BEFORE_LOCK + 1);
  expect(await succeed()).toBe(true);
  expect(await findSignInCandidate(database.db, organizationId, userId)).toMatchObject({
    failedSignIns: 0,
    lockedUntil: null,
    lastSignInAt: AT,
  });
  expect(await locksAfter(1)).toEqual([0]);
});

test('a sign-in with a password that is no longer the user’s is not recorded', async () => {
  expect(await succeed('another hash')).toBe(false);
  expect(await findSignInCandidate(database.db, organizationId, userId)).toMatchObject({
    lastSignInAt: null,
  });
  expect(await succeed('a hash')).toBe(true);
});

test('nor one of an account that has been closed', async () => {
  await database.db.updateTable('users').set({ isActive: false }).where('id', '=', userId).execute();
  expect(await succeed()).toBe(false);
  expect(await findSignInCandidate(database.db, organizationId, userId)).toBeUndefined();
});
