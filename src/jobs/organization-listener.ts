import type { EwsConnection } from '../sides/ews/connection.ts';
import type { Listener, ListenerLimits } from '../sides/ews/notifications/listener-words.ts';
import type { ListenedMailbox } from '../store/listening.ts';
import type { StoreLog } from '../store/store-log.ts';
import type { MailboxRef } from '../store/synchronizations.ts';

/** What a company's listener tells the process. */
export interface Heard {
  /** A change was told, or may have gone untold. */
  dirty(mailbox: MailboxRef, why: 'event' | 'gap'): void;
  connected(mailbox: MailboxRef, isConnected: boolean): void;
}

/** The listener for one company's mailboxes over one connection. */
export class OrganizationListener {
  readonly connection: EwsConnection;
  readonly #listener: Listener;

  constructor(
    organizationId: string,
    connection: EwsConnection,
    { heard, log, limits }: { heard: Heard; log: StoreLog; limits: Partial<ListenerLimits> },
  ) {
    this.connection = connection;
    const mailbox = (userId: string): MailboxRef => ({ organizationId, userId });
    this.#listener = connection.listen(
      {
        dirty: (userId, why) => heard.dirty(mailbox(userId), why),
        connected: (userId, isConnected) => heard.connected(mailbox(userId), isConnected),
        trouble: (userIds, { code, words, requestId }) =>
          log.warn(
            { organizationId, mailboxes: userIds.length, code, words, requestId },
            'notifications do not arrive; the sweep looks after these mailboxes',
          ),
      },
      limits,
    );
  }

  watch(mailboxes: readonly ListenedMailbox[]): void {
    this.#listener.watch(
      mailboxes.map(({ userId, address }) => ({
        key: userId,
        // No zone: notifications carry no times.
        mailbox: { address, zone: null },
      })),
    );
  }

  close(): Promise<void> {
    return this.#listener.close();
  }
}
