import type { CalendarEntry, EntryPatch, SideEntry } from '../../model/calendar-entry.ts';
import type { ParticipantAnswer } from '../../model/participant.ts';
import { instantFromMillis } from '../../model/time.ts';

/** What another client may state about an entry besides its fields. */
export type EntryFacts = Partial<Omit<SideEntry, 'id' | 'version' | 'entry'>>;

/** One change in the order in which it happened; a later change of the same entry makes it stale. */
interface Change {
  readonly id: string;
  readonly number: number;
}

interface Row {
  readonly stands: SideEntry;
  readonly number: number;
}

export interface CalendarOptions {
  /** What the server makes of an entry before it keeps it: rounding, trimming, dropping. */
  readonly keep: (entry: CalendarEntry) => CalendarEntry;
  /** What the server makes of an update, given what stands; what it drops stays unchanged. */
  readonly admit: (patch: EntryPatch, standing: SideEntry) => EntryPatch;
  /** The server's clock in milliseconds since the epoch. */
  readonly now: () => number;
  /** Facts that hold for every entry unless its creator says otherwise. */
  readonly facts: EntryFacts;
  /** Who organises what the calendar's user owns and others take part in; nobody where absent. */
  readonly organiser?: string;
  /** Put before every id, so that ids of two calendars are never mistaken for each other. */
  readonly prefix: string;
}

const NO_FACTS = {
  uid: null,
  key: null,
  markedUid: null,
  standing: 'owner',
  isCancelled: false,
  category: null,
  mayCross: true,
} as const;

/**
 * The server of the memory side: entries, versions and an ordered journal of changes. The side reads and
 * writes it as Tahti; tests edit it directly as another client would.
 */
export class MemoryCalendar {
  readonly #options: CalendarOptions;
  readonly #rows = new Map<string, Row>();
  readonly #gone = new Map<string, number>();
  /** Entries that stand for others and not in this calendar, by id. */
  readonly #elsewhere = new Map<string, SideEntry>();
  readonly #byKey = new Map<string, string>();
  #journal: Change[] = [];
  #made = 0;
  #generation = 1;

  constructor(options: CalendarOptions) {
    this.#options = options;
  }

  /** Changes whenever all cursors are lost. */
  get generation(): number {
    return this.#generation;
  }

  /** The number of the latest change; 0 before the first. */
  get latest(): number {
    return this.#journal.at(-1)?.number ?? 0;
  }

  get size(): number {
    return this.#rows.size;
  }

  get(id: string): SideEntry | undefined {
    return this.#rows.get(id)?.stands;
  }

  list(): SideEntry[] {
    return [...this.#rows.values()].map((row) => row.stands);
  }

  /** The entry that was made with this key; a copy of it carries the key too, but a mark not its own. */
  madeWith(key: string): SideEntry | undefined {
    return this.get(this.#byKey.get(key) ?? '');
  }

  /** Makes an entry and returns it as the server keeps it. */
  create(entry: CalendarEntry, facts: EntryFacts = {}): SideEntry {
    this.#made += 1;
    const id = `${this.#options.prefix}${this.#made}`;
    const own = { ...NO_FACTS, uid: `uid-${id}`, ...this.#options.facts };
    return this.#put(id, { ...own, modified: this.#now(), ...facts }, this.#options.keep(entry));
  }

  /** Makes an entry that carries our mark: the key, and the entry's own uid beside it. */
  createMarked(entry: CalendarEntry, key: string, facts: EntryFacts = {}): SideEntry {
    const uid = this.#options.facts.uid === null ? null : `uid-${this.#options.prefix}${this.#made + 1}`;
    return this.create(entry, { ...facts, uid, key, markedUid: uid });
  }

  /** Changes the named fields and facts; undefined where the entry does not stand here. */
  update(id: string, patch: EntryPatch, facts: EntryFacts = {}): SideEntry | undefined {
    const row = this.#rows.get(id);
    if (!row) return undefined;
    const { entry, id: _id, version: _version, ...known } = row.stands;
    const admitted = this.#options.admit(patch, row.stands);
    const kept = this.#options.keep({ ...entry, ...admitted });
    return this.#put(id, { ...known, modified: this.#now(), ...facts }, kept);
  }

  delete(id: string): boolean {
    if (!this.#rows.delete(id)) return false;
    this.#gone.set(id, this.#note(id));
    return true;
  }

  /** The user leaves an entry that goes on standing for others. */
  leave(id: string): boolean {
    const stands = this.get(id);
    if (stands) this.#elsewhere.set(id, stands);
    return this.delete(id);
  }

  /** Makes an entry that stands for others alone, and gives its id. */
  createElsewhere(entry: CalendarEntry): string {
    const { id } = this.create(entry);
    this.leave(id);
    return id;
  }

  /** Of these ids, those that stand for others and not in this calendar. */
  leftAmong(ids: readonly string[]): Set<string> {
    return new Set(ids.filter((id) => this.#elsewhere.has(id)));
  }

  /** The user takes part in what stands here or for others; undefined where it stands nowhere. */
  join(id: string, answer: ParticipantAnswer): SideEntry | undefined {
    const stands = this.get(id);
    if (stands) return stands;
    const elsewhere = this.#elsewhere.get(id);
    if (!elsewhere) return undefined;
    this.#elsewhere.delete(id);
    this.#gone.delete(id);
    const { entry, id: _id, version: _version, ...facts } = elsewhere;
    return this.#put(id, { ...facts, standing: 'guest' }, { ...entry, ownAnswer: answer });
  }

  /** A second entry as *copy and paste* makes it: our mark travels along, the uid is new. */
  copy(id: string): SideEntry | undefined {
    const original = this.get(id);
    if (!original) return undefined;
    const { key, markedUid, standing, category, mayCross, entry } = original;
    return this.create(entry, { key, markedUid, standing, category, mayCross });
  }

  /** Every entry gets a new id and every cursor is lost, as when a mailbox moves to another server. */
  move(): void {
    const rows = [...this.#rows.values()];
    this.#rows.clear();
    this.#byKey.clear();
    for (const { stands } of rows) {
      const { id: _id, version: _version, entry, ...facts } = stands;
      this.create(entry, facts);
    }
    this.loseCursors();
  }

  loseCursors(): void {
    this.#generation += 1;
  }

  /** Up to `limit` changes after the numbered one, each entry at most once and as it stands now. */
  after(
    number: number,
    limit: number,
  ): { changed: SideEntry[]; deleted: string[]; last: number; more: boolean } {
    const changed: SideEntry[] = [];
    const deleted: string[] = [];
    let last = number;
    // Numbers are given without gaps from 1, so the place in the journal follows from the number.
    for (let at = number; at < this.#journal.length; at += 1) {
      const change = this.#journal[at] as Change;
      if (changed.length + deleted.length === limit) return { changed, deleted, last, more: true };
      last = change.number;
      const row = this.#rows.get(change.id);
      if (row?.number === change.number) changed.push(row.stands);
      else if (!row && this.#gone.get(change.id) === change.number) deleted.push(change.id);
    }
    return { changed, deleted, last, more: false };
  }

  #now(): string {
    return instantFromMillis(this.#options.now());
  }

  #note(id: string): number {
    const number = this.latest + 1;
    this.#journal.push({ id, number });
    return number;
  }

  #put(id: string, facts: Omit<SideEntry, 'id' | 'version' | 'entry'>, entry: CalendarEntry): SideEntry {
    const number = this.#note(id);
    const stands = this.#asItStands({ ...facts, id, version: `v${number}`, entry });
    this.#rows.set(id, { stands, number });
    if (facts.key !== null && facts.markedUid === facts.uid) this.#byKey.set(facts.key, id);
    return stands;
  }

  /** Nobody asks an owner; a guest has an answer, if only none. */
  #asItStands(told: SideEntry): SideEntry {
    const { ownAnswer, ...entry } = told.entry;
    if (told.standing === 'guest') return { ...told, entry: { ...entry, ownAnswer: ownAnswer ?? 'none' } };
    const { organiser } = this.#options;
    const known = organiser ? { organiser: entry.participants.length > 0 ? organiser : null } : {};
    return { ...told, ...known, entry: ownAnswer === undefined ? entry : { ...entry, ownAnswer: null } };
  }
}
