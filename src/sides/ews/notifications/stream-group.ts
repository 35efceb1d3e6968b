import type { ErrorDetails } from '../../../model/problem.ts';
import type { EwsClient } from '../client.ts';
import { ewsDetails } from '../errors.ts';
import { getStreamingEvents, type StreamedEvents } from '../operations/get-streaming-events.ts';
import { sleep } from '../retry.ts';
import type { Route } from '../transport.ts';
import type { ListenerLimits } from './listener-words.ts';
import { detailsOf, isLost, isPassing, pauseAfter } from './reconnect-pause.ts';
import { HEALTHY, type Watch } from './watch.ts';

/** What a group tells its listener. */
export interface GroupEvents {
  /** The subscription has to be made anew. */
  lost(watch: Watch, error: ErrorDetails): void;
  /** Nobody is left in it. */
  ended(): void;
  trouble(watches: readonly Watch[], error: ErrorDetails): void;
}

/** Our own end of a connection comes this long before the server's, in milliseconds. */
const BEFORE_THE_END = 30_000;

/** A server that ends connections in good order but sooner than this is not hurried. */
const TOO_SHORT = 1_000;

/** How a streaming connection ended. */
type Ending =
  /** In good order by the server; the subscriptions live on and keep what happens meanwhile. */
  | { readonly kind: 'closed' }
  /** Cut by us, for another one with more members or a longer life. */
  | { readonly kind: 'cut' }
  /** Somehow else: events may be lost. */
  | { readonly kind: 'broken'; readonly error: ErrorDetails };

/** Mailboxes of one server that share a streaming connection, held open as long as there are any. */
export class StreamGroup {
  /** The server as it names itself; empty where it does not. */
  readonly server: string;
  readonly route: Route;
  readonly #client: EwsClient;
  readonly #limits: ListenerLimits;
  readonly #events: GroupEvents;
  readonly #members = new Map<string, Watch>();
  readonly #end = new AbortController();
  #connection: AbortController | null = null;
  #gathering: NodeJS.Timeout | undefined;
  #running: Promise<void> | null = null;
  #failures = 0;

  constructor(client: EwsClient, server: string, route: Route, limits: ListenerLimits, events: GroupEvents) {
    this.#client = client;
    this.server = server;
    this.route = route;
    this.#limits = limits;
    this.#events = events;
  }

  get size(): number {
    return this.#members.size;
  }

  /** Takes in a mailbox that has its subscription; the connection is opened anew with it, soon. */
  add(watch: Watch): void {
    if (!watch.subscription) return;
    this.#members.set(watch.subscription, watch);
    clearTimeout(this.#gathering);
    this.#gathering = setTimeout(() => this.#open(), this.#limits.gather);
  }

  /** Lets a mailbox go. The connection goes on without it: what still comes for it is not listened to. */
  remove(watch: Watch): void {
    for (const [id, member] of this.#members) if (member === watch) this.#members.delete(id);
    if (this.size === 0) this.#finish();
  }

  async close(): Promise<void> {
    this.#finish();
    await this.#running;
  }

  #finish(): void {
    clearTimeout(this.#gathering);
    this.#end.abort();
    this.#connection?.abort();
    if (!this.#running) this.#events.ended();
  }

  #open(): void {
    this.#connection?.abort();
    this.#running ??= this.#run();
  }

  async #run(): Promise<void> {
    while (this.size > 0 && !this.#end.signal.aborted) {
      const begun = performance.now();
      const ending = await this.#listen();
      const lasted = performance.now() - begun;
      if (lasted > HEALTHY) this.#failures = 0;
      if (this.#end.signal.aborted) break;
      if (ending.kind === 'broken') await this.#recover(ending.error);
      else if (ending.kind === 'closed' && lasted < TOO_SHORT) await this.#rest(this.#limits.firstPause);
    }
    this.#end.abort();
    clearTimeout(this.#gathering);
    this.#events.ended();
  }

  /** One connection from its opening to its end. Never throws. */
  async #listen(): Promise<Ending> {
    const connection = new AbortController();
    this.#connection = connection;
    const members = [...this.#members];
    const ids = members.map(([id]) => id);
    const anchor = members[0]?.[1].mailbox;
    if (!anchor) return { kind: 'closed' };
    const heard = { any: false, closed: false };
    const onEvents = (events: StreamedEvents) => {
      if (!heard.any && !events.isClosed)
        for (const [id, watch] of members) if (!events.lost.includes(id)) watch.connect();
      heard.any = true;
      heard.closed ||= events.isClosed;
      this.#hear(events);
    };
    const { minutes, silence } = this.#limits;
    const timer = setTimeout(() => connection.abort(), minutes * 60_000 - BEFORE_THE_END);
    const operation = getStreamingEvents(ids, minutes);
    try {
      const listening = { silence, onEvents };
      await this.#client.stream(
        operation,
        anchor,
        this.#routeOf(anchor.address),
        listening,
        connection.signal,
      );
    } catch (error) {
      if (connection.signal.aborted) return this.#cut();
      return { kind: 'broken', error: detailsOf(error) };
    } finally {
      clearTimeout(timer);
    }
    return heard.closed ? { kind: 'closed' } : { kind: 'broken', error: endedEarly() };
  }

  #routeOf(anchor: string): Route {
    return { cookies: this.route.cookies, anchor };
  }

  #hear({ changed, lost }: StreamedEvents): void {
    for (const id of changed) this.#members.get(id)?.changed();
    for (const id of lost) this.#lose(id, FORGOTTEN);
  }

  /** After a broken connection: everybody is disconnected, and the next one is opened after a pause. */
  async #recover(error: ErrorDetails): Promise<void> {
    this.#failures += 1;
    const watches = [...this.#members.values()];
    for (const watch of watches) watch.disconnect();
    this.#events.trouble(watches, error);
    if (isLost(error)) for (const id of [...this.#members.keys()]) this.#lose(id, error);
    // Refused for good, perhaps for the sake of the one in whose name it was asked: the others try without it.
    else if (!isPassing(error)) this.#loseFirst(error);
    else await this.#rest(pauseAfter(error, this.#failures, this.#limits));
  }

  /** A pause; ends early when the group is closed. */
  async #rest(millis: number): Promise<void> {
    await sleep(millis, this.#end.signal).catch(() => undefined);
  }

  #cut(): Ending {
    for (const watch of this.#members.values()) watch.mayHaveMissed();
    return { kind: 'cut' };
  }

  #loseFirst(error: ErrorDetails): void {
    const [first] = this.#members.keys();
    if (first !== undefined) this.#lose(first, error);
  }

  #lose(id: string, error: ErrorDetails): void {
    const watch = this.#members.get(id);
    this.#members.delete(id);
    if (this.size === 0) this.#connection?.abort();
    if (watch) this.#events.lost(watch, error);
  }
}

/** What is meant when a subscription is named among the lost ones. */
const FORGOTTEN = ewsDetails('ErrorSubscriptionNotFound', 'the server knows the subscription no longer');

function endedEarly(): ErrorDetails {
  return ewsDetails('EWS_CONNECTION_LOST', 'the connection for events ended without a word');
}
