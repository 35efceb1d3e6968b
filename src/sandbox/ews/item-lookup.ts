import type { Item } from '../mailbox-store/item.ts';
import type { Mailbox } from '../mailbox-store/mailbox.ts';
import { EwsError } from './ews-error.ts';
import { parseChangeKey, parseId } from './ids.ts';
import type { RequestContext } from './operations/operation.ts';
import type { XmlElement } from './xml-read.ts';

/** An item that a request names, with the version that the client believes it to have. */
export interface FoundItem {
  readonly mailbox: Mailbox;
  readonly item: Item;
  /** Null when the id came without a change key. */
  readonly expectedSequence: number | null;
}

/**
 * Finds the item of an ItemId element.
 * @throws EwsError ErrorInvalidIdEmpty, ErrorInvalidIdMalformed, ErrorInvalidChangeKey,
 *   ErrorCannotUseFolderIdForItemId, ErrorItemNotFound
 */
export function findItem(element: XmlElement, context: RequestContext): FoundItem {
  if (element.name !== 'ItemId') throw seriesNotSupported(element.name);
  const id = parseObjectId(element);
  if (id.kind === 'folder') {
    throw new EwsError(
      'ErrorCannotUseFolderIdForItemId',
      'Cannot use a folder identifier where an item identifier is needed.',
    );
  }
  const expectedSequence = readChangeKey(element);
  const mailbox = accessibleMailbox(id.mailbox, context);
  const item = id.replica === mailbox?.record.replica ? mailbox.item(id.item) : undefined;
  if (!mailbox || !item || item.folder !== id.folder) throw itemNotFound();
  return { mailbox, item, expectedSequence };
}

export function itemNotFound(): EwsError {
  return new EwsError('ErrorItemNotFound', 'The specified object was not found in the store.');
}

function seriesNotSupported(name: string): EwsError {
  const message = `This server keeps no recurring series yet: ${name} cannot name an item.`;
  return new EwsError('ErrorCalendarCannotUseIdForOccurrenceId', message);
}

export function parseObjectId(element: XmlElement): NonNullable<ReturnType<typeof parseId>> {
  const text = element.attributes.get('Id') ?? '';
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
