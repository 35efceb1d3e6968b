import type { Mailbox } from '../client.ts';
import type { DirtyReason, ListenerEvents, WatchedMailbox } from './listener-words.ts';

/** Whoever was connected so long (milliseconds) begins with short pauses again. */
export const HEALTHY = 60_000;

/** One mailbox that is listened for: what is known of its subscription, told outside once and not twice. */
export class Watch {
  readonly key: string;
  readonly mailbox: Mailbox;
  /** The server's id of the subscription; null while there is none. */
  subscription: string | null = null;
  /** Not to be subscribed before then, by `performance.now`. */
  notBefore = 0;
  /** A subscription is being made. */
  isUnderWay = false;
  /** Nobody wants it any more. */
  isDropped = false;
  readonly #events: ListenerEvents;
  /** As it was asked for; the server may name a better one. */
  readonly #address: string;
  #failures = 0;
  #connectedAt: number | null = null;
  /** Changes may have gone untold since it was last connected, or ever. */
  #hasGap = true;

  constructor({ key, mailbox }: WatchedMailbox, events: ListenerEvents) {
    this.key = key;
    this.mailbox = mailbox;
    this.#address = mailbox.address;
    this.#events = events;
  }

  /** Whether this is the mailbox with that address. */
  isFor(address: string): boolean {
    return address === this.#address || address === this.mailbox.address;
  }

  /** Its changes are told from now on; what happened before that has to be looked up. */
  connect(): void {
    if (this.isDropped) return;
    if (this.#connectedAt === null) {
      this.#connectedAt = performance.now();
      this.#events.connected(this.key, true);
    }
    if (!this.#hasGap) return;
    this.#hasGap = false;
    this.#dirty('gap');
  }

  /** Its changes are told no longer; what happens until they are is looked up then. */
  disconnect(): void {
    this.#hasGap = true;
    if (this.#connectedAt === null) return;
    if (performance.now() - this.#connectedAt > HEALTHY) this.#failures = 0;
    this.#connectedAt = null;
    this.#events.connected(this.key, false);
  }

  /** A connection was cut with words perhaps still on the way: they are looked up when the next one stands. */
  mayHaveMissed(): void {
    this.#hasGap = true;
  }

  /** Disconnects, and gives how many failures there were in a row, this one included. */
  failed(): number {
    this.disconnect();
    this.#failures += 1;
    return this.#failures;
  }

  changed(): void {
    if (!this.isDropped) this.#dirty('event');
  }

  #dirty(why: DirtyReason): void {
    this.#events.dirty(this.key, why);
  }
}
