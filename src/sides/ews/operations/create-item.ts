import { type Mark, markProperty } from '../mark.ts';
import { inSchemaOrder, type PropertyWrite } from '../properties.ts';
import { tag } from '../xml-writer.ts';
import { firstItem } from './get-item.ts';
import { type ChangedId, idOf } from './item-id.ts';
import type { Operation } from './operation.ts';
import { CALENDAR_FOLDER } from './shape.ts';

/** How many items one CreateItem or UpdateItem writes at once. */
export const WRITE_BATCH = 50;

export interface NewItem {
  readonly writes: readonly PropertyWrite[];
  readonly mark: Mark;
}

/**
 * CreateItem into the calendar, marked as ours; `invites` sends invitations, otherwise nobody gets mail. Not
 * repeatable: when the answer is lost, the mark tells whether the item was made (and with it what it sent).
 */
export function createItems(items: readonly NewItem[], invites = false): Operation<ChangedId> {
  const folder = tag('m:SavedItemFolderId', {}, CALENDAR_FOLDER);
  return {
    name: 'CreateItem',
    body: tag(
      'm:CreateItem',
      { SendMeetingInvitations: invites ? 'SendToAllAndSaveCopy' : 'SendToNone' },
      folder,
      tag('m:Items', {}, ...items.map(calendarItem)),
    ),
    expects: items.length,
    repeatable: false,
    read: (message) => idOf(firstItem(message)),
  };
}

/** Extended properties stand before ReminderIsSet's successors in the schema, after the item's own fields. */
function calendarItem({ writes, mark }: NewItem): string {
  const ordered = inSchemaOrder(writes).filter((write) => write.xml !== null);
  const of = (prefix: string) =>
    ordered.filter(({ uri }) => uri.startsWith(prefix)).map((write) => write.xml ?? '');
  const ours = [markProperty(mark), ...of('tahti:')];
  return tag('t:CalendarItem', {}, ...of('item:'), ...ours, ...of('calendar:'));
}
