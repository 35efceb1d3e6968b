import type { SideEntry } from '../../model/calendar-entry.ts';
import type { FieldName } from '../../model/fields.ts';
import type { ErrorDetails } from '../../model/problem.ts';
import type { Window } from '../../model/time.ts';
import type { ChangePage, CreateRequest, DeleteRequest, Outcome, Side, UpdateRequest } from '../side.ts';
import { BatchSize } from './batch.ts';
import { readChanges } from './changes/read-changes.ts';
import type { MailboxAccess } from './mailbox-access.ts';
import { WRITE_BATCH } from './operations/create-item.ts';
import { READ_BATCH } from './operations/get-item.ts';
import { strayedAmong } from './strayed.ts';
import { TRANSPORT_LIMITS } from './transport.ts';
import { createEntries } from './writing/create-entries.ts';
import { deleteEntries } from './writing/delete-entries.ts';
import { updateEntries } from './writing/update-entries.ts';

/** A mailbox's calendar over Exchange Web Services. The cursor is the server's sync state. */
export class EwsSide implements Side {
  readonly name = 'mailbox';
  readonly cannotHold: ReadonlySet<FieldName> = new Set();
  /** Two requests that write and one that reads back what both made, since a request reads twice as many. */
  readonly writeBatch = READ_BATCH;
  /** Twice what the mailbox's gate lets in: while some are answered, the others are prepared and recorded. */
  readonly batchesAtOnce = 2 * TRANSPORT_LIMITS.perMailbox;
  readonly #access: MailboxAccess;
  readonly #clockOffset: () => number;
  readonly #size = new BatchSize(WRITE_BATCH);

  constructor(access: MailboxAccess, clockOffset: () => number) {
    this.#access = access;
    this.#clockOffset = clockOffset;
  }

  /** The mailbox's primary address, once the server has named it; before that the address that was given. */
  get resolvedAddress(): string {
    return this.#access.mailbox.address;
  }

  /** Whether the mailbox was found by the sign-in name alone: the address that was given is none of its own. */
  get isFoundBySignInName(): boolean {
    return this.#access.mailbox.foundBy === 'PrincipalName';
  }

  changes(cursor: string | null, window: Window, signal: AbortSignal): AsyncIterable<ChangePage> {
    return readChanges(this.#access, cursor, window, signal);
  }

  async read(ids: readonly string[], signal: AbortSignal): Promise<ReadonlyMap<string, SideEntry>> {
    const { entries } = await this.#access.reader.read(ids, signal);
    const strayed = await strayedAmong(this.#access, [...entries.keys()], signal);
    return strayed.size === 0 ? entries : new Map([...entries].filter(([id]) => !strayed.has(id)));
  }

  async unreadableAmong(
    ids: readonly string[],
    signal: AbortSignal,
  ): Promise<ReadonlyMap<string, ErrorDetails>> {
    const { unreadable } = await this.#access.reader.read(ids, signal);
    return new Map(unreadable.map(({ id, error }) => [id, error]));
  }

  findByKeys(keys: readonly string[], signal: AbortSignal): Promise<ReadonlyMap<string, SideEntry>> {
    return this.#access.finder.find(keys, signal);
  }

  create(requests: readonly CreateRequest[], signal: AbortSignal): Promise<readonly Outcome<SideEntry>[]> {
    return createEntries(this.#access, requests, this.#size, signal);
  }

  update(requests: readonly UpdateRequest[], signal: AbortSignal): Promise<readonly Outcome<SideEntry>[]> {
    return updateEntries(this.#access, requests, this.#size, signal);
  }

  delete(requests: readonly DeleteRequest[], signal: AbortSignal): Promise<readonly Outcome<null>[]> {
    return deleteEntries(this.#access, requests, this.#size, signal);
  }

  clockOffset(): number {
    return this.#clockOffset();
  }

  /** Nothing of its own to end: connections belong to the organization's `EwsConnection`. */
  async close(): Promise<void> {}
}
