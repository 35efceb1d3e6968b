import type { ErrorDetails } from '../../../model/problem.ts';
import { AffinityCookies } from '../affinity.ts';
import type { EwsClient } from '../client.ts';
import { MOST_SUBSCRIPTIONS } from '../operations/get-streaming-events.ts';
import { subscribeStreaming } from '../operations/subscribe.ts';
import { unsubscribe } from '../operations/unsubscribe.ts';
import type { Route } from '../transport.ts';
import type { Listener, ListenerEvents, ListenerLimits, WatchedMailbox } from './listener-words.ts';
import { detailsOf, isLost, isPassing, pauseAfter } from './reconnect-pause.ts';
import { StreamGroup } from './stream-group.ts';
import type { Watch } from './watch.ts';
import { WatchList } from './watch-list.ts';

/** How long taking subscriptions back may hold up the end, in milliseconds. */
const FAREWELL = 3_000;

/**
 * Streaming notifications. Every mailbox has its own subscription, made in its own name; up to 200 of one server
 * share a streaming connection. Where the server names itself (`X-BackEndOverrideCookie`) mailboxes are grouped
 * by that name; older ones keep a subscription where it was made, so there a group shares its cookies from the
 * beginning.
 */
export class StreamListener implements Listener {
  readonly #client: EwsClient;
  readonly #events: ListenerEvents;
  readonly #limits: ListenerLimits;
  readonly #list: WatchList;
  readonly #groups = new Set<StreamGroup>();
  readonly #end = new AbortController();
  #underWay = 0;
  /** The server was busy: nobody is subscribed before then. */
  #pausedUntil = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(client: EwsClient, events: ListenerEvents, limits: ListenerLimits) {
    this.#client = client;
    this.#events = events;
    this.#limits = limits;
    this.#list = new WatchList(events);
  }

  watch(mailboxes: readonly WatchedMailbox[]): void {
    const { dropped } = this.#list.replace(mailboxes);
    for (const watch of dropped) this.#drop(watch);
    this.#subscribeNext();
  }

  async close(): Promise<void> {
    clearTimeout(this.#timer);
    const watches = this.#list.all();
    for (const watch of watches) watch.isDropped = true;
    this.#end.abort();
    await Promise.all([...this.#groups].map((group) => group.close()));
    const farewell = AbortSignal.timeout(FAREWELL);
    await Promise.all(watches.map((watch) => this.#unsubscribe(watch, farewell)));
  }

  /** Subscribes whoever is due, a few at a time, and comes back when the next is. */
  #subscribeNext(): void {
    clearTimeout(this.#timer);
    if (this.#end.signal.aborted) return;
    const now = performance.now();
    const waiting = this.#list.all().filter(({ subscription, isUnderWay }) => !subscription && !isUnderWay);
    if (waiting.length === 0) return;
    for (const watch of waiting) {
      if (this.#underWay >= this.#limits.atOnce) return;
      if (Math.max(watch.notBefore, this.#pausedUntil) <= now) void this.#subscribe(watch);
    }
    const next = Math.min(...waiting.map(({ notBefore }) => Math.max(notBefore, this.#pausedUntil)));
    if (next > now) this.#timer = setTimeout(() => this.#subscribeNext(), Math.ceil(next - now) + 1);
  }

  async #subscribe(watch: Watch): Promise<void> {
    this.#underWay += 1;
    watch.isUnderWay = true;
    try {
      const route = this.#routeFor(watch);
      const { signal } = this.#end;
      watch.subscription = await this.#client.callOne(subscribeStreaming(), watch.mailbox, signal, route);
      this.#join(watch, route);
    } catch (error) {
      this.#failed(watch, detailsOf(error));
    } finally {
      watch.isUnderWay = false;
      this.#underWay -= 1;
      this.#subscribeNext();
    }
  }

  /** Its own server's way; or that of a group with room, where servers do not name themselves. */
  #routeFor(watch: Watch): Route {
    const shared = this.#client.traits.namesBackEnd ? undefined : this.#groupWithRoom('');
    return shared?.route ?? { cookies: new AffinityCookies(), anchor: watch.mailbox.address };
  }

  #groupWithRoom(server: string): StreamGroup | undefined {
    return [...this.#groups].find((group) => group.server === server && group.size < MOST_SUBSCRIPTIONS);
  }

  #join(watch: Watch, route: Route): void {
    if (watch.isDropped) {
      void this.#unsubscribe(watch);
      return;
    }
    const server = this.#client.traits.namesBackEnd ? (route.cookies.backEnd() ?? '') : '';
    const group = this.#groupWithRoom(server) ?? this.#newGroup(server, route);
    if (group) {
      group.add(watch);
      return;
    }
    // No connection is left for it: the sweep looks after it until one is.
    watch.notBefore = performance.now() + this.#limits.refusedPause;
    void this.#unsubscribe(watch);
  }

  #newGroup(server: string, route: Route): StreamGroup | undefined {
    if (this.#groups.size >= this.#limits.streams) return undefined;
    const group = new StreamGroup(this.#client, server, route, this.#limits, {
      lost: (watch, error) => this.#lost(watch, error),
      ended: () => this.#groups.delete(group),
      trouble: (watches, error) => this.#events.trouble(keysOf(watches), error),
    });
    this.#groups.add(group);
    return group;
  }

  /** The server forgot the subscription: made anew at once, but ever later when it keeps forgetting. */
  #lost(watch: Watch, error: ErrorDetails): void {
    watch.subscription = null;
    const failures = watch.failed();
    const isFirst = failures === 1 && isLost(error);
    watch.notBefore = performance.now() + (isFirst ? 0 : pauseAfter(error, failures, this.#limits));
    this.#subscribeNext();
  }

  #failed(watch: Watch, error: ErrorDetails): void {
    watch.subscription = null;
    if (this.#end.signal.aborted || watch.isDropped) return;
    watch.notBefore = performance.now() + pauseAfter(error, watch.failed(), this.#limits);
    // A server that is busy or out of reach is so for everybody.
    if (isPassing(error)) this.#pausedUntil = Math.max(this.#pausedUntil, watch.notBefore);
    this.#events.trouble([watch.key], error);
  }

  #drop(watch: Watch): void {
    watch.disconnect();
    watch.isDropped = true;
    for (const group of this.#groups) group.remove(watch);
    void this.#unsubscribe(watch);
  }

  /** As a courtesy: what is not taken back the server forgets by itself. */
  async #unsubscribe(watch: Watch, signal = this.#end.signal): Promise<void> {
    const { subscription, mailbox } = watch;
    watch.subscription = null;
    if (subscription)
      await this.#client.callOne(unsubscribe(subscription), mailbox, signal).catch(() => undefined);
  }
}

function keysOf(watches: readonly Watch[]): string[] {
  return watches.map(({ key }) => key);
}
