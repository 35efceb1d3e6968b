import type { AccountRecord } from './account.ts';
import type { Mailbox } from './mailbox.ts';

/** Who is there: accounts by every way of naming them, mailboxes by address and guid. Names ignore case. */
export class Directory {
  readonly #accounts = new Map<string, AccountRecord>();
  readonly #accountKeys = new Map<string, string>();
  readonly #accountOfMailbox = new Map<string, string>();
  readonly #mailboxes = new Map<string, Mailbox>();
  readonly #addresses = new Map<string, string>();

  get accounts(): AccountRecord[] {
    return [...this.#accounts.values()];
  }

  get accountCount(): number {
    return this.#accounts.size;
  }

  get mailboxes(): Mailbox[] {
    return [...this.#mailboxes.values()];
  }

  /** Also after it was renamed. @param netBiosDomain the domain that `DOMAIN\user` names are made with */
  putAccount(account: AccountRecord, netBiosDomain: string): void {
    this.#accounts.set(account.sid, account);
    for (const [name, sid] of this.#accountKeys) if (sid === account.sid) this.#accountKeys.delete(name);
    if (account.mailbox) this.#accountOfMailbox.set(account.mailbox, account.sid);
    this.#accountKeys.set(account.principalName.toLowerCase(), account.sid);
    this.#accountKeys.set(`${netBiosDomain}\\${account.accountName}`.toLowerCase(), account.sid);
  }

  /** Also after its addresses were changed: those it has no longer name nobody. */
  putMailbox(mailbox: Mailbox): void {
    const { guid, primaryAddress, secondaryAddresses } = mailbox.record;
    this.#mailboxes.set(guid, mailbox);
    for (const [address, of] of this.#addresses) if (of === guid) this.#addresses.delete(address);
    for (const address of [primaryAddress, ...secondaryAddresses]) {
      this.#addresses.set(address.toLowerCase(), guid);
    }
  }

  clear(): void {
    for (const map of [this.#accounts, this.#mailboxes]) map.clear();
    for (const index of [this.#accountKeys, this.#accountOfMailbox, this.#addresses]) index.clear();
  }

  /** By user principal name or `DOMAIN\name`. */
  accountByName(name: string): AccountRecord | undefined {
    return this.#accounts.get(this.#accountKeys.get(name.toLowerCase()) ?? '');
  }

  accountBySid(sid: string): AccountRecord | undefined {
    return this.#accounts.get(sid);
  }

  accountOfMailbox(guid: string): AccountRecord | undefined {
    return this.#accounts.get(this.#accountOfMailbox.get(guid) ?? '');
  }

  mailboxByGuid(guid: string): Mailbox | undefined {
    return this.#mailboxes.get(guid);
  }

  /** By primary or secondary address. */
  mailboxByAddress(address: string): Mailbox | undefined {
    return this.#mailboxes.get(this.#addresses.get(address.toLowerCase()) ?? '');
  }
}
