import type { MailboxEvent } from '../mailbox-store/event-table.ts';
import type { Mailbox } from '../mailbox-store/mailbox.ts';
import type { Bell } from './bell.ts';

export type SubscriptionKind = 'streaming' | 'pull';

/** What a client asked for when it subscribed. */
export interface SubscriptionTerms {
  readonly kind: SubscriptionKind;
  /** The sid of the account that subscribed: nobody else may use the subscription. */
  readonly owner: string;
  readonly mailbox: Mailbox;
  /** The mailbox server on which the subscription lives. */
  readonly server: string;
  /** Folder numbers; null for all folders of the mailbox. */
  readonly folders: ReadonlySet<number> | null;
  /** Values of NotificationEventTypeType. */
  readonly eventTypes: ReadonlySet<string>;
  /** Without a sign of life from the client the subscription ends after so many milliseconds. */
  readonly lifetimeMs: number;
  /** The position after which events are told. */
  readonly position: number;
  /** A planned fault: the subscription is accepted and never tells of anything. */
  readonly silent: boolean;
}

/** One subscription, and how far its client has come in the mailbox's events. */
export class Subscription {
  readonly id: string;
  readonly terms: SubscriptionTerms;
  /** The position of the last event that was told, or passed over. */
  position: number;
  /** While a stream is open on it, what wakes that stream. */
  stream: Bell | null = null;
  /** A planned fault: nothing is told before this time (performance.now). */
  heldUntil = 0;
  readonly #table: string;
  #expiresAt: number;

  constructor(id: string, terms: SubscriptionTerms) {
    this.id = id;
    this.terms = terms;
    this.position = terms.position;
    this.#table = terms.mailbox.events.id;
    this.#expiresAt = performance.now() + terms.lifetimeMs;
  }

  /** The client has given a sign of life. */
  touch(): void {
    this.#expiresAt = performance.now() + this.terms.lifetimeMs;
  }

  get hasExpired(): boolean {
    return this.stream === null && performance.now() >= this.#expiresAt;
  }

  /** False once the mailbox has been moved to another server: the subscription stayed behind. */
  get mailboxIsHere(): boolean {
    return this.terms.mailbox.events.id === this.#table;
  }

  /** Whether events that the client has not been told of are no longer known. */
  get hasMissedEvents(): boolean {
    return this.position < this.terms.mailbox.events.oldestPosition;
  }

  /** The mailbox's events that the client has not been told of, wanted or not, oldest first. */
  untold(): Iterable<MailboxEvent> {
    return this.terms.mailbox.events.after(this.position);
  }
}
