import type { SideEntry } from '../model/calendar-entry.ts';
import { likenessOf } from './likeness.ts';
import type { Located } from './locate.ts';
import type { Newcomer } from './newcomer.ts';

/** Links that are let go, by their place in the list, and their activities, to be matched anew. */
export interface Parted {
  readonly at: ReadonlySet<number>;
  readonly activities: readonly Newcomer[];
}

export const NONE_PARTED: Parted = { at: new Set(), activities: [] };

/**
 * Where the mailbox stands elsewhere, nothing there may have the ids, keys or uids of old, though the same
 * entries were carried over (by an export, or by hand). A link whose entry is missing while another one looks
 * like its activity is let go, and the two are matched as at the first run, instead of one being held and the
 * other made a second time.
 */
export function partElsewhere(links: number, activities: Located, mailbox: Located): Parted {
  const looks = new Set(mailbox.newcomers.map(({ told }) => likenessOf(told)));
  const parted = new Map<number, SideEntry>();
  for (let at = 0; looks.size > 0 && at < links; at += 1) {
    const activity = activities.found(at);
    if (mailbox.found(at) !== 'gone' || activity === null || activity === 'gone') continue;
    if (looks.has(likenessOf(activity))) parted.set(at, activity);
  }
  const strangers = [...parted.values()].map((told): Newcomer => ({ told, key: null, uid: null }));
  return { at: new Set(parted.keys()), activities: strangers };
}
