import type { Instant } from '../model/time.ts';
import type { Handle } from './handle.ts';

/** What an OpenID provider calls a person: the pair never changes, unlike names and addresses. */
export interface Identity {
  readonly issuer: string;
  readonly subject: string;
}

export interface IdentityOwner {
  readonly organizationId: string;
  readonly userId: string;
}

/** Whose account an identity opens; undefined when it is linked to none. */
export async function findIdentityOwner(db: Handle, identity: Identity): Promise<IdentityOwner | undefined> {
  return db
    .selectFrom('signInIdentities')
    .select(['organizationId', 'userId'])
    .where('issuer', '=', identity.issuer)
    .where('subject', '=', identity.subject)
    .executeTakeFirst();
}

/** The user's own identity at a provider; undefined when they have linked none. */
export async function findIdentityOf(
  db: Handle,
  { organizationId, userId }: IdentityOwner,
  issuer: string,
): Promise<{ readonly subject: string; readonly linkedAt: Instant } | undefined> {
  return db
    .selectFrom('signInIdentities')
    .select(['subject', 'linkedAt'])
    .where('organizationId', '=', organizationId)
    .where('userId', '=', userId)
    .where('issuer', '=', issuer)
    .executeTakeFirst();
}

/**
 * Links an identity to an account, once: answers false when the identity opens another account, or the
 * account has another identity at this provider. Linking what is linked already is no error.
 */
export async function linkIdentity(db: Handle, owner: IdentityOwner, identity: Identity): Promise<boolean> {
  await db
    .insertInto('signInIdentities')
    .values({ ...owner, ...identity })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const linked = await findIdentityOwner(db, identity);
  return linked?.organizationId === owner.organizationId && linked.userId === owner.userId;
}

/** Undoes the link; answers whether there was one. */
export async function unlinkIdentity(
  db: Handle,
  { organizationId, userId }: IdentityOwner,
  issuer: string,
): Promise<boolean> {
  const removed = await db
    .deleteFrom('signInIdentities')
    .where('organizationId', '=', organizationId)
    .where('userId', '=', userId)
    .where('issuer', '=', issuer)
    .returning('subject')
    .execute();
  return removed.length > 0;
}
