import type { SideEntry } from '../model/calendar-entry.ts';
import type { Link, LinkEnd } from '../model/link.ts';
import type { MatchedBy } from '../model/plan.ts';
import { likenessOf } from './likeness.ts';
import type { Identity, Newcomer } from './newcomer.ts';

/**
 * The key in our mark counts only where the mark is the entry's own: copy and paste takes the mark along,
 * but the uid that stands in it stays that of the original.
 */
export function ownIdentity(told: SideEntry): Identity {
  const isCopy = told.markedUid !== null && told.uid !== null && told.markedUid !== told.uid;
  return { key: isCopy ? null : told.key, uid: told.uid };
}

/** Links by what identifies them, to tell an entry that moved from one that was copied. */
export class KnownIdentities {
  readonly #byKey = new Map<string, Link>();
  readonly #byUid = new Map<string, Link>();

  constructor(links: readonly Link[]) {
    for (const link of links) {
      if (link.key !== null) this.#byKey.set(link.key, link);
      if (link.uid !== null) this.#byUid.set(link.uid, link);
    }
  }

  withKey(key: string | null): Link | undefined {
    return key === null ? undefined : this.#byKey.get(key);
  }

  withUid(uid: string | null): Link | undefined {
    return uid === null ? undefined : this.#byUid.get(uid);
  }
}

/**
 * Linked halves that are gone, by how they looked: a tool that restores or synchronizes may delete an entry and make
 * it again with nothing of its identity. Where several looked the same, each is found once, in the order of the links.
 */
export class GoneLooks {
  readonly #byLooks = new Map<string, Link[]>();
  readonly #end: (link: Link) => LinkEnd;

  constructor(links: readonly Link[], end: (link: Link) => LinkEnd, isGone: (id: string) => boolean) {
    this.#end = end;
    for (const link of links) {
      if (!isGone(end(link).id)) continue;
      const looks = likenessOf({ entry: end(link).base });
      this.#byLooks.set(looks, [...(this.#byLooks.get(looks) ?? []), link]);
    }
  }

  /** Takes out the one that looked like the entry and was not found otherwise. */
  take(told: SideEntry, moved: ReadonlyMap<string, SideEntry>): Link | undefined {
    if (this.#byLooks.size === 0) return undefined;
    return this.#byLooks.get(likenessOf(told))?.find((link) => !moved.has(this.#end(link).id));
  }
}

/** The new entries of one side, and those among them that are linked entries under a new id. */
export interface Arrivals {
  readonly newcomers: readonly Newcomer[];
  /** By the id under which the link knows them. */
  readonly moved: ReadonlyMap<string, SideEntry>;
  /** By what each of them was recognised, under the same id. */
  readonly movedBy: ReadonlyMap<string, MatchedBy>;
  readonly duplicates: readonly Duplicate[];
}

/** An entry of ours that stands a second time: its create arrived twice, or late. */
export interface Duplicate {
  readonly link: Link;
  readonly told: SideEntry;
}

/**
 * Sorts what is not linked by its id. An entry with the key or uid of a link whose own half is gone has
 * only moved (another folder, another server, another Exchange version): it goes on under its new id, and so does
 * one that looks just as a half that is gone did. An
 * entry with the key or uid of a link whose half still stands is a copy of it and a new entry of its own,
 * unless it is no copy but our own create once more: that must never cross.
 */
export function sortArrivals(
  unlinked: readonly SideEntry[],
  known: KnownIdentities,
  end: (link: Link) => LinkEnd,
  isGone: (id: string) => boolean,
  gone: GoneLooks,
): Arrivals {
  const moved = new Map<string, SideEntry>();
  const movedBy = new Map<string, MatchedBy>();
  const follow = (link: Link, told: SideEntry, by: MatchedBy) => {
    moved.set(end(link).id, told);
    movedBy.set(end(link).id, by);
  };
  const strangers: Newcomer[] = [];
  const duplicates: Duplicate[] = [];
  for (const told of unlinked) {
    const own = ownIdentity(told);
    const byKey = known.withKey(own.key);
    const byUid = known.withUid(own.uid);
    const home = [byKey, byUid].find((link) => link && isGone(end(link).id) && !moved.has(end(link).id));
    if (home) follow(home, told, home === byKey ? 'key' : 'uid');
    else if (byKey && isOurOwn(told, byKey)) duplicates.push({ link: byKey, told });
    else strangers.push({ told, key: byKey ? null : own.key, uid: byUid ? null : own.uid });
  }
  // Identity comes first: only what nothing identifies is recognised by its looks.
  const newcomers = strangers.filter(({ told }) => {
    const home = gone.take(told, moved);
    if (home) follow(home, told, 'likeness');
    return !home;
  });
  return { newcomers, moved, movedBy, duplicates };
}

/** Made by one of our creates: a person's copy of an entry gets a uid of its own, which is not in the mark. */
function isOurOwn({ uid, markedUid }: SideEntry, link: Link): boolean {
  return uid !== null && markedUid === uid && link.uid === uid;
}
