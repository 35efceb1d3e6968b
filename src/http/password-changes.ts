import type { FastifyReply, FastifyRequest } from 'fastify';
import { instantFromMillis } from '../model/time.ts';
import { changePassword } from '../store/change-password.ts';
import { inTransaction } from '../store/handle.ts';
import { hashPassword, verifyPassword } from '../store/passwords.ts';
import { findSignInCandidate, type SignInCandidate } from '../store/sign-in.ts';
import { AttemptBrake } from './attempt-brake.ts';
import type { Me, PasswordChange } from './contract.ts';
import { enter } from './enter.ts';
import type { HttpParts } from './parts.ts';
import { requireGoodPassword } from './password-rules.ts';
import { Refusal, refuseField } from './refusal.ts';
import { tellSignInChange } from './sign-in-story.ts';
import type { Viewer } from './viewer.ts';

/** Lets people change their own password; who sits at somebody else's session cannot guess at the old one. */
export class PasswordChanges {
  readonly #parts: HttpParts;
  readonly #brake = new AttemptBrake({
    free: 5,
    firstPause: 5_000,
    longestPause: 15 * 60_000,
    forgiveEvery: 10 * 60_000,
  });

  constructor(parts: HttpParts) {
    this.#parts = parts;
  }

  /** Changes it and ends every session but a new one for this browser; refuses (403) a wrong current one. */
  async change(
    viewer: Viewer,
    { currentPassword, newPassword }: PasswordChange,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<Me> {
    const { db } = this.#parts.database;
    const { organizationId, userId } = viewer;
    const user = await findSignInCandidate(db, organizationId, userId);
    if (!user) throw new Refusal(401, 'signInRequired');
    await this.#requireCurrent(user, currentPassword);
    requireGoodPassword(newPassword, user.email);
    if (newPassword === currentPassword) throw refuseField(400, 'newPassword', 'passwordUnchanged');
    const passwordHash = await hashPassword(newPassword);
    await inTransaction(db, async (trx) => {
      await changePassword(trx, organizationId, userId, passwordHash, instantFromMillis(Date.now()));
      await tellSignInChange(trx, viewer, 'passwordChanged', userId);
    });
    return enter(this.#parts, user, { request, reply, passwordHash });
  }

  async #requireCurrent(user: SignInCandidate, password: string): Promise<void> {
    const wait = this.#brake.waitFor(user.id);
    if (wait > 0) {
      const seconds = Math.ceil(wait / 1000);
      throw new Refusal(429, 'tooManyAttempts', { params: { seconds }, retryAfterSeconds: seconds });
    }
    this.#brake.begin(user.id);
    if (!(await verifyPassword(password, user.passwordHash)))
      throw refuseField(403, 'currentPassword', 'wrongCurrentPassword');
    this.#brake.forget(user.id);
  }
}
