import type { Item } from '../../mailbox-store/item.ts';
import { discard, discardEntry, findEntry } from '../../meetings/entry.ts';
import { EwsError } from '../ews-error.ts';
import type { ResponseObject } from './response-object.ts';

/**
 * RemoveItem: a cancellation and the meeting that it cancels go to Deleted Items (EWS reference, RemoveItem: only for
 * a cancellation).
 * @throws EwsError ErrorInvalidItemForOperationRemoveItem
 */
export function removeItem({ reference }: ResponseObject): Item[] {
  const { mailbox, item } = reference;
  if (item.message?.kind !== 'cancellation') {
    throw new EwsError(
      'ErrorInvalidItemForOperationRemoveItem',
      'Only a meeting cancellation can be removed.',
    );
  }
  const entry = findEntry(mailbox, item.uid, 'attendee', item.message.day);
  if (entry?.item.cancelled) discardEntry(entry);
  discard(mailbox, item);
  return [];
}
