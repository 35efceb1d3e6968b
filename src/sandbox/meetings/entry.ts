import { contentOf, type Item, type ItemContent } from '../mailbox-store/item.ts';
import type { Mailbox } from '../mailbox-store/mailbox.ts';
import { withException, withoutOccurrence } from '../series/change-occurrence.ts';
import type { Day } from '../series/day.ts';
import { exceptionAt, isMaster, type Master, occurrenceItem } from '../series/occurrences.ts';
import { isRuleDay } from '../series/rule-days.ts';

/** A meeting, or one occurrence of a series of meetings, as it stands in a calendar. */
export interface Entry {
  readonly mailbox: Mailbox;
  /** What is stored: the item itself, or the master of the occurrence. */
  readonly stored: Item;
  /** The item, or the occurrence as an item of its own. */
  readonly item: Item;
  /** The day on which the rule has the occurrence; null for what is stored by itself. */
  readonly day: Day | null;
}

/** Whether somebody's calendar has it as their own meeting, or as one to which they were invited. */
export type Ownership = 'organizer' | 'attendee';

export function ownershipOf({ response }: Pick<Item, 'response'>): Ownership {
  return response === 'Organizer' || response === 'Unknown' ? 'organizer' : 'attendee';
}

/**
 * The meeting with a UID in a mailbox's calendar: all copies of a meeting have the same one.
 * @param day asks for one occurrence; one that is deleted is not found
 */
export function findEntry(mailbox: Mailbox, uid: string, ownership: Ownership, day?: Day): Entry | null {
  const calendar = mailbox.distinguishedFolder('calendar');
  if (!calendar) return null;
  for (const stored of mailbox.itemsOf(calendar.number)) {
    if (stored.uid !== uid || stored.message || ownershipOf(stored) !== ownership) continue;
    if (stored.instanceDay === day) return { mailbox, stored, item: stored, day: null };
    if (day !== undefined && stored.instanceDay === undefined) return occurrenceOf(mailbox, stored, day);
  }
  return null;
}

function occurrenceOf(mailbox: Mailbox, stored: Item, day: Day): Entry | null {
  if (!isMaster(stored) || stored.series.deleted.includes(day)) return null;
  if (!isRuleDay(stored.series.rule, day)) return null;
  return { mailbox, stored, item: occurrenceItem(stored, day), day };
}

/** Single items that are days of a series. */
export function instancesOf(mailbox: Mailbox, uid: string): Item[] {
  const calendar = mailbox.distinguishedFolder('calendar');
  const items = calendar ? [...mailbox.itemsOf(calendar.number)] : [];
  return items.filter((item) => item.uid === uid && item.instanceDay !== undefined);
}

/**
 * Gives an entry another content; an occurrence becomes an exception of its series.
 * @param fields names of the fields that were changed
 */
export function replaceEntry(
  { mailbox, stored, day }: Entry,
  content: ItemContent,
  fields: readonly string[],
  now: number,
): Item {
  if (day === null) return mailbox.update(stored, content, fields);
  const master = stored as Master;
  const known = exceptionAt(master.series, day)?.sequence ?? 0;
  const stamp = { sequence: Math.max(mailbox.sequence, known) + 1, now, fields };
  const series = withException(master, day, content, stamp);
  return mailbox.update(master, { ...contentOf(master), series }, []);
}

/** Puts an entry into Deleted Items; an occurrence is only taken out of its series. */
export function discardEntry({ mailbox, stored, day }: Entry): Item | null {
  if (day === null) return discard(mailbox, stored);
  mailbox.update(stored, { ...contentOf(stored), series: withoutOccurrence(stored as Master, day) }, []);
  return null;
}

/** Puts an item into Deleted Items. */
export function discard(mailbox: Mailbox, item: Item): Item {
  const target = mailbox.distinguishedFolder('deleteditems');
  if (!target || target.number === item.folder) return item;
  return mailbox.move(item, target.number);
}

/** An item or an occurrence as it is now, after whatever has been delivered since. */
export function currentVersion(mailbox: Mailbox, item: Item): Item {
  const stored = mailbox.item(item.number);
  if (!stored) return item;
  return item.occurrence && isMaster(stored) ? occurrenceItem(stored, item.occurrence.day) : stored;
}
