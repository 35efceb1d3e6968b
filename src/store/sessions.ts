import type { Instant } from '../model/time.ts';
import type { Handle } from './handle.ts';
import { asJson } from './schema/columns.ts';
import { hashToken } from './token-hash.ts';

/** A browser's session. `token` is the secret of the cookie: only its hash is stored. */
export interface Session {
  readonly token: string;
  /** Both null until somebody signs in. */
  readonly organizationId: string | null;
  readonly userId: string | null;
  readonly data: Record<string, unknown>;
  readonly expiresAt: Instant;
}

/** Keeps a session, new or changed. */
export async function saveSession(db: Handle, session: Session): Promise<void> {
  const { token, organizationId, userId, data, expiresAt } = session;
  const content = { organizationId, userId, data: asJson(data), expiresAt };
  await db
    .insertInto('sessions')
    .values({ tokenHash: hashToken(token), ...content })
    .onConflict((conflict) => conflict.column('tokenHash').doUpdateSet(content))
    .execute();
}

/** The session of a token; undefined when there is none or its time is over. */
export async function findSession(db: Handle, token: string, now: Instant): Promise<Session | undefined> {
  const row = await db
    .selectFrom('sessions')
    .select(['organizationId', 'userId', 'data', 'expiresAt'])
    .where('tokenHash', '=', hashToken(token))
    .where('expiresAt', '>', now)
    .executeTakeFirst();
  return row && { token, ...row };
}

/** Gives a session more time; one that was removed in the meantime stays removed. */
export async function extendSession(db: Handle, token: string, expiresAt: Instant): Promise<void> {
  await db.updateTable('sessions').set({ expiresAt }).where('tokenHash', '=', hashToken(token)).execute();
}

export async function removeSession(db: Handle, token: string): Promise<void> {
  await db.deleteFrom('sessions').where('tokenHash', '=', hashToken(token)).execute();
}

/** Signs a user out everywhere but in the session of this token. */
export async function removeOtherSessions(
  db: Handle,
  organizationId: string,
  userId: string,
  token: string,
): Promise<void> {
  await db
    .deleteFrom('sessions')
    .where('organizationId', '=', organizationId)
    .where('userId', '=', userId)
    .where('tokenHash', '<>', hashToken(token))
    .execute();
}

/** Signs a user out everywhere. */
export async function removeSessionsOfUser(
  db: Handle,
  organizationId: string,
  userId: string,
): Promise<void> {
  await db
    .deleteFrom('sessions')
    .where('organizationId', '=', organizationId)
    .where('userId', '=', userId)
    .execute();
}
