import type { SideEntry } from '../../model/calendar-entry.ts';
import type { EwsClient, Mailbox } from './client.ts';
import type { EntryReader } from './entry-reader.ts';
import { markOf } from './mapping/entry.ts';
import { FIND_BATCH, type FoundPage, findByMark } from './operations/find-item.ts';
import { idOf } from './operations/item-id.ts';

/** Finds entries of one mailbox again by the key in our mark: recovery after a crash or a lost answer. */
export class KeyFinder {
  readonly #client: EwsClient;
  readonly #mailbox: Mailbox;
  readonly #reader: EntryReader;

  constructor(client: EwsClient, mailbox: Mailbox, reader: EntryReader) {
    this.#client = client;
    this.#mailbox = mailbox;
    this.#reader = reader;
  }

  /**
   * Entries by key. Where a person copied an entry of ours, the original is given, not its copy. Where a create
   * arrived twice, one of the two is given; the other is told with the changes, and recognised by its mark.
   */
  async find(keys: readonly string[], signal: AbortSignal): Promise<Map<string, SideEntry>> {
    const wanted = new Set(keys);
    const ids: string[] = [];
    for (let at = 0; at < keys.length; at += FIND_BATCH)
      for (const { id, key } of await this.ids(keys.slice(at, at + FIND_BATCH), signal))
        if (wanted.has(key)) ids.push(id);
    const { entries } = await this.#reader.read(ids, signal);
    const found = new Map<string, SideEntry>();
    for (const entry of entries.values()) {
      if (entry.key === null) continue;
      const known = found.get(entry.key);
      if (!known || (isCopy(known) && !isCopy(entry))) found.set(entry.key, entry);
    }
    return found;
  }

  /** Ids of the items whose mark's key begins with one of these, page by page. */
  async ids(keys: readonly string[], signal: AbortSignal): Promise<{ id: string; key: string }[]> {
    const found: { id: string; key: string }[] = [];
    for (let offset: number | null = 0; offset !== null; ) {
      const page: FoundPage = await this.#client.callOne(findByMark(keys, offset), this.#mailbox, signal);
      for (const item of page.items) {
        const mark = markOf(item);
        if (mark) found.push({ id: idOf(item).id, key: mark.key });
      }
      // An offset that does not move on would ask for the same page for ever.
      offset = page.nextOffset !== null && page.nextOffset > offset ? page.nextOffset : null;
    }
    return found;
  }
}

function isCopy(entry: SideEntry): boolean {
  return entry.markedUid !== null && entry.uid !== null && entry.markedUid !== entry.uid;
}
