import type { CalendarEntry, EntryPatch, SideEntry } from '../model/calendar-entry.ts';
import type { Link, LinkEnd } from '../model/link.ts';
import type { MatchStep, UpdateStep } from '../model/plan.ts';

/** What a side returned, as one half of a link. */
export function endOf(entry: SideEntry): LinkEnd {
  // An activity has an owner instead, whom its own side knows.
  const organiser = entry.category === null ? entry.organiser : null;
  const end = {
    id: entry.id,
    version: entry.version,
    base: entry.entry,
    ...(typeof organiser === 'string' && { organiser }),
  };
  return entry.standing === 'guest' ? { ...end, standing: 'guest' } : end;
}

/**
 * A version that no side ever gives: the half counts as changed when it is seen again, so that its fields
 * are compared one by one.
 */
export const UNKNOWN_VERSION = '';

/**
 * The link of two entries that turned out to be the same, recorded before their differences are evened
 * out: after a crash they are a linked pair that differs, never two strangers that would be doubled.
 *
 * Where a patch is still to be written, the half from which the value comes gets the other half's value as
 * its base: it looks changed, and the merge plans the same patch again.
 */
export function linkOfMatch(step: MatchStep, id: string, userId: string): Link {
  return {
    id,
    userId,
    // An entry that Tahti made carries the key it was made with; the link goes on with it.
    key: step.by === 'key' ? (step.item.key ?? step.activity.key) : null,
    uid: step.item.uid,
    origin: 'matched',
    activity: halfBefore(step.activity, step.mailboxPatch, step.item.entry),
    mailbox: halfBefore(step.item, step.activityPatch, step.activity.entry),
  };
}

/** The half as if `outgoing` (what it is about to give to the other) had not been changed yet. */
function halfBefore(half: SideEntry, outgoing: EntryPatch | null, other: CalendarEntry): LinkEnd {
  if (!outgoing) return endOf(half);
  return {
    ...endOf(half),
    version: UNKNOWN_VERSION,
    base: { ...half.entry, ...valuesOf(other, outgoing) },
  };
}

/**
 * The link of a pair whose activity is written and whose mailbox entry is still to be: what the activity was given
 * is synchronized by now, and an edit of the entry after it is no conflict with it; what the entry is to be given
 * still looks changed in the activity, so that it is planned again where the second write never comes.
 */
export function linkHalfWay(
  { link, item, activityPatch, mailboxPatch }: UpdateStep,
  written: SideEntry,
): Link {
  const open = valuesOf(link.activity.base, mailboxPatch);
  const done = item ? valuesOf(item.entry, activityPatch) : {};
  return {
    ...link,
    activity: { ...endOf(written), version: UNKNOWN_VERSION, base: { ...written.entry, ...open } },
    mailbox: { ...link.mailbox, base: { ...link.mailbox.base, ...done } },
  };
}

/** The values that an entry has of the fields of a patch. */
function valuesOf(entry: CalendarEntry, patch: EntryPatch | null): EntryPatch {
  const fields = Object.keys(patch ?? {}) as (keyof CalendarEntry)[];
  return Object.fromEntries(fields.map((field) => [field, entry[field]])) as EntryPatch;
}

/** Whether two halves remember the same state; then nothing has to be written. */
export function sameEnd(one: LinkEnd, other: LinkEnd): boolean {
  return (
    one.id === other.id &&
    one.version === other.version &&
    (one.standing ?? 'owner') === (other.standing ?? 'owner') &&
    (one.organiser ?? null) === (other.organiser ?? null) &&
    JSON.stringify(one.base) === JSON.stringify(other.base)
  );
}
