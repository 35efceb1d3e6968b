import { contentOf, type Item } from '../../mailbox-store/item.ts';
import { announceCancellation, calledOff } from '../../meetings/announce.ts';
import { discard, discardEntry, ownershipOf } from '../../meetings/entry.ts';
import { EwsError } from '../ews-error.ts';
import { readNote } from '../response-parts.ts';
import type { ResponseObject } from './response-object.ts';

/**
 * CancelCalendarItem: the organizer's item goes to Deleted Items as a cancelled one, and those who were invited are
 * told, unless the message is only saved.
 * @throws EwsError ErrorInvalidItemForOperationCancelItem, ErrorCalendarIsNotOrganizer
 */
export function cancelCalendarItem({ element, reference, disposition, context }: ResponseObject): Item[] {
  const { mailbox, item, series } = reference;
  if (item.message) {
    throw new EwsError('ErrorInvalidItemForOperationCancelItem', 'Only a calendar item can be cancelled.');
  }
  if (ownershipOf(item) !== 'organizer') {
    throw new EwsError('ErrorCalendarIsNotOrganizer', 'Only the organizer can cancel a meeting.');
  }
  const meeting = calledOff(item);
  const kept = series
    ? discardEntry({ mailbox, stored: series.master, item, day: series.day })
    : discard(mailbox, mailbox.update(item, contentOf(meeting), []));
  const audience = disposition === 'SaveOnly' ? 'none' : 'all';
  const sending = { audience, saveCopy: disposition === 'SendAndSaveCopy' } as const;
  announceCancellation(context, mailbox, meeting, sending, readNote(element, 'NewBodyContent'));
  return kept ? [kept] : [];
}
