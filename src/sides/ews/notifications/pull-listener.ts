import type { ErrorDetails } from '../../../model/problem.ts';
import type { EwsClient } from '../client.ts';
import { getEvents } from '../operations/get-events.ts';
import { type PullSubscription, subscribePull } from '../operations/subscribe.ts';
import { unsubscribe } from '../operations/unsubscribe.ts';
import { sleep } from '../retry.ts';
import type { Listener, ListenerEvents, ListenerLimits, WatchedMailbox } from './listener-words.ts';
import { detailsOf, pauseAfter } from './reconnect-pause.ts';
import type { Watch } from './watch.ts';
import { WatchList } from './watch-list.ts';

const FAREWELL = 3_000;

/** Quiet mailboxes are asked ever more rarely, up to the bound. */
const GROWTH = 1.5;

/** Asks for events now and then, mailbox by mailbox: what there is before streaming (Exchange 2007). */
export class PullListener implements Listener {
  readonly #client: EwsClient;
  readonly #events: ListenerEvents;
  readonly #limits: ListenerLimits;
  readonly #list: WatchList;
  readonly #running = new Map<Watch, { end: AbortController; done: Promise<void> }>();

  constructor(client: EwsClient, events: ListenerEvents, limits: ListenerLimits) {
    this.#client = client;
    this.#events = events;
    this.#limits = limits;
    this.#list = new WatchList(events);
  }

  watch(mailboxes: readonly WatchedMailbox[]): void {
    const { added, dropped } = this.#list.replace(mailboxes);
    for (const watch of dropped) void this.#stop(watch, true);
    for (const watch of added) this.#start(watch);
  }

  async close(): Promise<void> {
    await Promise.all(this.#list.all().map((watch) => this.#stop(watch, false)));
  }

  #start(watch: Watch): void {
    const end = new AbortController();
    const done = this.#run(watch, end.signal);
    this.#running.set(watch, { end, done });
  }

  async #stop(watch: Watch, tells: boolean): Promise<void> {
    if (tells) watch.disconnect();
    watch.isDropped = true;
    const running = this.#running.get(watch);
    this.#running.delete(watch);
    running?.end.abort();
    await running?.done;
  }

  /** Subscribes, asks, and begins anew after a failure, until it is stopped. Never throws. */
  async #run(watch: Watch, signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      try {
        const subscription = await this.#client.callOne(subscribePull(), watch.mailbox, signal);
        watch.connect();
        await this.#pull(watch, subscription, signal);
      } catch (error) {
        if (signal.aborted) break;
        await this.#recover(watch, detailsOf(error), signal);
      }
    }
    if (watch.subscription)
      await this.#client
        .callOne(unsubscribe(watch.subscription), watch.mailbox, AbortSignal.timeout(FAREWELL))
        .catch(() => undefined);
  }

  async #pull(watch: Watch, subscription: PullSubscription, signal: AbortSignal): Promise<void> {
    const { pullEvery, pullRarely } = this.#limits;
    watch.subscription = subscription.id;
    let { watermark } = subscription;
    for (let every = pullEvery; ; ) {
      await sleep(every, signal);
      const events = await this.#client.callOne(
        getEvents({ id: subscription.id, watermark }),
        watch.mailbox,
        signal,
      );
      // One word is enough, however many events there were; the rest is asked for at once.
      if (events.hasChanges) watch.changed();
      const isMoving = events.watermark !== watermark;
      watermark = events.watermark;
      if (events.hasMore && isMoving) every = 0;
      else every = events.hasChanges ? pullEvery : Math.min(pullRarely, Math.max(every, pullEvery) * GROWTH);
    }
  }

  async #recover(watch: Watch, error: ErrorDetails, signal: AbortSignal): Promise<void> {
    watch.subscription = null;
    const pause = pauseAfter(error, watch.failed(), this.#limits);
    this.#events.trouble([watch.key], error);
    await sleep(pause, signal).catch(() => undefined);
  }
}
