import { contentOf, type Item } from '../mailbox-store/item.ts';
import type { Mailbox } from '../mailbox-store/mailbox.ts';
import { withException, withoutOccurrence } from '../series/change-occurrence.ts';
import { exceptionAt, type Master, occurrenceItem } from '../series/occurrences.ts';
import type { Series } from '../series/recurrence.ts';
import type { OccurrenceOf } from './item-lookup.ts';
import type { RequestContext } from './operations/operation.ts';
import type { Draft } from './properties/property.ts';

/**
 * Gives one occurrence a content of its own. The master is what is stored, so its version moves, and with it
 * that of every other occurrence.
 * @param fields names of the fields that were changed
 */
export function updateOccurrence(
  mailbox: Mailbox,
  { master, day }: OccurrenceOf,
  draft: Draft,
  fields: readonly string[],
  context: RequestContext,
): Item {
  const known = exceptionAt(master.series, day)?.sequence ?? 0;
  const stamp = { sequence: Math.max(mailbox.sequence, known) + 1, now: context.now, fields };
  const stored = store(mailbox, master, withException(master, day, draft, stamp), context);
  return occurrenceItem(stored, day);
}

/** Deletes one occurrence: the rule stays, and the master remembers the day. */
export function deleteOccurrence(
  mailbox: Mailbox,
  { master, day }: OccurrenceOf,
  context: RequestContext,
): void {
  store(mailbox, master, withoutOccurrence(master, day), context);
}

function store(mailbox: Mailbox, master: Master, series: Series, context: RequestContext): Master {
  const content = { ...contentOf(master), series };
  const { masterIgnoresOccurrences } = context.organization.oddities;
  const stored = masterIgnoresOccurrences
    ? mailbox.updateUnnoticed(master, content)
    : mailbox.update(master, { ...content, modifiedBy: context.actor.displayName }, []);
  return { ...stored, series };
}
