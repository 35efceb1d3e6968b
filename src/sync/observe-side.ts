import type { SideEntry } from '../model/calendar-entry.ts';
import { type ErrorDetails, SideError } from '../model/problem.ts';
import type { Window } from '../model/time.ts';
import type { ChangePage, Side } from '../sides/side.ts';

/** What a side told since the cursor, with the pages folded into one. */
export interface Told {
  readonly entries: Map<string, SideEntry>;
  readonly deleted: Set<string>;
  /** Those among `deleted` that only this user left. */
  readonly left: Set<string>;
  readonly unreadable: Map<string, ErrorDetails>;
  readonly cursor: string;
  /** True when everything was told from the beginning. */
  readonly complete: boolean;
  /** Why the cursor was lost, when it was. */
  readonly lost: ErrorDetails | null;
  /** Ids of which something was told that has to be looked at anew: they may stand or be gone. */
  readonly touched: ReadonlySet<string>;
}

/**
 * Everything that changed on one side since the cursor. A cursor that the server no longer knows means
 * starting over: what is linked already is recognised by its id, so nothing is doubled by that.
 */
export async function observeSide(
  side: Side,
  cursor: string | null,
  window: Window,
  signal: AbortSignal,
): Promise<Told> {
  try {
    return await collect(side, cursor, window, signal, null);
  } catch (error) {
    const isLost = error instanceof SideError && error.details.kind === 'resync';
    if (!isLost || cursor === null) throw error;
    return collect(side, null, window, signal, error.details);
  }
}

/**
 * Everything from the beginning, after what changed since a cursor of another scope. What the whole does not
 * name (it ended before the window, say) but was edited or deleted since that cursor is `touched`.
 */
export async function observeWhole(
  side: Side,
  outgrown: string,
  window: Window,
  signal: AbortSignal,
): Promise<Told> {
  const before = await observeSide(side, outgrown, window, signal);
  // The old cursor was lost: the side was read whole already.
  if (before.complete) return before;
  const whole = await observeSide(side, null, window, signal);
  const named = [...before.entries.keys(), ...before.deleted, ...before.unreadable.keys()];
  const touched = named.filter((id) => !whole.entries.has(id) && !whole.unreadable.has(id));
  return { ...whole, touched: new Set(touched) };
}

async function collect(
  side: Side,
  cursor: string | null,
  window: Window,
  signal: AbortSignal,
  lost: ErrorDetails | null,
): Promise<Told> {
  const told = {
    entries: new Map<string, SideEntry>(),
    deleted: new Set<string>(),
    left: new Set<string>(),
    unreadable: new Map<string, ErrorDetails>(),
  };
  let next = cursor;
  for await (const page of side.changes(cursor, window, signal)) {
    takePage(told, page);
    next = page.cursor;
  }
  // A side tells at least one page; without one there is no word for "up to here" and nothing was told.
  if (next === null) throw new Error(`the side ${side.name} told no page and no cursor`);
  return { ...told, cursor: next, complete: cursor === null, lost, touched: new Set() };
}

/** Later pages know better: an id stands in exactly one of the three. */
function takePage(told: Pick<Told, 'entries' | 'deleted' | 'left' | 'unreadable'>, page: ChangePage): void {
  for (const entry of page.entries) {
    told.entries.set(entry.id, entry);
    told.deleted.delete(entry.id);
    told.unreadable.delete(entry.id);
  }
  for (const { id, error } of page.unreadable) {
    told.unreadable.set(id, error);
    told.entries.delete(id);
    told.deleted.delete(id);
  }
  for (const id of page.deleted) {
    told.deleted.add(id);
    told.entries.delete(id);
    told.unreadable.delete(id);
    told.left.delete(id);
  }
  for (const id of page.left ?? []) told.left.add(id);
}
