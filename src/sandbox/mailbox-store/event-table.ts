import { randomUUID } from 'node:crypto';

/** What happened to an item; `deleted` is beyond recovery, a deletion into another folder is `moved`. */
export type MailboxEventKind = 'created' | 'modified' | 'deleted' | 'moved' | 'copied';

/** Where an item is or was. */
export interface ItemPlace {
  readonly folder: number;
  readonly item: number;
}

export interface MailboxEvent {
  /** Counts the mailbox's events from 1; a watermark is made of it. */
  readonly position: number;
  /** The server's time in milliseconds since 1970. */
  readonly at: number;
  readonly kind: MailboxEventKind;
  readonly place: ItemPlace;
  /** Where a moved item was, or what a copy was made from. */
  readonly origin?: ItemPlace;
}

/** How many events are kept: a subscription that is further behind has missed some. */
const capacity = 5_000;

/**
 * The events of one mailbox, for notifications. Kept in memory only, as subscriptions are: after a restart or a
 * move of the mailbox to another server there is a new table, and positions of the old one mean nothing.
 */
export class EventTable {
  #id = randomUUID();
  #events: MailboxEvent[] = [];
  #position = 0;
  readonly #listeners = new Set<() => void>();

  /** Names this table; another one after the mailbox was moved. */
  get id(): string {
    return this.#id;
  }

  /** The position of the newest event; 0 when there was none. */
  get position(): number {
    return this.#position;
  }

  /** The lowest position after which every event is still known. */
  get oldestPosition(): number {
    return this.#position - this.#events.length;
  }

  record(event: Omit<MailboxEvent, 'position'>): void {
    this.#position += 1;
    this.#events.push({ ...event, position: this.#position });
    if (this.#events.length > capacity) this.#events = this.#events.slice(-capacity / 2);
    this.#tell();
  }

  /** The known events after a position, oldest first. */
  *after(position: number): Generator<MailboxEvent> {
    const first = Math.max(0, position - this.oldestPosition);
    for (let at = first; at < this.#events.length; at += 1) yield this.#events[at] as MailboxEvent;
  }

  /** Starts an empty table under a new name, and tells the listeners. */
  renew(): void {
    this.#id = randomUUID();
    this.#events = [];
    this.#position = 0;
    this.#tell();
  }

  /**
   * Calls a listener after every event and renewal.
   * @returns what ends it
   */
  listen(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}
