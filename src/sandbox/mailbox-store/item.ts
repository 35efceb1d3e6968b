import type { OccurrenceMark, Series } from '../series/recurrence.ts';
import type { ItemFields } from './item-fields.ts';

export type { Attendee, Body } from './item-fields.ts';
export type { BusyStatus, Recipient, ResponseType } from './item-values.ts';

/**
 * One calendar item as the store keeps it, free of any wire format. Never changed in place: a change is a new
 * value with the same `number`.
 */
export interface Item extends ItemFields {
  /** Identity within the mailbox, never used again; a moved item gets a new one. */
  readonly number: number;
  readonly folder: number;
  /** The mailbox's change sequence number of the last change; the change key is made of it. */
  readonly sequence: number;
  readonly created: number;
  readonly modified: number;
  readonly modifiedBy: string;
  /** Set on the master of a series. */
  readonly series?: Series | null;
  /** Set when the item is a view of one occurrence; never stored. */
  readonly occurrence?: OccurrenceMark;
  /** The sequence number at which a field was last changed, for conflict resolution field by field. */
  readonly touched: Readonly<Record<string, number>>;
}

/** What a caller decides about an item; the store adds number, sequence and times. */
export type ItemContent = Omit<
  Item,
  'number' | 'folder' | 'sequence' | 'created' | 'modified' | 'touched' | 'occurrence'
>;

/** The content of an item, without what the store adds. */
export function contentOf(item: Item): ItemContent {
  const {
    number: _number,
    folder: _folder,
    sequence: _sequence,
    created: _created,
    modified: _modified,
    touched: _touched,
    occurrence: _occurrence,
    ...content
  } = item;
  return content;
}

/** A meeting is an item with attendees, or one that was received from another organizer. */
export function isMeeting(item: ItemContent): boolean {
  const people = item.required.length + item.optional.length + item.resources.length;
  return people > 0 || (item.response !== 'Organizer' && item.response !== 'Unknown');
}
