import type { FaultBox } from '../faults/fault-box.ts';
import type { Bell } from '../notifications/bell.ts';
import { nextEvents } from '../notifications/event-selection.ts';
import type { Subscription } from '../notifications/subscription.ts';
import type { Subscriptions } from '../notifications/subscriptions.ts';
import { EwsError } from './ews-error.ts';
import { writeNotification } from './notification-xml.ts';
import {
  writeBadSubscriptions,
  writeConnectionStatus,
  writeStreamError,
  writeStreamMessage,
} from './stream-message.ts';
import type { StreamPlan } from './stream-plan.ts';
import { subscriptionNotFound } from './subscription-lookup.ts';
import { branch, type Xml } from './xml-write.ts';

/** What a stream needs of the server. */
export interface StreamSurroundings {
  readonly subscriptions: Subscriptions;
  readonly faults: FaultBox;
  /** The name of the server's version at this moment. */
  readonly version: () => string;
  readonly signal: AbortSignal;
}

/** Thrown out of a session when a planned fault wants the connection cut. */
export class StreamCut extends Error {}

/**
 * What is said on an open stream after its first envelope: notifications as soon as there are any, a StatusEvent
 * for each subscription when it has been quiet for a while, errors of subscriptions that end, and `Closed` when
 * the time that the client asked for is over.
 * @throws StreamCut
 */
export class StreamSession {
  readonly #surroundings: StreamSurroundings;
  readonly #bell: Bell;
  readonly #end: number;
  #live: Subscription[];
  #statusAt = 0;

  constructor(plan: StreamPlan, bell: Bell, surroundings: StreamSurroundings) {
    this.#surroundings = surroundings;
    this.#bell = bell;
    this.#live = [...plan.subscriptions];
    this.#end = performance.now() + plan.minutes * surroundings.subscriptions.tuning.minuteMs;
    this.#delayStatus();
  }

  /** The bodies of the envelopes, until the stream ends. */
  async *bodies(): AsyncGenerator<Xml> {
    const { signal } = this.#surroundings;
    while (!signal.aborted) {
      yield* this.#losses();
      if (this.#live.length === 0) return;
      yield* this.#misses();
      yield* this.#notifications();
      const now = performance.now();
      if (now >= this.#end) {
        yield writeStreamMessage([writeConnectionStatus('Closed')]);
        return;
      }
      if (now >= this.#statusAt) yield this.#status();
      await this.#bell.wait(this.#nextMoment() - performance.now(), signal);
    }
  }

  /** When something is to be done even if nothing happens. */
  #nextMoment(): number {
    const held = this.#live.map(({ heldUntil }) => heldUntil).filter((time) => time > performance.now());
    return Math.min(this.#end, this.#statusAt, ...held);
  }

  #delayStatus(): void {
    this.#statusAt = performance.now() + this.#surroundings.subscriptions.tuning.statusIntervalMs;
  }

  /** Subscriptions that another stream has taken over, and such as have ended. */
  *#losses(): Generator<Xml> {
    const { subscriptions } = this.#surroundings;
    const ended = this.#live.filter(({ id }) => !subscriptions.find(id));
    const takenOver = this.#live.filter((each) => !ended.includes(each) && each.stream !== this.#bell);
    this.#live = this.#live.filter((each) => !ended.includes(each) && !takenOver.includes(each));
    const message = 'Another connection was opened for the same subscription.';
    const newer = new EwsError('ErrorNewEventStreamConnectionOpened', message);
    if (takenOver.length > 0) yield this.#lossOf(takenOver, newer, ended.length === 0);
    if (ended.length > 0) yield this.#lossOf(ended, subscriptionNotFound(), true);
  }

  #lossOf(lost: readonly Subscription[], error: EwsError, isLast: boolean): Xml {
    const status = this.#live.length === 0 && isLast ? [writeConnectionStatus('Closed')] : [];
    return writeStreamError(error, [writeBadSubscriptions(lost.map(({ id }) => id)), ...status]);
  }

  /** Subscriptions that were so far behind that events are gone; they go on from the newest one. */
  *#misses(): Generator<Xml> {
    const behind = this.#live.filter(({ hasMissedEvents }) => hasMissedEvents);
    if (behind.length === 0) return;
    for (const subscription of behind) subscription.position = subscription.terms.mailbox.events.position;
    const message = 'Some notification events were missed.';
    const error = new EwsError('ErrorMissedNotificationEvents', message);
    yield writeStreamError(error, [writeBadSubscriptions(behind.map(({ id }) => id))]);
  }

  *#notifications(): Generator<Xml> {
    for (let more = true; more; ) {
      const written = this.#live.flatMap((subscription) => this.#tell(subscription));
      more = written.length > 0;
      if (!more) return;
      this.#delayStatus();
      yield writeStreamMessage([branch('m:Notifications', written)]);
    }
  }

  /** The next notification of a subscription, as often as a planned fault wants it; none when there is none. */
  #tell(subscription: Subscription): Xml[] {
    const { faults, version } = this.#surroundings;
    if (subscription.heldUntil > performance.now()) return [];
    const selection = nextEvents(subscription, version());
    const wasHeld = subscription.heldUntil > 0;
    subscription.heldUntil = 0;
    if (selection.events.length === 0) {
      subscription.position = selection.position;
      return [];
    }
    const fault = wasHeld ? null : faults.takeForNotification(targetOf(subscription));
    if (fault?.kind === 'delayEvents') {
      subscription.heldUntil = performance.now() + fault.milliseconds;
      return [];
    }
    const notification = writeNotification(subscription, selection);
    subscription.position = selection.position;
    if (fault?.kind === 'dropStream') throw new StreamCut();
    if (fault?.kind === 'loseEvents') return [];
    return fault?.kind === 'duplicateEvents' ? [notification, notification] : [notification];
  }

  #status(): Xml {
    this.#delayStatus();
    const notifications = this.#live.map((subscription) => {
      const { position } = subscription;
      return writeNotification(subscription, { events: [], position, moreEvents: false });
    });
    return writeStreamMessage([branch('m:Notifications', notifications)]);
  }
}

function targetOf({ terms }: Subscription): Parameters<FaultBox['takeForNotification']>[0] {
  const { primaryAddress, secondaryAddresses } = terms.mailbox.record;
  const addresses = [primaryAddress, ...secondaryAddresses].map((address) => address.toLowerCase());
  return { operation: 'GetStreamingEvents', addresses, carriesSyncState: false };
}
