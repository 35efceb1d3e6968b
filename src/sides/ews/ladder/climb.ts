import type { EwsConnection, EwsSettings } from '../connection.ts';
import type { MailboxAccess } from '../mailbox-access.ts';

/** What the rungs of one connection test share. */
export interface Climb {
  readonly settings: EwsSettings;
  readonly connection: EwsConnection;
  /** The mailbox that the administrator chose, as the delegate reaches it. */
  readonly access: MailboxAccess;
  /** The address as it was typed. */
  readonly mailbox: string;
  readonly signal: AbortSignal;
}
