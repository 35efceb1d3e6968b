import type { FastifyRequest } from 'fastify';
import { instantFromMillis } from '../model/time.ts';
import { findOrganization } from '../store/organizations.ts';
import { countPasswordLinksSince } from '../store/password-links.ts';
import { findUsersByEmail, type User } from '../store/users.ts';
import { AttemptBrake } from './attempt-brake.ts';
import { issueLink } from './issue-link.ts';
import type { HttpParts } from './parts.ts';
import { Refusal } from './refusal.ts';
import { tellSignInChange } from './sign-in-story.ts';

const HOUR = 3600_000;

/** More mails than this within an hour are nobody's wish. */
const MAILS_AN_HOUR = 3;

/** Mails links to people who forgot their password, without telling anybody whether there is such a person. */
export class ForgottenPasswords {
  readonly #parts: HttpParts;
  /** A network address that asks for many people's links has to wait. */
  readonly #brake = new AttemptBrake({
    free: 20,
    firstPause: 30_000,
    longestPause: HOUR,
    forgiveEvery: 10 * 60_000,
  });

  constructor(parts: HttpParts) {
    this.#parts = parts;
  }

  /**
   * Takes a request for a link. It answers before anything is looked up, so that neither its words nor its
   * time tell whether the account exists; refuses (409) where no mail can be sent at all.
   */
  askedFor(email: string, request: FastifyRequest): void {
    if (this.#parts.mailer === null) throw new Refusal(409, 'noMail');
    const wait = this.#brake.waitFor(request.ip);
    if (wait > 0) {
      const seconds = Math.ceil(wait / 1000);
      throw new Refusal(429, 'tooManyRequests', { params: { seconds }, retryAfterSeconds: seconds });
    }
    this.#brake.begin(request.ip);
    this.#mailTo(email.trim(), request).catch((error: unknown) =>
      request.log.error({ err: error, requestId: request.id }, 'a link could not be made'),
    );
  }

  /** One mail for each company that knows the address: each is an account of its own. */
  async #mailTo(email: string, request: FastifyRequest): Promise<void> {
    for (const user of await findUsersByEmail(this.#parts.database.db, email))
      await this.#mail(user, request);
  }

  async #mail(user: User, request: FastifyRequest): Promise<void> {
    const { db } = this.#parts.database;
    const { organizationId, id: userId } = user;
    const since = instantFromMillis(Date.now() - HOUR);
    if ((await countPasswordLinksSince(db, organizationId, userId, since)) >= MAILS_AN_HOUR) return;
    const organization = await findOrganization(db, organizationId);
    if (!organization) return;
    const about = { user, organizationName: organization.name, issuedBy: null };
    await issueLink(this.#parts, request, { ...about, purpose: 'reset' });
    await tellSignInChange(db, { organizationId, userId }, 'linkRequested', null);
  }
}
