import type { SideEntry } from '../../model/calendar-entry.ts';
import type { FieldName } from '../../model/fields.ts';
import type { SideName } from '../../model/link.ts';
import { SideError } from '../../model/problem.ts';
import type { Window } from '../../model/time.ts';
import type { ChangePage, CreateRequest, DeleteRequest, Outcome, Side, UpdateRequest } from '../side.ts';
import { type EntryFacts, MemoryCalendar } from './memory-calendar.ts';
import { memoryDetails } from './memory-errors.ts';
import { faultError, MemoryFaults, type MemoryOperation } from './memory-faults.ts';
import { LIKE_ACTIVITIES, LIKE_MAILBOX, type MemoryLimits } from './memory-limits.ts';
import type { MemoryMail } from './memory-mails.ts';
import { MemoryWriter } from './memory-writer.ts';

export interface MemorySideOptions {
  readonly name: SideName;
  /** How the server rounds and trims; as a usual server of this side by default. */
  readonly limits?: MemoryLimits;
  readonly cannotHold?: Iterable<FieldName>;
  readonly pageSize?: number;
  readonly writeBatch?: number;
  /** Our clock in milliseconds since the epoch. */
  readonly now?: () => number;
  /** The server's clock minus ours in milliseconds. */
  readonly clockOffset?: number;
  /** Facts of entries that nobody gave others. */
  readonly facts?: EntryFacts;
  /** Address of the mailbox's user: what they own and others take part in is a meeting that they organise. */
  readonly address?: string;
  /** The user whose activities they are, as `ownerId` names them. */
  readonly userId?: string;
}

/**
 * A complete side in memory: for property tests, for the tests of the loop and for benchmarks. `calendar`
 * is its server, which tests edit as another client; `faults` makes it fail on order.
 */
export class MemorySide implements Side {
  readonly name: SideName;
  readonly cannotHold: ReadonlySet<FieldName>;
  readonly writeBatch: number;
  readonly calendar: MemoryCalendar;
  readonly faults = new MemoryFaults();
  readonly #pageSize: number;
  readonly #clockOffset: number;
  readonly #writer: MemoryWriter;

  constructor(options: MemorySideOptions) {
    this.name = options.name;
    this.cannotHold = new Set(options.cannotHold);
    this.writeBatch = options.writeBatch ?? 50;
    this.#pageSize = options.pageSize ?? 512;
    this.#clockOffset = options.clockOffset ?? 0;
    const now = options.now ?? Date.now;
    this.calendar = new MemoryCalendar({
      ...(options.limits ?? (options.name === 'activities' ? LIKE_ACTIVITIES : LIKE_MAILBOX)),
      now: () => now() + this.#clockOffset,
      facts: { ...(options.name === 'activities' ? { uid: null } : {}), ...options.facts },
      prefix: `${options.name}-`,
      ...(options.name === 'mailbox' && options.address ? { organiser: options.address } : {}),
    });
    this.#writer = new MemoryWriter(this.calendar, options.name, options.userId ?? 'me');
  }

  /** Every mail that writes sent, in order. */
  get mails(): readonly MemoryMail[] {
    return this.#writer.mails;
  }

  async *changes(cursor: string | null, _window: Window, signal: AbortSignal): AsyncIterable<ChangePage> {
    let from = this.#readCursor(cursor);
    for (;;) {
      signal.throwIfAborted();
      const page = await this.#attempt('changes', () => this.calendar.after(from, this.#pageSize));
      from = page.last;
      const deleted = cursor === null ? [] : page.deleted;
      const next = `${this.calendar.generation}:${from}`;
      const left = this.name === 'activities' ? { left: [...this.calendar.leftAmong(deleted)] } : {};
      yield { entries: page.changed, deleted, ...left, unreadable: [], cursor: next, last: !page.more };
      if (!page.more) return;
    }
  }

  async read(ids: readonly string[], signal: AbortSignal): Promise<ReadonlyMap<string, SideEntry>> {
    signal.throwIfAborted();
    return this.#attempt('read', () => {
      const found = ids.map((id) => this.calendar.get(id)).filter((entry) => entry !== undefined);
      return new Map(found.map((entry) => [entry.id, entry]));
    });
  }

  async leftAmong(ids: readonly string[], signal: AbortSignal): Promise<ReadonlySet<string>> {
    signal.throwIfAborted();
    return this.calendar.leftAmong(ids);
  }

  async findByKeys(keys: readonly string[], signal: AbortSignal): Promise<ReadonlyMap<string, SideEntry>> {
    signal.throwIfAborted();
    return this.#attempt('findByKeys', () => {
      const found = keys.map((key) => [key, this.calendar.madeWith(key)] as const);
      return new Map(found.filter((pair): pair is [string, SideEntry] => pair[1] !== undefined));
    });
  }

  create(requests: readonly CreateRequest[], signal: AbortSignal): Promise<readonly Outcome<SideEntry>[]> {
    return this.#batch('create', requests, signal, (request) => this.#writer.create(request));
  }

  update(requests: readonly UpdateRequest[], signal: AbortSignal): Promise<readonly Outcome<SideEntry>[]> {
    return this.#batch('update', requests, signal, (request) => this.#writer.update(request));
  }

  delete(requests: readonly DeleteRequest[], signal: AbortSignal): Promise<readonly Outcome<null>[]> {
    return this.#batch('delete', requests, signal, (request) => this.#writer.delete(request));
  }

  clockOffset(): number {
    return this.#clockOffset;
  }

  async close(): Promise<void> {
    this.faults.clear();
  }

  async #batch<R, V>(
    operation: MemoryOperation,
    requests: readonly R[],
    signal: AbortSignal,
    doOne: (request: R) => Outcome<V>,
  ): Promise<readonly Outcome<V>[]> {
    signal.throwIfAborted();
    return requests.map((request) => {
      const fault = this.faults.strike(operation);
      if (!fault) return doOne(request);
      const error = faultError(fault, this.name);
      if (fault.when === 'after') doOne(request);
      if (fault.scope === 'item') return { ok: false, error: error.details };
      throw error;
    });
  }

  async #attempt<T>(operation: MemoryOperation, work: () => T): Promise<T> {
    const fault = this.faults.strike(operation);
    if (fault) throw faultError(fault, this.name);
    return work();
  }

  #readCursor(cursor: string | null): number {
    if (cursor === null) return 0;
    const [generation, number] = cursor.split(':');
    if (Number(generation) === this.calendar.generation) return Number(number);
    throw new SideError(memoryDetails(this.name, 'resync', 'MEMORY_CURSOR_LOST'));
  }
}
