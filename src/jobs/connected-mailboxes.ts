import type { ListenedMailbox } from '../store/listening.ts';
import type { MailboxRef } from '../store/synchronizations.ts';

/** Mailboxes whose changes are told to this process at this moment. */
export class ConnectedMailboxes {
  readonly #keys = new Set<string>();

  get size(): number {
    return this.#keys.size;
  }

  note(mailbox: MailboxRef, isConnected: boolean): void {
    if (isConnected) this.#keys.add(keyOf(mailbox));
    else this.#keys.delete(keyOf(mailbox));
  }

  /** Of the claimed mailboxes, those of which the database says otherwise. */
  misnoted(claimed: readonly ListenedMailbox[]): { connected: MailboxRef[]; disconnected: MailboxRef[] } {
    const wrong = claimed.filter((mailbox) => mailbox.isNoted !== this.#keys.has(keyOf(mailbox)));
    return {
      connected: wrong.filter(({ isNoted }) => !isNoted),
      disconnected: wrong.filter(({ isNoted }) => isNoted),
    };
  }

  clear(): void {
    this.#keys.clear();
  }
}

function keyOf({ organizationId, userId }: MailboxRef): string {
  return `${organizationId}:${userId}`;
}
