import { ChangeFeed } from './change-feed.ts';
import { EventTable, type ItemPlace, type MailboxEventKind } from './event-table.ts';
import { defaultFolders, type FolderRecord } from './folder.ts';
import type { Item, ItemContent } from './item.ts';
import type { MailboxRecord } from './mailbox-record.ts';
import type { StoreChange } from './store-change.ts';

interface Folder {
  readonly record: FolderRecord;
  readonly items: Map<number, Item>;
  readonly feed: ChangeFeed;
}

/** That the facts of a commit are one item going to another place. */
interface Relocation {
  readonly kind: 'moved' | 'copied';
  readonly from: Item;
}

/** Writes changes down before they count as done. */
export type Commit = (changes: readonly StoreChange[]) => void;

/**
 * One mailbox: folders, items, and the feed of changes. Every change gets the next sequence number, is handed
 * to `commit`, and only then becomes visible.
 */
export class Mailbox {
  record: MailboxRecord;
  /** What subscriptions are told of. */
  readonly events = new EventTable();
  readonly #folders = new Map<number, Folder>();
  readonly #byDistinguishedName = new Map<string, Folder>();
  readonly #items = new Map<number, Item>();
  readonly #commit: Commit;
  readonly #now: () => number;
  #sequence = 0;
  #lastNumber = 0;

  constructor(record: MailboxRecord, commit: Commit, now: () => number) {
    this.record = record;
    this.#commit = commit;
    this.#now = now;
    for (const folder of defaultFolders) this.restoreFolder(folder);
  }

  /** The number of the last change in this mailbox. */
  get sequence(): number {
    return this.#sequence;
  }

  get folders(): FolderRecord[] {
    return [...this.#folders.values()].map((folder) => folder.record);
  }

  folder(number: number): FolderRecord | undefined {
    return this.#folders.get(number)?.record;
  }

  distinguishedFolder(name: string): FolderRecord | undefined {
    return this.#byDistinguishedName.get(name)?.record;
  }

  item(number: number): Item | undefined {
    return this.#items.get(number);
  }

  /** The items of a folder, oldest first. */
  itemsOf(folder: number): Iterable<Item> {
    return this.#folders.get(folder)?.items.values() ?? [];
  }

  countOf(folder: number): number {
    return this.#folders.get(folder)?.items.size ?? 0;
  }

  /** Item numbers of a folder whose last change came after a sequence number (see ChangeFeed). */
  changesAfter(folder: number, sequence: number): Iterable<{ sequence: number; item: number }> {
    return this.#folders.get(folder)?.feed.after(sequence) ?? [];
  }

  /** Puts new items into a folder, all of them or none. */
  create(folder: number, contents: readonly ItemContent[]): Item[] {
    const now = this.#now();
    const items = contents.map((content, index): Item => {
      const number = this.#lastNumber + 1 + index;
      const sequence = this.#sequence + 1 + index;
      return { ...content, number, folder, sequence, created: now, modified: now, touched: {} };
    });
    this.#commitAndApply(items.map((item) => this.#itemFact(item)));
    return items;
  }

  /** Replaces an item's content; `fields` names what was changed. */
  update(item: Item, content: ItemContent, fields: readonly string[]): Item {
    const sequence = this.#sequence + 1;
    const touched = { ...item.touched };
    for (const field of fields) touched[field] = sequence;
    const { number, folder, created } = item;
    const updated: Item = { ...content, number, folder, created, sequence, modified: this.#now(), touched };
    this.#commitAndApply([this.#itemFact(updated)]);
    return updated;
  }

  /** Replaces an item's content without a new version: nobody who asks for changes hears of it. */
  updateUnnoticed(item: Item, content: ItemContent): Item {
    const { number, folder, created, sequence, touched, modified } = item;
    const updated: Item = { ...content, number, folder, created, sequence, modified, touched };
    this.#commit([this.#itemFact(updated)]);
    this.restoreItem(updated);
    return updated;
  }

  /** Moves an item to another folder of this mailbox; it becomes a new item there. */
  move(item: Item, folder: number): Item {
    const moved = this.#relocated(item, folder, 1);
    this.#commitAndApply([this.#goneFact(item), this.#itemFact(moved)], { kind: 'moved', from: item });
    return moved;
  }

  /** Copies an item; the copy carries everything, extended properties and UID included. */
  copy(item: Item, folder: number): Item {
    const copied = this.#relocated(item, folder, 0);
    this.#commitAndApply([this.#itemFact(copied)], { kind: 'copied', from: item });
    return copied;
  }

  /** Removes an item beyond recovery. */
  remove(item: Item): void {
    this.#commitAndApply([this.#goneFact(item)]);
  }

  /** Everything that lies in the mailbox, as a backup keeps it. */
  backup(): readonly Item[] {
    return [...this.#items.values()];
  }

  /**
   * Puts the mailbox back to a backup of before: old states come back with their ids and change keys, and no sync
   * state tells of them; what is newer is gone.
   */
  restoreBackup(backup: readonly Item[]): void {
    const kept = new Set(backup.map(({ number }) => number));
    for (const item of this.backup()) if (!kept.has(item.number)) this.remove(item);
    for (const item of backup) this.#commitAndApply([this.#itemFact(item)]);
  }

  /** Makes a new folder what is found by a distinguished name; the old one stays under a name of its own. */
  replaceFolder(name: string): FolderRecord {
    const old = this.distinguishedFolder(name);
    if (!old) throw new Error(`There is no folder ${name}`);
    const number = Math.max(...this.#folders.keys()) + 1;
    const replaced: FolderRecord = { ...old, distinguished: null, displayName: `${old.displayName} (old)` };
    const mailbox = this.record.guid;
    this.#commit([replaced, { ...old, number }].map((folder) => ({ kind: 'folder', mailbox, folder })));
    this.restoreFolder(replaced);
    this.restoreFolder({ ...old, number });
    return { ...old, number };
  }

  /** The facts that make up this mailbox, in the order in which they can be replayed. */
  *facts(): Generator<StoreChange[]> {
    yield [{ kind: 'mailbox', mailbox: this.record }];
    for (const { record, feed } of this.#folders.values()) {
      yield [{ kind: 'folder', mailbox: this.record.guid, folder: record }];
      for (const { item: number, sequence } of feed.after(0)) {
        const item = this.#items.get(number);
        if (item?.folder === record.number) yield [this.#itemFact(item)];
        else
          yield [{ kind: 'gone', mailbox: this.record.guid, folder: record.number, item: number, sequence }];
      }
    }
  }

  restoreFolder(record: FolderRecord): void {
    const known = this.#folders.get(record.number);
    const folder: Folder = known
      ? { ...known, record }
      : { record, items: new Map(), feed: new ChangeFeed() };
    this.#folders.set(record.number, folder);
    if (record.distinguished) this.#byDistinguishedName.set(record.distinguished, folder);
  }

  restoreItem(item: Item): void {
    const folder = this.#folders.get(item.folder);
    if (!folder) throw new Error(`Folder ${item.folder} of item ${item.number} does not exist`);
    this.#items.set(item.number, item);
    folder.items.set(item.number, item);
    this.#noteChange(folder, item.sequence, item.number);
  }

  restoreRemoval(folderNumber: number, number: number, sequence: number): void {
    const folder = this.#folders.get(folderNumber);
    if (!folder) return;
    folder.items.delete(number);
    if (this.#items.get(number)?.folder === folderNumber) this.#items.delete(number);
    this.#noteChange(folder, sequence, number);
  }

  #noteChange(folder: Folder, sequence: number, number: number): void {
    folder.feed.record(sequence, number);
    this.#sequence = Math.max(this.#sequence, sequence);
    this.#lastNumber = Math.max(this.#lastNumber, number);
  }

  #commitAndApply(facts: readonly StoreChange[], relocation?: Relocation): void {
    this.#commit(facts);
    for (const fact of facts) {
      if (fact.kind === 'item') {
        const known = this.#items.has(fact.item.number);
        this.restoreItem(fact.item);
        this.#noteEvent(fact.item, known, relocation);
      } else if (fact.kind === 'gone') {
        this.restoreRemoval(fact.folder, fact.item, fact.sequence);
        if (relocation?.kind !== 'moved')
          this.#recordEvent('deleted', { folder: fact.folder, item: fact.item });
      }
    }
  }

  #noteEvent({ folder, number }: Item, known: boolean, relocation: Relocation | undefined): void {
    const place = { folder, item: number };
    if (!relocation) this.#recordEvent(known ? 'modified' : 'created', place);
    else
      this.#recordEvent(relocation.kind, place, {
        folder: relocation.from.folder,
        item: relocation.from.number,
      });
  }

  #recordEvent(kind: MailboxEventKind, place: ItemPlace, origin?: ItemPlace): void {
    this.events.record({ at: this.#now(), kind, place, ...(origin ? { origin } : {}) });
  }

  #relocated(item: Item, folder: number, sequencesBefore: number): Item {
    const sequence = this.#sequence + sequencesBefore + 1;
    return { ...item, number: this.#lastNumber + 1, folder, sequence, modified: this.#now() };
  }

  #itemFact(item: Item): StoreChange {
    return { kind: 'item', mailbox: this.record.guid, item };
  }

  #goneFact(item: Item): StoreChange {
    const sequence = this.#sequence + 1;
    return { kind: 'gone', mailbox: this.record.guid, folder: item.folder, item: item.number, sequence };
  }
}
