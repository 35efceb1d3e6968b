import type { ListenerEvents, WatchedMailbox } from './listener-words.ts';
import { Watch } from './watch.ts';

/** The mailboxes that are wanted, kept while they stay the same. */
export class WatchList {
  readonly #watches = new Map<string, Watch>();
  readonly #events: ListenerEvents;

  constructor(events: ListenerEvents) {
    this.#events = events;
  }

  /** Takes over the new list; gives what was added and what was dropped. A new address is a new watch. */
  replace(mailboxes: readonly WatchedMailbox[]): { added: readonly Watch[]; dropped: readonly Watch[] } {
    const wanted = new Map(mailboxes.map((one) => [one.key, one]));
    const dropped = [...this.#watches.values()].filter((watch) => !isStill(watch, wanted.get(watch.key)));
    for (const watch of dropped) this.#watches.delete(watch.key);
    const added = mailboxes
      .filter(({ key }) => !this.#watches.has(key))
      .map((mailbox) => new Watch(mailbox, this.#events));
    for (const watch of added) this.#watches.set(watch.key, watch);
    return { added, dropped };
  }

  all(): Watch[] {
    return [...this.#watches.values()];
  }
}

/** The server may have put the primary address in place of the one that was given: that is the same mailbox. */
function isStill(watch: Watch, wanted: WatchedMailbox | undefined): boolean {
  return wanted !== undefined && watch.isFor(wanted.mailbox.address);
}
