/**
 * Random stories: what people do to both calendars between runs, and a model that knows what must come of
 * it. Every entry has a subject of its own that is never edited, by which the model follows it.
 */
import fc from 'fast-check';
import type { EntryPatch, SideEntry } from '../../src/model/calendar-entry.ts';
import type { SideName } from '../../src/model/link.ts';
import type { MemorySide } from '../../src/sides/memory/memory-side.ts';
import { anEdit, entryOf, fields, other, SIDES } from './samples.ts';
import { aSeriesDeed, edited, patchOf, type SeriesDeed } from './series-deeds.ts';

export type Deed =
  | { readonly do: 'create'; readonly on: SideName; readonly fields: EntryPatch }
  | { readonly do: 'edit'; readonly on: SideName; readonly which: number; readonly patch: EntryPatch }
  | { readonly do: 'repeat'; readonly on: SideName; readonly which: number; readonly deed: SeriesDeed }
  | { readonly do: 'delete'; readonly on: SideName; readonly which: number };

const on = fc.constantFrom(...SIDES);
const which = fc.nat(9);

export const aDeed: fc.Arbitrary<Deed> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('create' as const), on, fields }) },
  { weight: 5, arbitrary: fc.record({ do: fc.constant('edit' as const), on, which, patch: anEdit }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('repeat' as const), on, which, deed: aSeriesDeed }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('delete' as const), on, which }) },
);

/** What a thing went through since it was last synchronized. */
interface Thing {
  readonly edited: Set<SideName>;
  readonly deleted: Set<SideName>;
  /** How it looked on each side then; an edit that was undone since is none. */
  readonly synchronized: Map<SideName, string>;
}

/** The calendars and what the model knows of them. */
export class World {
  readonly sides: Readonly<Record<SideName, MemorySide>>;
  readonly #things = new Map<string, Thing>();
  #made = 0;

  constructor(sides: Readonly<Record<SideName, MemorySide>>) {
    this.sides = sides;
  }

  /** Does what somebody does; deeds without an entry to do them to are passed over. */
  act(deed: Deed): void {
    const { calendar } = this.sides[deed.on];
    if (deed.do === 'create') {
      this.#made += 1;
      const subject = `Thing ${this.#made}`;
      this.#things.set(subject, { edited: new Set([deed.on]), deleted: new Set(), synchronized: new Map() });
      calendar.create(entryOf(subject, deed.fields));
      return;
    }
    const standing = calendar.list();
    const chosen = standing[deed.which % Math.max(1, standing.length)];
    if (!chosen) return;
    const thing = this.#things.get(chosen.entry.subject);
    if (!thing) throw new Error(`an entry that nobody made: ${chosen.entry.subject}`);
    if (deed.do === 'delete') {
      calendar.delete(chosen.id);
      thing.deleted.add(deed.on);
      thing.edited.delete(deed.on);
    } else {
      const patch = deed.do === 'edit' ? edited(chosen, deed.patch) : patchOf(chosen.entry, deed.deed);
      const isEdited = looks(calendar.update(chosen.id, patch ?? {})) !== thing.synchronized.get(deed.on);
      if (isEdited) thing.edited.add(deed.on);
      else thing.edited.delete(deed.on);
    }
  }

  /** Everything has been synchronized: tells what must stand now, and starts counting anew. */
  settle(): string[] {
    for (const [subject, { edited, deleted }] of this.#things) {
      const survives = deleted.size === 0 || [...deleted].some((side) => edited.has(other(side)));
      if (!survives || deleted.size === 2) this.#things.delete(subject);
      edited.clear();
      deleted.clear();
    }
    for (const side of SIDES)
      for (const told of this.sides[side].calendar.list())
        this.#things.get(told.entry.subject)?.synchronized.set(side, looks(told));
    return [...this.#things.keys()].sort();
  }

  /** Subjects as they stand on a side, sorted; a double shows as one subject twice. */
  subjects(side: SideName): string[] {
    return this.sides[side].calendar
      .list()
      .map((told) => told.entry.subject)
      .sort();
  }
}

function looks(told: SideEntry | undefined): string {
  return JSON.stringify(Object.entries(told?.entry ?? {}).sort());
}
