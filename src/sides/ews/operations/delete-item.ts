import { tag } from '../xml-writer.ts';
import type { Operation } from './operation.ts';
import { type ItemRef, itemIdTag } from './shape.ts';

/** `HardDelete` is for our own probe entries only; everything of a person's goes to Deleted Items. */
export type DeleteType = 'MoveToDeletedItems' | 'HardDelete';

/**
 * DeleteItem; `cancels` tells those who were invited that it does not take place, otherwise nobody gets mail. The server does not compare change keys here, so the caller has looked
 * at them before. Repeating it after a lost answer gives ErrorItemNotFound, which counts as done.
 */
export function deleteItems(
  ids: readonly ItemRef[],
  deleteType: DeleteType,
  cancels = false,
): Operation<null> {
  return {
    name: 'DeleteItem',
    body: tag(
      'm:DeleteItem',
      { DeleteType: deleteType, SendMeetingCancellations: cancels ? 'SendToAllAndSaveCopy' : 'SendToNone' },
      tag('m:ItemIds', {}, ...ids.map(itemIdTag)),
    ),
    expects: ids.length,
    repeatable: true,
    read: () => null,
  };
}
