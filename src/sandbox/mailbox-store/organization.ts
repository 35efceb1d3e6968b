import { randomUUID } from 'node:crypto';
import type { Clock } from '../clock.ts';
import { forgetfulJournal, type Journal, openJournal } from '../journal.ts';
import { type Mail, MailLog } from '../meetings/mail-log.ts';
import { noOddities, type Oddities } from '../oddities.ts';
import type { AccountRecord, ImpersonationRight } from './account.ts';
import { Directory } from './directory.ts';
import { Mailbox } from './mailbox.ts';
import type { MailboxRecord } from './mailbox-record.ts';
import type { StoreChange } from './store-change.ts';

/** What the organization as a whole is set to. */
export interface ServerState {
  /** A name of `serverVersions`. */
  version: string;
  basicAllowed: boolean;
  /** NTLM, also under the name of Negotiate. */
  ntlmAllowed: boolean;
  /** OAuth tokens. */
  bearerAllowed: boolean;
}

export interface NewAccount {
  readonly principalName: string;
  readonly displayName: string;
  readonly password: string;
  readonly impersonation?: ImpersonationRight | null;
}

export interface NewMailbox extends NewAccount {
  readonly primaryAddress: string;
  readonly secondaryAddresses?: readonly string[];
  /** Windows zone id. */
  readonly zone: string;
  /** Whether the mailbox is a resource that answers meeting requests by itself. */
  readonly automaticBooking?: boolean;
}

/** The NetBIOS name of the only domain. */
export const netBiosDomain = 'ESIMERKKI';

const defaultServer: ServerState = {
  version: 'SE',
  basicAllowed: true,
  ntlmAllowed: true,
  bearerAllowed: true,
};

/**
 * Everything that the server keeps: directory, mailboxes, settings. Each change is written to the journal
 * first, so a killed server finds on its next start all that it had answered for.
 */
export class Organization {
  readonly directory = new Directory();
  readonly mails = new MailLog();
  readonly server: ServerState = { ...defaultServer };
  readonly oddities: Oddities = { ...noOddities };
  readonly #clock: Clock;
  readonly #journal: Journal<StoreChange>;
  /** The facts of an `atomically` that is under way. */
  #collected: StoreChange[] | null = null;

  /** @param dataDir where the journal lives; null keeps nothing */
  constructor(clock: Clock, dataDir: string | null) {
    this.#clock = clock;
    this.#journal = dataDir
      ? openJournal<StoreChange>(
          dataDir,
          (line) => {
            for (const change of line) this.#apply(change);
          },
          () => this.#facts(),
        )
      : forgetfulJournal;
  }

  /** True when nothing has ever been stored. */
  get isEmpty(): boolean {
    return this.directory.accountCount === 0;
  }

  /** Does several things of which either all or none survive a kill. */
  atomically<Result>(work: () => Result): Result {
    if (this.#collected) return work();
    this.#collected = [];
    try {
      const result = work();
      if (this.#collected.length > 0) this.#journal.append(this.#collected);
      return result;
    } finally {
      this.#collected = null;
    }
  }

  addAccount(account: NewAccount): AccountRecord {
    const record = this.#accountRecord(account, null);
    this.#commitAndApply([{ kind: 'account', account: record }]);
    return record;
  }

  addMailbox(mailbox: NewMailbox): Mailbox {
    const record: MailboxRecord = {
      guid: randomUUID(),
      replica: randomUUID(),
      primaryAddress: mailbox.primaryAddress,
      secondaryAddresses: mailbox.secondaryAddresses ?? [],
      displayName: mailbox.displayName,
      zone: mailbox.zone,
      ...(mailbox.automaticBooking ? { automaticBooking: true } : {}),
    };
    const account = this.#accountRecord(mailbox, record.guid);
    this.#commitAndApply([
      { kind: 'mailbox', mailbox: record },
      { kind: 'account', account },
    ]);
    return this.directory.mailboxByGuid(record.guid) as Mailbox;
  }

  /** Replaces an account (password, rights). */
  updateAccount(account: AccountRecord): void {
    this.#commitAndApply([{ kind: 'account', account }]);
  }

  /** Replaces what the directory knows of a mailbox; its addresses stay. */
  updateMailbox(record: MailboxRecord): void {
    this.#commitAndApply([{ kind: 'mailbox', mailbox: record }]);
  }

  /** Remembers that a mail was sent. */
  recordMail(mail: Omit<Mail, 'sequence'>): void {
    this.#commitAndApply([{ kind: 'mail', mail: { ...mail, sequence: this.mails.next } }]);
  }

  /** Moves a mailbox to another database: all of its ids and sync states become worthless. */
  moveMailbox(mailbox: Mailbox): void {
    this.#commitAndApply([{ kind: 'mailbox', mailbox: { ...mailbox.record, replica: randomUUID() } }]);
    mailbox.events.renew();
  }

  setServer(state: ServerState): void {
    this.#commitAndApply([{ kind: 'server', ...state }]);
  }

  /** Forgets everything. */
  reset(): void {
    this.#commitAndApply([{ kind: 'reset' }]);
  }

  close(): void {
    this.#journal.close();
  }

  #accountRecord(account: NewAccount, mailbox: string | null): AccountRecord {
    const accountName = (account.principalName.split('@')[0] ?? '').slice(0, 20);
    const number = 1_101 + this.directory.accountCount;
    return {
      sid: `S-1-5-21-2104356785-1340926121-3987210455-${number}`,
      principalName: account.principalName,
      accountName,
      displayName: account.displayName,
      password: account.password,
      mailbox,
      impersonation: account.impersonation ?? null,
    };
  }

  #commitAndApply(changes: readonly StoreChange[]): void {
    this.#write(changes);
    for (const change of changes) this.#apply(change);
  }

  #write(changes: readonly StoreChange[]): void {
    if (this.#collected) this.#collected.push(...changes);
    else this.#journal.append(changes);
  }

  #apply(change: StoreChange): void {
    switch (change.kind) {
      case 'account':
        this.directory.putAccount(change.account, netBiosDomain);
        break;
      case 'mailbox':
        this.#putMailbox(change.mailbox);
        break;
      case 'folder':
        this.#mailbox(change.mailbox).restoreFolder(change.folder);
        break;
      case 'item':
        this.#mailbox(change.mailbox).restoreItem(change.item);
        break;
      case 'gone':
        this.#mailbox(change.mailbox).restoreRemoval(change.folder, change.item, change.sequence);
        break;
      case 'server': {
        const { kind: _, ...state } = change;
        Object.assign(this.server, defaultServer, state);
        break;
      }
      case 'mail':
        this.mails.add(change.mail);
        break;
      case 'reset':
        this.directory.clear();
        this.mails.clear();
        Object.assign(this.server, defaultServer);
    }
  }

  #putMailbox(record: MailboxRecord): void {
    const known = this.directory.mailboxByGuid(record.guid);
    if (known) known.record = record;
    const commit = (changes: readonly StoreChange[]): void => this.#write(changes);
    this.directory.putMailbox(known ?? new Mailbox(record, commit, () => this.#clock.now()));
  }

  #mailbox(guid: string): Mailbox {
    const mailbox = this.directory.mailboxByGuid(guid);
    if (!mailbox) throw new Error(`The journal speaks of mailbox ${guid} before it exists`);
    return mailbox;
  }

  *#facts(): Generator<readonly StoreChange[]> {
    yield [{ kind: 'server', ...this.server }];
    for (const account of this.directory.accounts) yield [{ kind: 'account', account }];
    for (const mailbox of this.directory.mailboxes) yield* mailbox.facts();
    for (const mail of this.mails.all) yield [{ kind: 'mail', mail }];
  }
}
