import { contentOf, type Item } from '../../mailbox-store/item.ts';
import type { Mailbox } from '../../mailbox-store/mailbox.ts';
import { announceCancellation, calledOff, canBeCancelled } from '../../meetings/announce.ts';
import { readSending } from '../../meetings/sending.ts';
import { EwsError } from '../ews-error.ts';
import { findItem } from '../item-lookup.ts';
import { deleteOccurrence } from '../occurrence-change.ts';
import { answerEach } from '../response-message.ts';
import { childOf } from '../xml-read.ts';
import type { Operation } from './operation.ts';

/**
 * DeleteItem: to Deleted Items, to the recoverable items (SoftDelete, and what is deleted from Deleted Items), or
 * beyond recovery. A change key is not looked at, as in Exchange. A single occurrence of a series leaves nothing
 * in Deleted Items, however it is deleted; a master goes there with all of its occurrences. A meeting that its
 * organizer deletes is called off for those who were invited, as far as SendMeetingCancellations says.
 */
export const deleteItem: Operation = (request, context) => {
  const deleteType = request.attributes.get('DeleteType') ?? 'HardDelete';
  const cancellations = request.attributes.get('SendMeetingCancellations');
  return answerEach(context, {
    operation: 'DeleteItem',
    inputs: childOf(request, 'ItemIds')?.children ?? [],
    work: (element) => {
      const { mailbox, item, series } = findItem(element, context);
      if (cancellations === undefined && !item.message) {
        const message = 'SendMeetingCancellations attribute is required for calendar items.';
        throw new EwsError('ErrorSendMeetingCancellationsRequired', message);
      }
      const sending = readSending(cancellations);
      context.organization.atomically(() => {
        const callsOff = sending.audience !== 'none' && canBeCancelled(item);
        const meeting = callsOff ? calledOff(item) : item;
        if (series) deleteOccurrence(mailbox, series, context);
        else disposeOf(callsOff ? mailbox.update(item, contentOf(meeting), []) : item, mailbox, deleteType);
        if (callsOff) announceCancellation(context, mailbox, meeting, sending);
      });
      return [];
    },
  });
};

function disposeOf(item: Item, mailbox: Mailbox, deleteType: string): void {
  const inDeletedItems = mailbox.folder(item.folder)?.distinguished === 'deleteditems';
  const soft = deleteType === 'SoftDelete' || inDeletedItems;
  const target = mailbox.distinguishedFolder(soft ? 'recoverableitemsdeletions' : 'deleteditems');
  if (!target) throw new Error('The mailbox lacks a folder for deleted items');
  if (deleteType === 'HardDelete' || target.number === item.folder) mailbox.remove(item);
  else mailbox.move(item, target.number);
}
