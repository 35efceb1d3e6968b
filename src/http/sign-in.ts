import type { FastifyRequest } from 'fastify';
import { instantFromMillis } from '../model/time.ts';
import type { Database } from '../store/database.ts';
import { NO_PASSWORD, verifyNobody, verifyPassword } from '../store/passwords.ts';
import { findSignInCandidates, recordFailedSignIn, type SignInCandidate } from '../store/sign-in.ts';
import { insertStories } from '../store/stories.ts';
import { AttemptBrake } from './attempt-brake.ts';
import type { SignIn } from './contract.ts';
import { Refusal } from './refusal.ts';

const PAUSES = { firstPause: 5_000, longestPause: 15 * 60_000 };

/** The pauses that failed sign-ins earn, by account and by network address. */
export class SignInBrakes {
  readonly account = new AttemptBrake({ free: 5, ...PAUSES, forgiveEvery: 10 * 60_000 });
  /** A company behind one address shares it, hence the many free ones. */
  readonly address = new AttemptBrake({ free: 50, ...PAUSES, forgiveEvery: 30_000 });
}

/**
 * The user whose address and password these are; `enter` then lets them in. Refuses with 401 in the same words, and after the same
 * work, whether the account does not exist or the password is wrong; with 429 during a pause.
 */
export async function signIn(
  { db }: Database,
  brakes: SignInBrakes,
  { email, password }: SignIn,
  request: FastifyRequest,
): Promise<SignInCandidate> {
  const account = email.trim().toLowerCase();
  refuseDuringPause(Math.max(brakes.account.waitFor(account), brakes.address.waitFor(request.ip)));
  brakes.account.begin(account);
  brakes.address.begin(request.ip);
  const candidates = await findSignInCandidates(db, account);
  const user = await whoseSecret(candidates, password);
  if (user === null) {
    await recordFailures(db, candidates);
    throw new Refusal(401, 'wrongCredentials');
  }
  // Only one who knows the password is told that the account is locked.
  refuseDuringPause(user.lockedUntil === null ? 0 : Date.parse(user.lockedUntil) - Date.now());
  brakes.account.forget(account);
  brakes.address.takeBack(request.ip);
  return user;
}

function refuseDuringPause(millis: number): void {
  if (millis <= 0) return;
  const seconds = Math.ceil(millis / 1000);
  throw new Refusal(429, 'tooManyAttempts', { params: { seconds }, retryAfterSeconds: seconds });
}

/** One address may be known to several companies; the password tells which of them is meant. */
async function whoseSecret(
  candidates: readonly SignInCandidate[],
  password: string,
): Promise<SignInCandidate | null> {
  const withPassword = candidates.filter(({ passwordHash }) => passwordHash !== NO_PASSWORD);
  if (withPassword.length === 0) await verifyNobody(password);
  for (const candidate of withPassword)
    if (await verifyPassword(password, candidate.passwordHash)) return candidate;
  return null;
}

/** Counts the failure in the store too, where it outlives this process; a lock is told in the log. */
async function recordFailures(db: Database['db'], candidates: readonly SignInCandidate[]): Promise<void> {
  const at = instantFromMillis(Date.now());
  for (const { organizationId, id, lockedUntil } of candidates) {
    const locked = await recordFailedSignIn(db, organizationId, id, at);
    const isNewLock = locked !== null && locked > at && (lockedUntil === null || lockedUntil <= at);
    if (isNewLock)
      await insertStories(db, organizationId, [
        { at, userId: id, severity: 'warning', kind: 'signInFailed', code: 'accountLocked' },
      ]);
  }
}
