import { type Selectable, sql } from 'kysely';
import type { Instant } from '../model/time.ts';
import type { Handle } from './handle.ts';
import type { UsersTable } from './schema/people.ts';

/** Failed attempts in a row before an account is locked. */
export const ATTEMPTS_BEFORE_LOCK = 10;

/** For how long the first time, and at most (milliseconds): each attempt after a lock ended doubles it. */
export const FIRST_LOCK = 15 * 60_000;
export const LONGEST_LOCK = 4 * 3600_000;

/** A user with what signing in needs; this alone carries the password's hash out of the store. */
export type SignInCandidate = Selectable<UsersTable>;

/** Active users with this address: one in each company that knows it. */
export async function findSignInCandidates(db: Handle, email: string): Promise<readonly SignInCandidate[]> {
  return db
    .selectFrom('users')
    .selectAll()
    .where('email', '=', email.toLowerCase())
    .where('isActive', '=', true)
    .orderBy('organizationId')
    .execute();
}

/**
 * Records a sign-in and forgets earlier failures. With `passwordHash` only if it is still the user's: a
 * password that was changed while it was being checked opens nothing. Answers whether it was recorded. Runs
 * in one transaction with the new session, so that a change of the password sees and ends that session.
 */
export async function recordSignIn(
  trx: Handle,
  organizationId: string,
  userId: string,
  at: Instant,
  passwordHash?: string,
): Promise<boolean> {
  let update = trx
    .updateTable('users')
    .set({ failedSignIns: 0, lockedUntil: null, lastSignInAt: at })
    .where('organizationId', '=', organizationId)
    .where('id', '=', userId)
    .where('isActive', '=', true);
  if (passwordHash !== undefined) update = update.where('passwordHash', '=', passwordHash);
  return (await update.returning('id').executeTakeFirst()) !== undefined;
}

/** What signing in needs of one user; undefined when there is none, or they are no longer active. */
export async function findSignInCandidate(
  db: Handle,
  organizationId: string,
  userId: string,
): Promise<SignInCandidate | undefined> {
  return db
    .selectFrom('users')
    .selectAll()
    .where('organizationId', '=', organizationId)
    .where('id', '=', userId)
    .where('isActive', '=', true)
    .executeTakeFirst();
}

/** Counts a failed attempt; answers until when the account is locked now, or null. */
export async function recordFailedSignIn(
  db: Handle,
  organizationId: string,
  userId: string,
  at: Instant,
): Promise<Instant | null> {
  // More doublings than this only meet the longest lock, and a power without end would overflow.
  const lock = sql`least(${FIRST_LOCK} * power(2, least(failed_sign_ins + 1 - ${ATTEMPTS_BEFORE_LOCK}::int, 20)),
    ${LONGEST_LOCK})`;
  const { lockedUntil: locked } = await db
    .updateTable('users')
    .set({
      failedSignIns: sql`failed_sign_ins + 1`,
      // The count goes on: each attempt after the lock ended locks again, and for longer.
      lockedUntil: sql`case when failed_sign_ins + 1 >= ${ATTEMPTS_BEFORE_LOCK}::int
        then ${at}::timestamptz + ${lock} * interval '1 millisecond' else locked_until end`,
    })
    .where('organizationId', '=', organizationId)
    .where('id', '=', userId)
    .returning('lockedUntil')
    .executeTakeFirstOrThrow();
  return locked;
}
