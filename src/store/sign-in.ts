import { type Selectable, sql } from 'kysely';
import type { Instant } from '../model/time.ts';
import type { Handle } from './handle.ts';
import type { UsersTable } from './schema/people.ts';

/** Failed attempts in a row before an account is locked, and for how long (milliseconds). */
export const ATTEMPTS_BEFORE_LOCK = 10;
export const LOCKED_FOR = 15 * 60_000;

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

export async function recordSignIn(
  db: Handle,
  organizationId: string,
  userId: string,
  at: Instant,
): Promise<void> {
  await db
    .updateTable('users')
    .set({ failedSignIns: 0, lockedUntil: null, lastSignInAt: at })
    .where('organizationId', '=', organizationId)
    .where('id', '=', userId)
    .execute();
}

/** Counts a failed attempt; answers until when the account is locked now, or null. */
export async function recordFailedSignIn(
  db: Handle,
  organizationId: string,
  userId: string,
  at: Instant,
): Promise<Instant | null> {
  const lockedUntil = new Date(Date.parse(at) + LOCKED_FOR).toISOString();
  const { lockedUntil: locked } = await db
    .updateTable('users')
    .set({
      failedSignIns: sql`failed_sign_ins + 1`,
      // The count goes on: each attempt after the lock ended locks again.
      lockedUntil: sql`case when failed_sign_ins + 1 >= ${ATTEMPTS_BEFORE_LOCK}
        then ${lockedUntil}::timestamptz else locked_until end`,
    })
    .where('organizationId', '=', organizationId)
    .where('id', '=', userId)
    .returning('lockedUntil')
    .executeTakeFirstOrThrow();
  return locked;
}
