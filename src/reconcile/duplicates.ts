import type { SideEntry } from '../model/calendar-entry.ts';
import { SHARED_FIELDS } from '../model/fields.ts';
import type { Step } from '../model/plan.ts';
import type { Duplicate } from './identity.ts';
import { saysTheSame } from './says-the-same.ts';

/**
 * What to do with entries of ours that stand twice in the mailbox. One that says just what the linked one says
 * is taken away, provided that the linked one was seen to stand. What differs was edited by a person: which of
 * the two is meant is theirs to say.
 */
export function planDuplicates(
  duplicates: readonly Duplicate[],
  entries: ReadonlyMap<string, SideEntry>,
): Step[] {
  return duplicates.map(({ link, told }): Step => {
    const linked = entries.get(link.mailbox.id);
    if (linked && isEqual(linked, told))
      return Object.freeze({ kind: 'deleteDuplicate', link, duplicate: told });
    return Object.freeze({
      kind: 'leaveAlone',
      side: 'mailbox',
      entries: Object.freeze([told]),
      reason: 'duplicateOfOurs',
    });
  });
}

function isEqual(one: SideEntry, other: SideEntry): boolean {
  return SHARED_FIELDS.every((field) => saysTheSame(field, one.entry[field.name], other.entry[field.name]));
}
