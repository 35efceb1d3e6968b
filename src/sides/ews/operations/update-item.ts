import { fieldUri, inSchemaOrder, type PropertyWrite } from '../properties.ts';
import { UNFINISHED, unfinishedUri } from '../series/unfinished.ts';
import { tag } from '../xml-writer.ts';
import { firstItem } from './get-item.ts';
import { type ChangedId, idOf } from './item-id.ts';
import type { Operation } from './operation.ts';
import { type ItemRef, itemIdTag } from './shape.ts';

/** What is written to, guarded by its change key. */
export type ItemChange = ItemRef & {
  readonly changeKey: string;
  /** At least one; an update without changes is refused by the schema. */
  readonly writes: readonly PropertyWrite[];
};

/**
 * `NeverOverwrite` refuses every change key but the present one. `AutoResolve` takes an old one: only for what
 * nobody else can know yet, such as further occurrences of a series that we made a moment ago.
 */
export type ConflictResolution = 'NeverOverwrite' | 'AutoResolve';

/** To whom an update is told by mail: everybody who takes part, or only those who were added and removed. */
export type Told = 'nobody' | 'everybody' | 'changed';

const SENDING: Readonly<Record<Told, string>> = {
  nobody: 'SendToNone',
  everybody: 'SendToAllAndSaveCopy',
  changed: 'SendToChangedAndSaveCopy',
};

/**
 * UpdateItem of the named properties only. NeverOverwrite together with the change key is the lost-update
 * guard: whoever changed the item since makes it fail with ErrorIrresolvableConflict. So it is repeatable: a
 * second one after a lost answer meets its own change and is refused.
 */
export function updateItems(
  changes: readonly ItemChange[],
  resolution: ConflictResolution = 'NeverOverwrite',
  told: Told = 'nobody',
): Operation<ChangedId> {
  return {
    name: 'UpdateItem',
    body: tag(
      'm:UpdateItem',
      {
        ConflictResolution: resolution,
        MessageDisposition: 'SaveOnly',
        SendMeetingInvitationsOrCancellations: SENDING[told],
      },
      tag('m:ItemChanges', {}, ...changes.map(itemChange)),
    ),
    expects: changes.length,
    repeatable: true,
    read: (message) => idOf(firstItem(message)),
  };
}

function itemChange(change: ItemChange): string {
  const updates = inSchemaOrder(change.writes).map(fieldChange);
  return tag('t:ItemChange', {}, itemIdTag(change), tag('t:Updates', {}, ...updates));
}

/** Each change description may carry one property only (ErrorIncorrectUpdatePropertyCount). */
function fieldChange({ uri, xml, isAppended }: PropertyWrite): string {
  const path = uri === UNFINISHED ? unfinishedUri() : fieldUri(uri);
  if (xml === null) return tag('t:DeleteItemField', {}, path);
  return tag(isAppended ? 't:AppendToItemField' : 't:SetItemField', {}, path, tag('t:CalendarItem', {}, xml));
}
