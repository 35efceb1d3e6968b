/** The right to act for others: for all mailboxes, or for those of a scope. */
export interface ImpersonationRight {
  /** Primary addresses; null means every mailbox of the organization. */
  readonly scope: readonly string[] | null;
}

/** A user of the directory: someone who can sign in, with or without a mailbox. */
export interface AccountRecord {
  readonly sid: string;
  readonly principalName: string;
  /** The name after `DOMAIN\`. */
  readonly accountName: string;
  readonly displayName: string;
  readonly password: string;
  /** The guid of the account's own mailbox, or null. */
  readonly mailbox: string | null;
  readonly impersonation: ImpersonationRight | null;
  /** Disabled in the directory: nobody signs in as it, and nobody acts for it. */
  readonly isDisabled?: boolean;
  /** Its licence was taken away: the account is there, and its mailbox cannot be reached. */
  readonly isUnlicensed?: boolean;
  /** True for an application with a token: it has to say in every request for whom it acts. */
  readonly isApplication?: boolean;
}
