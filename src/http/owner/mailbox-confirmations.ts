import { randomUUID } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import type { MailboxNote } from '../../jobs/engine.ts';
import { instantFromMillis } from '../../model/time.ts';
import { inTransaction } from '../../store/handle.ts';
import {
  type CodeOutcome,
  holdOwnership,
  keepMailboxConfirmation,
  setUnconfirmedSince,
  takeConfirmationCode,
} from '../../store/mailbox-confirmations.ts';
import { removeOtherSessions } from '../../store/sessions.ts';
import type { User } from '../../store/users.ts';
import { AttemptBrake } from '../attempt-brake.ts';
import type { MailboxConfirmation } from '../contract.ts';
import { sentence } from '../language.ts';
import type { HttpParts } from '../parts.ts';
import { Refusal, refuseField } from '../refusal.ts';
import { readSessionCookie } from '../session-cookie.ts';
import { tellSignInChange } from '../sign-in-story.ts';
import { requireAvailable } from '../synchronization-gate.ts';
import { newConfirmationCode, readConfirmationCode, shownConfirmationCode } from './confirmation-code.ts';

const HOUR = 3600_000;

/**
 * Lets somebody whose account passed through other hands show that the mailbox is theirs: a code is left in its
 * calendar, as a private entry, and they say it. Whoever cannot read the mailbox cannot know it.
 */
export class MailboxConfirmations {
  readonly #parts: HttpParts;
  /** Nobody's calendar is filled with codes. */
  readonly #brake = new AttemptBrake({
    free: 3,
    firstPause: 60_000,
    longestPause: HOUR,
    forgiveEvery: 20 * 60_000,
  });

  constructor(parts: HttpParts) {
    this.#parts = parts;
  }

  /** Leaves a new code in the user's mailbox; earlier ones end. Throws SideError where it cannot be left there. */
  async ask(user: User, request: FastifyRequest, signal: AbortSignal): Promise<MailboxConfirmation> {
    const { database, engine } = this.#parts;
    await requireAvailable(database, user);
    this.#slowDown(user.id);
    const { organizationId, id: userId, email: mailboxAddress } = user;
    const code = newConfirmationCode();
    const noteKey = randomUUID();
    const expiresAt = instantFromMillis(Date.now() + HOUR);
    const kept = { organizationId, userId, mailboxAddress, code, noteKey, expiresAt };
    // Kept before it is left: should the process die between, the entry is still found by its key.
    const earlier = await inTransaction(database.db, (trx) => keepMailboxConfirmation(trx, kept));
    await engine.leaveNote({ ...noteOf(user, noteKey), ...wordsFor(user, code) }, signal);
    if (earlier !== null) this.#takeAway(noteOf(user, earlier), request);
    return { mailboxAddress, expiresAt };
  }

  /**
   * Takes the code that a person says. From the right one on the account is in doubt no longer, and whoever else is
   * signed in to it is outside. Refuses (422) a wrong one, and (410) when another has to be asked for.
   */
  async confirm(user: User, typed: string, request: FastifyRequest): Promise<void> {
    const { organizationId, id: userId } = user;
    const now = instantFromMillis(Date.now());
    const of = { organizationId, userId };
    const taken = await inTransaction(this.#parts.database.db, async (trx): Promise<CodeOutcome> => {
      const result = await takeConfirmationCode(trx, of, readConfirmationCode(typed), now);
      if (result.outcome !== 'right') return result;
      // The code shows who reads that mailbox; of another one, to which the address was changed since, it says nothing.
      const held = await holdOwnership(trx, organizationId, userId);
      if (result.mailboxAddress !== held?.email) return { outcome: 'over' };
      await setUnconfirmedSince(trx, organizationId, userId, null);
      await removeOtherSessions(trx, organizationId, userId, readSessionCookie(request) ?? '');
      await tellSignInChange(trx, of, 'mailboxConfirmed', userId);
      return result;
    });
    if (taken.outcome === 'wrong') throw refuseField(422, 'code', 'confirmationWrong');
    if (taken.outcome !== 'right') throw refuseField(410, 'code', 'confirmationOver');
    this.#takeAway(noteOf(user, taken.noteKey), request);
  }

  #slowDown(userId: string): void {
    const wait = this.#brake.waitFor(userId);
    if (wait > 0) {
      const seconds = Math.ceil(wait / 1000);
      throw new Refusal(429, 'tooManyRequests', { params: { seconds }, retryAfterSeconds: seconds });
    }
    this.#brake.begin(userId);
  }

  /** Nobody waits for it, and an entry that stays is no more than untidy: its code is used up or over. */
  #takeAway(note: Omit<MailboxNote, 'subject' | 'text'>, request: FastifyRequest): void {
    this.#parts.engine
      .takeNoteAway(note, AbortSignal.timeout(HOUR / 60))
      .catch((error: unknown) =>
        request.log.warn({ err: error, requestId: request.id }, 'an entry with a used code was left behind'),
      );
  }
}

function noteOf({ organizationId, id: userId, email: mailboxAddress }: User, key: string) {
  return { organizationId, userId, mailboxAddress, key };
}

function wordsFor({ language, email }: User, code: string) {
  const params = { code: shownConfirmationCode(code), email };
  return {
    subject: sentence(language, 'mailboxNote.subject', params),
    text: sentence(language, 'mailboxNote.text', params),
  };
}
