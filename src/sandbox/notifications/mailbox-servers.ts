import type { MailboxRecord } from '../mailbox-store/mailbox-record.ts';

/** Where mailboxes live unless the controls say otherwise. */
const firstServer = 'sandbox01.esimerkki.example';

/**
 * On which mailbox server each mailbox lives. Subscriptions live on the server to which their Subscribe was routed,
 * and can be streamed only there. Not kept over a restart.
 */
export class MailboxServers {
  readonly #placed = new Map<string, string>();

  /** @returns the server's full name; the first server for no mailbox */
  of(mailbox: MailboxRecord | null): string {
    return this.#placed.get(mailbox?.guid ?? '') ?? firstServer;
  }

  place(mailbox: MailboxRecord, server: string): void {
    this.#placed.set(mailbox.guid, server);
  }

  reset(): void {
    this.#placed.clear();
  }
}
