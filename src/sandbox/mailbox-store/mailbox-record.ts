/** What the directory knows of a mailbox. */
export interface MailboxRecord {
  readonly guid: string;
  readonly primaryAddress: string;
  readonly secondaryAddresses: readonly string[];
  readonly displayName: string;
  /** Windows zone id. */
  readonly zone: string;
  /** Where the mailbox lives: changes when it is moved, and every item id with it. */
  readonly replica: string;
  /** True for a room or another resource that answers meeting requests by itself. */
  readonly automaticBooking?: boolean;
}
