import { randomBytes } from 'node:crypto';
import type { Language } from '../model/organization.ts';
import type { Instant } from '../model/time.ts';
import type { Handle } from './handle.ts';
import type { LinkPurpose, LinkWay } from './schema/people.ts';
import { hashToken } from './token-hash.ts';

export interface NewPasswordLink {
  readonly organizationId: string;
  readonly userId: string;
  readonly purpose: LinkPurpose;
  readonly issuedBy: string | null;
  readonly way: LinkWay;
  readonly expiresAt: Instant;
}

/** A link that is still good, with the person whom it lets set their password. */
export interface PasswordLink extends NewPasswordLink {
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly language: Language;
  readonly organizationName: string;
}

/**
 * Keeps a new link and answers its token: 256 random bits of which only the hash is stored. Earlier links
 * stay good until one of them is used, so that asking for another cannot take one away.
 */
export async function insertPasswordLink(db: Handle, link: NewPasswordLink): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  await db
    .insertInto('passwordLinks')
    .values({ ...link, tokenHash: hashToken(token) })
    .execute();
  return token;
}

/** The link of a token; undefined when there is none, its time is over, or its user is no longer active. */
export async function findPasswordLink(
  db: Handle,
  token: string,
  now: Instant,
): Promise<PasswordLink | undefined> {
  return linksWithPeople(db)
    .where('l.tokenHash', '=', hashToken(token))
    .where('l.expiresAt', '>', now)
    .executeTakeFirst();
}

/**
 * Takes a link out for good, so that of two who use it at the same time one alone succeeds. Answers
 * whether it was still there.
 */
export async function takePasswordLink(trx: Handle, token: string, now: Instant): Promise<boolean> {
  const taken = await trx
    .deleteFrom('passwordLinks')
    .where('tokenHash', '=', hashToken(token))
    .where('expiresAt', '>', now)
    .returning('userId')
    .executeTakeFirst();
  return taken !== undefined;
}

/** Takes away every link of a user that is still good. */
export async function removePasswordLinks(
  trx: Handle,
  organizationId: string,
  userId: string,
): Promise<void> {
  await trx
    .deleteFrom('passwordLinks')
    .where('organizationId', '=', organizationId)
    .where('userId', '=', userId)
    .execute();
}

/** Links of one user that were issued in the last while; by it mails are kept from being many. */
export async function countPasswordLinksSince(
  db: Handle,
  organizationId: string,
  userId: string,
  since: Instant,
): Promise<number> {
  const { count } = await db
    .selectFrom('passwordLinks')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('organizationId', '=', organizationId)
    .where('userId', '=', userId)
    .where('createdAt', '>', since)
    .executeTakeFirstOrThrow();
  return Number(count);
}

function linksWithPeople(db: Handle) {
  return db
    .selectFrom('passwordLinks as l')
    .innerJoin('users as u', (join) =>
      join.onRef('u.organizationId', '=', 'l.organizationId').onRef('u.id', '=', 'l.userId'),
    )
    .innerJoin('organizations as o', 'o.id', 'l.organizationId')
    .where('u.isActive', '=', true)
    .select(['l.organizationId', 'l.userId', 'l.purpose', 'l.issuedBy', 'l.way', 'l.expiresAt'])
    .select(['u.email', 'u.firstName', 'u.lastName', 'u.language', 'o.name as organizationName']);
}
