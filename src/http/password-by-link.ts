import type { FastifyReply, FastifyRequest } from 'fastify';
import { instantFromMillis } from '../model/time.ts';
import { changePassword } from '../store/change-password.ts';
import { type Handle, inTransaction } from '../store/handle.ts';
import { setUnconfirmedSince } from '../store/mailbox-confirmations.ts';
import { findOrganization } from '../store/organizations.ts';
import { findPasswordLink, type PasswordLink, takePasswordLink } from '../store/password-links.ts';
import { hashPassword, NO_PASSWORD } from '../store/passwords.ts';
import type { LinkPurpose } from '../store/schema/people.ts';
import { findSignInCandidate } from '../store/sign-in.ts';
import { findUser, type User } from '../store/users.ts';
import type { IssuedLink, Me, PasswordByLink } from './contract.ts';
import { enter } from './enter.ts';
import { isUuid } from './identifiers.ts';
import { issueLink } from './issue-link.ts';
import type { HttpParts } from './parts.ts';
import { requireGoodPassword } from './password-rules.ts';
import { Refusal } from './refusal.ts';
import { tellSignInChange } from './sign-in-story.ts';

const now = () => instantFromMillis(Date.now());

/** The link of a token; refuses (410) one that was used, is too old, or never was. */
export async function linkOf({ database }: HttpParts, token: string): Promise<PasswordLink> {
  const link = await findPasswordLink(database.db, token, now());
  if (!link) throw new Refusal(410, 'linkNotValid');
  return link;
}

/**
 * Sets the password of the link's person, once, and signs them in. All their sessions end with it. A
 * password that is refused leaves the link good for another try.
 */
export async function setPasswordByLink(
  parts: HttpParts,
  { token, newPassword }: PasswordByLink,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<Me> {
  const { organizationId, userId, email, issuedBy, way } = await linkOf(parts, token);
  requireGoodPassword(newPassword, email);
  const passwordHash = await hashPassword(newPassword);
  await inTransaction(parts.database.db, async (trx) => {
    if (!(await takePasswordLink(trx, token, now()))) throw new Refusal(410, 'linkNotValid');
    await changePassword(trx, organizationId, userId, passwordHash, now());
    const isHandedOver = way === 'handedOver';
    // A mailed link shows that whoever used it reads the mailbox; one that passed through other hands does not.
    await setUnconfirmedSince(trx, organizationId, userId, isHandedOver ? now() : null);
    const about = { organizationId, userId };
    if (!isHandedOver) return tellSignInChange(trx, about, 'passwordChanged', userId);
    // It is told with whose hands they were, and in the audit trail from where it was used.
    const from = [{ field: 'networkAddress', before: null, after: request.ip }];
    await tellSignInChange(trx, about, 'passwordSetByLink', issuedBy, from);
  });
  return enter(parts, { organizationId, id: userId }, { request, reply, passwordHash });
}

/**
 * Issues a link for a user of a company and writes it into the log; refuses (404) an unknown user. Where no mail can be
 * sent and the account was used before, none is made: whoever runs the installation hands it over.
 */
export async function issueLinkFor(
  parts: HttpParts,
  request: FastifyRequest,
  order: {
    readonly organizationId: string;
    readonly userId: string;
    readonly purpose: LinkPurpose;
    readonly issuedBy: string;
  },
): Promise<IssuedLink> {
  const { db } = parts.database;
  const { organizationId, userId, purpose, issuedBy } = order;
  const user = isUuid(userId) ? await findUser(db, organizationId, userId) : undefined;
  const organization = await findOrganization(db, organizationId);
  if (!user?.isActive || !organization) throw new Refusal(404, 'userNotFound');
  if (parts.mailer === null && !(await isUnused(db, user)))
    return { email: user.email, way: 'byOperator', link: null, expiresAt: null };
  const about = { user, organizationName: organization.name, purpose, issuedBy };
  const issued = await issueLink(parts, request, about);
  await tellSignInChange(db, { organizationId, userId: user.id }, 'linkIssued', issuedBy);
  return issued;
}

/**
 * Whether nobody has ever come into the account. Only then is a link handed over by whoever looks after a company's
 * users: with one for an account in use they could come in as its user, and read what is theirs alone.
 */
async function isUnused(db: Handle, { organizationId, id, lastSignInAt }: User): Promise<boolean> {
  if (lastSignInAt !== null) return false;
  return (await findSignInCandidate(db, organizationId, id))?.passwordHash === NO_PASSWORD;
}
