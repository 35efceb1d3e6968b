import type { MailboxRecord } from '../mailbox-store/mailbox-record.ts';
import { Bell } from './bell.ts';
import { defaultNotificationTuning, type NotificationTuning } from './notification-tuning.ts';
import { Subscription, type SubscriptionTerms } from './subscription.ts';
import { newSubscriptionId } from './subscription-id.ts';

/** An open stream, for its limits and for whoever looks at the server. */
export interface OpenStream {
  /** Who is charged for it: an account, or a service account's copy of a mailbox's budget. */
  readonly chargedTo: string;
  readonly subscriptionIds: readonly string[];
  /** Cuts the connection without a word. */
  readonly cut: () => void;
}

/** All subscriptions and open streams of the server. They live in memory: a restart ends them. */
export class Subscriptions {
  readonly tuning: NotificationTuning = { ...defaultNotificationTuning };
  readonly #byId = new Map<string, Subscription>();
  readonly #streams = new Set<OpenStream>();
  readonly #ends = new Map<string, () => void>();

  /** Those that live. */
  get all(): Subscription[] {
    return [...this.#byId.values()].filter(({ hasExpired }) => !hasExpired);
  }

  get streams(): readonly OpenStream[] {
    return [...this.#streams];
  }

  /** @param now the server's time in milliseconds since 1970 */
  add(terms: SubscriptionTerms, now: number): Subscription {
    for (const { id, hasExpired } of this.#byId.values()) if (hasExpired) this.end(id);
    const subscription = new Subscription(newSubscriptionId(terms.server, now), terms);
    this.#byId.set(subscription.id, subscription);
    const stopListening = terms.mailbox.events.listen(() => subscription.stream?.ring());
    this.#ends.set(subscription.id, stopListening);
    return subscription;
  }

  /** The subscription while it lives. */
  find(id: string): Subscription | undefined {
    const subscription = this.#byId.get(id);
    if (!subscription?.hasExpired && subscription?.mailboxIsHere) return subscription;
    if (subscription) this.end(id);
    return undefined;
  }

  /** Ends a subscription if its time is over. @returns whether it was */
  endExpired(id: string): boolean {
    const isOver = this.#byId.get(id)?.hasExpired ?? false;
    if (isOver) this.end(id);
    return isOver;
  }

  /** How many live subscriptions a mailbox has. */
  countOf(mailbox: MailboxRecord): number {
    return this.all.filter(({ terms }) => terms.mailbox.record.guid === mailbox.guid).length;
  }

  end(id: string): void {
    const subscription = this.#byId.get(id);
    this.#byId.delete(id);
    this.#ends.get(id)?.();
    this.#ends.delete(id);
    subscription?.stream?.ring();
  }

  /** Ends every subscription that a test accepts, as a restart of the server would. */
  endWhere(isMeant: (subscription: Subscription) => boolean): number {
    const meant = this.all.filter(isMeant);
    for (const { id } of meant) this.end(id);
    return meant.length;
  }

  /** Puts a stream's bell onto subscriptions: a stream that was open on one of them loses it, and is woken. */
  attach(subscriptions: readonly Subscription[]): Bell {
    const bell = new Bell();
    for (const subscription of subscriptions) {
      const former = subscription.stream;
      subscription.stream = bell;
      former?.ring();
    }
    return bell;
  }

  /** Takes a stream's bell off again; from now on the subscriptions' time runs. */
  detach(subscriptions: readonly Subscription[], bell: Bell): void {
    for (const subscription of subscriptions) {
      if (subscription.stream !== bell) continue;
      subscription.stream = null;
      subscription.touch();
    }
  }

  opened(stream: OpenStream): void {
    this.#streams.add(stream);
  }

  closed(stream: OpenStream): void {
    this.#streams.delete(stream);
  }

  /** Cuts all open streams; the subscriptions live on. @returns how many there were */
  cutStreams(): number {
    const { streams } = this;
    for (const stream of streams) stream.cut();
    return streams.length;
  }

  /** Back to the beginning: no subscriptions, default knobs. */
  reset(): void {
    this.endWhere(() => true);
    Object.assign(this.tuning, defaultNotificationTuning);
  }
}
