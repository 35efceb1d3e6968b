import type { Item } from '../mailbox-store/item.ts';
import type { Mailbox } from '../mailbox-store/mailbox.ts';
import type { Day } from '../series/day.ts';
import { isMaster, type Master, occurrenceItem } from '../series/occurrences.ts';
import { dayByIndex, isRuleDay } from '../series/rule-days.ts';
import { EwsError } from './ews-error.ts';
import { type ObjectId, parseChangeKey, parseId } from './ids.ts';
import type { RequestContext } from './operations/operation.ts';
import type { XmlElement } from './xml-read.ts';

/** An item that a request names, with the version that the client believes it to have. */
export interface FoundItem {
  readonly mailbox: Mailbox;
  /** The stored item; for an occurrence, the occurrence as an item of its own. */
  readonly item: Item;
  /** The series of an occurrence; null when the item is stored by itself. */
  readonly series: OccurrenceOf | null;
  /** Null when the id came without a change key. */
  readonly expectedSequence: number | null;
}

/** Which occurrence of which series. */
export interface OccurrenceOf {
  readonly master: Master;
  readonly day: Day;
}

/**
 * Finds the item of an ItemId, OccurrenceItemId or RecurringMasterItemId element.
 * @throws EwsError ErrorInvalidIdEmpty, ErrorInvalidIdMalformed, ErrorInvalidChangeKey,
 *   ErrorCannotUseFolderIdForItemId, ErrorItemNotFound, ErrorCalendarCannotUseIdForRecurringMasterId,
 *   ErrorCalendarCannotUseIdForOccurrenceId, ErrorCalendarOccurrenceIndexIsOutOfRecurrenceRange,
 *   ErrorCalendarOccurrenceIsDeletedFromRecurrence
 */
export function findItem(element: XmlElement, context: RequestContext): FoundItem {
  const find = finders[element.name];
  if (!find) throw new EwsError('ErrorInvalidIdMalformed', `${element.name} does not name one item.`);
  return { ...find(element, context), expectedSequence: readChangeKey(element) };
}

type Found = Omit<FoundItem, 'expectedSequence'>;

const finders: Readonly<Record<string, (element: XmlElement, context: RequestContext) => Found>> = {
  ItemId: (element, context) => findById(parseItemId(element, 'Id'), context),
  OccurrenceItemId: findByIndex,
  RecurringMasterItemId: findMasterOf,
};

function findById(id: ItemOrOccurrenceId, context: RequestContext): Found {
  const { mailbox, item } = storedItem(id, context);
  if (id.kind === 'item') return { mailbox, item, series: null };
  if (!isMaster(item) || item.series.deleted.includes(id.day) || !isRuleDay(item.series.rule, id.day)) {
    throw itemNotFound();
  }
  return occurrence(mailbox, item, id.day);
}

function occurrence(mailbox: Mailbox, master: Master, day: Day): Found {
  return { mailbox, item: occurrenceItem(master, day), series: { master, day } };
}

/** Occurrences are counted from 1 along the rule; those that were deleted keep their place. */
function findByIndex(element: XmlElement, context: RequestContext): Found {
  const id = parseItemId(element, 'RecurringMasterId');
  const { mailbox, item } = storedItem(id, context);
  if (id.kind !== 'item' || !isMaster(item)) {
    const message = 'The id is not that of a recurring master.';
    throw new EwsError('ErrorCalendarCannotUseIdForRecurringMasterId', message);
  }
  const day = dayByIndex(item.series.rule, Number(element.attributes.get('InstanceIndex')));
  if (day === null) {
    const message = 'Occurrence index is out of recurrence range.';
    throw new EwsError('ErrorCalendarOccurrenceIndexIsOutOfRecurrenceRange', message);
  }
  if (item.series.deleted.includes(day)) {
    const message = 'Occurrence with this index was previously deleted from the recurrence.';
    throw new EwsError('ErrorCalendarOccurrenceIsDeletedFromRecurrence', message);
  }
  return occurrence(mailbox, item, day);
}

/** The master of an occurrence, even of one that has been deleted meanwhile. */
function findMasterOf(element: XmlElement, context: RequestContext): Found {
  const id = parseItemId(element, 'OccurrenceId');
  const { mailbox, item } = storedItem(id, context);
  if (id.kind !== 'occurrence' || !isMaster(item)) {
    const message = 'The id is not that of an occurrence.';
    throw new EwsError('ErrorCalendarCannotUseIdForOccurrenceId', message);
  }
  return { mailbox, item, series: null };
}

function storedItem(id: ItemOrOccurrenceId, context: RequestContext): { mailbox: Mailbox; item: Item } {
  const mailbox = accessibleMailbox(id.mailbox, context);
  const item = id.replica === mailbox?.record.replica ? mailbox.item(id.item) : undefined;
  if (!mailbox || !item || item.folder !== id.folder) throw itemNotFound();
  return { mailbox, item };
}

export function itemNotFound(): EwsError {
  return new EwsError('ErrorItemNotFound', 'The specified object was not found in the store.');
}

type ItemOrOccurrenceId = Exclude<ObjectId, { kind: 'folder' }>;

function parseItemId(element: XmlElement, attribute: string): ItemOrOccurrenceId {
  const id = parseObjectId(element, attribute);
  if (id.kind !== 'folder') return id;
  throw new EwsError(
    'ErrorCannotUseFolderIdForItemId',
    'Cannot use a folder identifier where an item identifier is needed.',
  );
}

/** @param attribute where the id stands */
export function parseObjectId(element: XmlElement, attribute = 'Id'): ObjectId {
  const text = element.attributes.get(attribute) ?? '';
  if (text === '') throw new EwsError('ErrorInvalidIdEmpty', 'Id must be non-empty.');
  const id = parseId(text);
  if (!id) throw new EwsError('ErrorInvalidIdMalformed', 'Id is malformed.');
  return id;
}

function readChangeKey(element: XmlElement): number | null {
  const text = element.attributes.get('ChangeKey');
  if (text === undefined) return null;
  const sequence = parseChangeKey(text);
  if (sequence === null) throw new EwsError('ErrorInvalidChangeKey', 'The change key is invalid.');
  return sequence;
}

/** The mailbox of an id when the actor may open it; what may not be opened is not found. */
export function accessibleMailbox(guid: string, context: RequestContext): Mailbox | undefined {
  return guid === context.mailbox?.record.guid ? context.mailbox : undefined;
}
