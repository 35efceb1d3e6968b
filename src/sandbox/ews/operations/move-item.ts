import type { Item } from '../../mailbox-store/item.ts';
import type { Mailbox } from '../../mailbox-store/mailbox.ts';
import { EwsError } from '../ews-error.ts';
import { findFolder } from '../folder-lookup.ts';
import { findItem } from '../item-lookup.ts';
import { idOnlyShape, writeItem } from '../item-shape.ts';
import { answerEach } from '../response-message.ts';
import { childOf, type XmlElement } from '../xml-read.ts';
import { branch, type Xml } from '../xml-write.ts';
import type { Operation, RequestContext } from './operation.ts';

/** MoveItem: the item gets a new id in the other folder, and the old id names nothing any more. */
export const moveItem: Operation = (request, context) =>
  relocate('MoveItem', request, context, (mailbox, item, folder) => mailbox.move(item, folder));

/** CopyItem: the copy has an id of its own and carries everything else, extended properties and UID included. */
export const copyItem: Operation = (request, context) =>
  relocate('CopyItem', request, context, (mailbox, item, folder) => mailbox.copy(item, folder));

function occurrenceStays(): EwsError {
  const message = 'An occurrence of a series cannot be moved or copied.';
  return new EwsError('ErrorCalendarCannotMoveOrCopyOccurrence', message);
}

function relocate(
  operation: string,
  request: XmlElement,
  context: RequestContext,
  work: (mailbox: Mailbox, item: Item, folder: number) => Item,
): Xml {
  const target = childOf(request, 'ToFolderId')?.children[0] as XmlElement;
  const wantsIds = childOf(request, 'ReturnNewItemIds')?.text.trim() !== 'false';
  return answerEach(context, {
    operation,
    inputs: childOf(request, 'ItemIds')?.children ?? [],
    work: (element) => {
      const { folder, mailbox: targetMailbox } = findFolder(target, context);
      const { mailbox, item, series } = findItem(element, context);
      if (series) throw occurrenceStays();
      if (targetMailbox !== mailbox) {
        throw new EwsError('ErrorMoveCopyFailed', 'Items cannot be moved or copied to another mailbox.');
      }
      const relocated = work(mailbox, item, folder.number);
      return [branch('m:Items', wantsIds ? [writeItem(relocated, mailbox, idOnlyShape, context)] : [])];
    },
    afterError: [branch('m:Items', [])],
  });
}
