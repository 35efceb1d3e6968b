/** How a mailbox entry is told to the activities. */
import type { CalendarEntry, EntryPatch, SideEntry } from '../model/calendar-entry.ts';
import type { LinkEnd } from '../model/link.ts';
import type { SyncPolicy } from '../model/policy.ts';

/** Private entries get the type Personal where the company has it, all others the default type. */
function incomingType(isPrivate: boolean, policy: SyncPolicy): string {
  return isPrivate && policy.personalType ? policy.personalType.id : policy.defaultType.id;
}

/** A new activity made of a mailbox entry; what activities cannot hold stays in the mailbox. */
export function toActivity(item: SideEntry, policy: SyncPolicy): CalendarEntry {
  return {
    ...item.entry,
    html: null,
    categories: [],
    reminder: null,
    // Its owner is asked by nobody; who makes it for somebody else says so (`meetingEntry`).
    ownAnswer: null,
    activityType: incomingType(item.entry.isPrivate, policy),
  };
}

/** A new activity for a meeting that somebody else shall own: this user takes part in it with their answer. */
export function meetingEntry(item: SideEntry, policy: SyncPolicy): CalendarEntry {
  return { ...toActivity(item, policy), ownAnswer: item.entry.ownAnswer ?? 'none' };
}

/** An activity made again: it keeps the type that it had, unless the entry's privacy has changed. */
export function toActivityAgain(item: SideEntry, lost: LinkEnd, policy: SyncPolicy): CalendarEntry {
  const entry = toActivity(item, policy);
  const keepsType = lost.base.activityType !== null && lost.base.isPrivate === item.entry.isPrivate;
  return keepsType ? { ...entry, activityType: lost.base.activityType } : entry;
}

/**
 * The change of an activity whose entry became private or public. Privacy is a matter of the type, so the
 * type goes along: to Personal where the company has it, and from Personal to the default type. A type
 * that somebody chose is otherwise left as it is. The workspace may refuse to change a saved activity's
 * category; it then returns the activity as it was, and that becomes its base.
 */
export function privacyPatch(isPrivate: boolean, currentType: string | null, policy: SyncPolicy): EntryPatch {
  const personal = policy.personalType?.id ?? null;
  if (isPrivate && personal !== null && currentType !== personal)
    return { isPrivate, activityType: personal };
  const leavesPersonal = !isPrivate && (currentType === null || currentType === personal);
  return leavesPersonal ? { isPrivate, activityType: policy.defaultType.id } : { isPrivate };
}
