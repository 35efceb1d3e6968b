import type { SideEntry } from '../../../model/calendar-entry.ts';
import { seriesOf, touchesPeriod } from '../../../model/occurrences.ts';
import type { Window } from '../../../model/time.ts';
import type { EntryReader } from '../entry-reader.ts';
import { digestOf } from '../entry-version.ts';
import type { EwsCursor } from './cursor.ts';

/** Series that one run reads again at most; the next run goes on with the next ones. */
export const WATCHED_AT_ONCE = 200;

/**
 * Finds changed occurrences on servers whose change feed does not tell of them: the series of the window are read
 * again, so many in every run, and what differs from what was told is told. The memory of what was told is in the
 * cursor, so that it moves on only together with what was recorded.
 */
export class SeriesWatch {
  readonly #digests: Map<string, string>;
  readonly #window: Window;
  readonly #told = new Set<string>();
  #next: number;

  constructor({ series, next }: Partial<EwsCursor>, window: Window) {
    this.#digests = new Map(Object.entries(series ?? {}));
    this.#next = next ?? 0;
    this.#window = window;
  }

  /** Remembers what a page of the change feed told. */
  saw(entries: Iterable<SideEntry>, deleted: readonly string[]): void {
    for (const id of deleted) this.#digests.delete(id);
    for (const entry of entries) this.#remember(entry);
  }

  /** The series whose occurrences changed without the feed telling so. */
  async look(reader: EntryReader, signal: AbortSignal): Promise<SideEntry[]> {
    const ids = this.#due();
    if (ids.length === 0) return [];
    const { entries } = await reader.read(ids, signal);
    const changed = [...entries.values()].filter(
      (entry) => this.#digests.get(entry.id) !== digestOf(entry.entry),
    );
    for (const entry of changed) this.#remember(entry);
    return changed;
  }

  /** What the cursor has to remember. */
  get memory(): Pick<EwsCursor, 'series' | 'next'> {
    return { series: Object.fromEntries(this.#digests), next: this.#next };
  }

  /** The next ones in turn; what the feed told in this run was just read. */
  #due(): string[] {
    const all = [...this.#digests.keys()].sort();
    const from = this.#next < all.length ? this.#next : 0;
    const ids = all.slice(from, from + WATCHED_AT_ONCE);
    this.#next = from + ids.length;
    return ids.filter((id) => !this.#told.has(id));
  }

  #remember(entry: SideEntry): void {
    const series = seriesOf(entry.entry);
    this.#told.add(entry.id);
    if (series && touchesPeriod(series, this.#window)) this.#digests.set(entry.id, digestOf(entry.entry));
    else this.#digests.delete(entry.id);
  }
}
