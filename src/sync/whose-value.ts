import type { SideEntry } from '../model/calendar-entry.ts';
import { type FieldName, SHARED_FIELDS, sameValue } from '../model/fields.ts';
import type { Link, SideName } from '../model/link.ts';
import type { FieldConflict } from '../model/plan.ts';
import { outgoingValue } from '../reconcile/outgoing.ts';

/**
 * Whose value of a conflict stands in the pair by now; null where neither does, so that somebody has changed it
 * since. A side may have rounded or trimmed what it was given: then the other half's base says what it was given.
 */
export function whoseValueStands(conflict: FieldConflict, activity: SideEntry, link: Link): SideName | null {
  const { field } = conflict;
  const now = outgoingValue(field, activity);
  const direct = sideOf(conflict, now) ?? sideOf(conflict, activity.entry[field]);
  if (direct) return direct;
  const isAsSynchronized = isSame(field, activity.entry[field], link.activity.base[field]);
  return isAsSynchronized ? sideOf(conflict, link.mailbox.base[field]) : null;
}

function sideOf({ field, activity, mailbox }: FieldConflict, value: unknown): SideName | null {
  if (isSame(field, value, activity)) return 'activities';
  return isSame(field, value, mailbox) ? 'mailbox' : null;
}

/** Whether two values of a shared field say the same. */
export function isSame(name: FieldName, one: unknown, other: unknown): boolean {
  const field = SHARED_FIELDS.find((rule) => rule.name === name);
  return field !== undefined && sameValue(field, one, other);
}
