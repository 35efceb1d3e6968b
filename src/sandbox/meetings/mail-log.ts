import type { Recipient, ResponseType } from '../mailbox-store/item-values.ts';
import type { MeetingMessageKind } from './meeting-message.ts';

/** One mail to one recipient, as it left the sender. */
export interface Mail {
  /** Counts from 1. */
  readonly sequence: number;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly kind: MeetingMessageKind;
  readonly from: Recipient;
  /** Who signed in and had it sent: the sender, or somebody who acts for them; left out of what others here sent. */
  readonly sentBy?: string;
  readonly to: Recipient;
  readonly subject: string;
  /** What it says of place and begin (milliseconds since 1970); absent in journals of before this was kept. */
  readonly location?: string;
  readonly start?: number;
  readonly uid: string;
  readonly meetingSequence: number;
  /** The answer, in a response. */
  readonly answer?: ResponseType;
  /** Whether a mailbox of this server received it, or it left the organization. */
  readonly delivery: 'mailbox' | 'outside';
}

/** How many mails are remembered. */
const capacity = 5_000;

/** Every mail that was sent, oldest first: what is not here was never sent. */
export class MailLog {
  #mails: Mail[] = [];

  /** The sequence number that the next mail gets. */
  get next(): number {
    return (this.#mails.at(-1)?.sequence ?? 0) + 1;
  }

  get all(): readonly Mail[] {
    return this.#mails;
  }

  add(mail: Mail): void {
    this.#mails.push(mail);
    if (this.#mails.length > capacity) this.#mails = this.#mails.slice(-capacity / 2);
  }

  since(sequence: number): Mail[] {
    return this.#mails.filter((mail) => mail.sequence > sequence);
  }

  clear(): void {
    this.#mails = [];
  }
}
