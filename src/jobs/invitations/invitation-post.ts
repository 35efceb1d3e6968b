import type { Handle } from '../../store/handle.ts';
import {
  type InvitationMailDue,
  type MailResult,
  settleInvitationMail,
  takeInvitationMails,
} from '../../store/invitation-mails.ts';
import { takeTurn } from '../../store/turns.ts';
import type { AlertMailer } from '../alerts/alert-post.ts';
import { invitationMail } from './invitation-mail.ts';

export interface InvitationPostOptions {
  readonly db: Handle;
  /** Null where this installation has no mail server. */
  readonly mailer: AlertMailer | null;
  /** Where people reach the page, without a slash at the end; null when nobody said. */
  readonly publicUrl: string | null;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Pauses (milliseconds) after each failed try that differ from the usual ones (tests). */
  readonly pauses?: readonly number[] | undefined;
  /** For how long a turn is taken, where it differs from the usual time (tests). */
  readonly turnSeconds?: number | undefined;
}

const MINUTE = 60_000;

/** Pauses after failed tries; after the last try a mail is given up, and the list of users says so. */
const PAUSES = [1, 10, 60, 240].map((minutes) => minutes * MINUTE);

/** For how long a mail belongs to its taker (seconds): longer than any try can take. */
const LEASE_SECONDS = 120;

/**
 * Two mails in five seconds, of all processes together: a whole company is invited at once, and mail servers take
 * no more than some thirty a minute from one sender (Exchange Online: "Message rate limit").
 */
const AT_ONCE = 2;
const TURN_SECONDS = 5;

/** Sends the mails of invitations, a few at a time, each until a mail server takes it or it was tried often enough. */
export class InvitationPost {
  readonly #options: InvitationPostOptions;

  constructor(options: InvitationPostOptions) {
    this.#options = options;
  }

  /** Sends a few, if it is this process's turn and it can send at all. */
  async sendInTurn(): Promise<void> {
    const { db, mailer, publicUrl, now, turnSeconds = TURN_SECONDS } = this.#options;
    if (mailer === null || publicUrl === null) return;
    if (!(await takeTurn(db, 'invitations', turnSeconds))) return;
    const due = await takeInvitationMails(db, now(), LEASE_SECONDS, AT_ONCE);
    for (const mail of due) await settleInvitationMail(db, mail, await this.#send(mail, mailer, publicUrl));
  }

  async #send(due: InvitationMailDue, mailer: AlertMailer, publicUrl: string): Promise<MailResult> {
    try {
      await mailer.send({ to: due.email, ...invitationMail(due, publicUrl) });
      return { sent: true };
    } catch (error) {
      const pause = (this.#options.pauses ?? PAUSES)[due.attempts - 1];
      const words = error instanceof Error ? error.message : String(error);
      return { error: words, nextTryAt: pause === undefined ? null : this.#options.now() + pause };
    }
  }
}
