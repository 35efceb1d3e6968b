import { fieldUri, inSchemaOrder, type PropertyWrite } from '../properties.ts';
import { tag } from '../xml-writer.ts';
import { firstItem } from './get-item.ts';
import { type ChangedId, idOf } from './item-id.ts';
import type { Operation } from './operation.ts';
import { itemIdTag } from './shape.ts';

export interface ItemChange {
  readonly id: string;
  readonly changeKey: string;
  /** At least one; an update without changes is refused by the schema. */
  readonly writes: readonly PropertyWrite[];
}

/**
 * UpdateItem of the named properties only. NeverOverwrite together with the change key is the lost-update
 * guard: whoever changed the item since makes it fail with ErrorIrresolvableConflict. So it is repeatable: a
 * second one after a lost answer meets its own change and is refused.
 */
export function updateItems(changes: readonly ItemChange[]): Operation<ChangedId> {
  return {
    name: 'UpdateItem',
    body: tag(
      'm:UpdateItem',
      {
        ConflictResolution: 'NeverOverwrite',
        MessageDisposition: 'SaveOnly',
        SendMeetingInvitationsOrCancellations: 'SendToNone',
      },
      tag('m:ItemChanges', {}, ...changes.map(itemChange)),
    ),
    expects: changes.length,
    repeatable: true,
    read: (message) => idOf(firstItem(message)),
  };
}

function itemChange({ id, changeKey, writes }: ItemChange): string {
  const updates = inSchemaOrder(writes).map(fieldChange);
  return tag('t:ItemChange', {}, itemIdTag({ id, changeKey }), tag('t:Updates', {}, ...updates));
}

/** Each change description may carry one property only (ErrorIncorrectUpdatePropertyCount). */
function fieldChange({ uri, xml }: PropertyWrite): string {
  if (xml === null) return tag('t:DeleteItemField', {}, fieldUri(uri));
  return tag('t:SetItemField', {}, fieldUri(uri), tag('t:CalendarItem', {}, xml));
}
