import type { FolderRecord } from '../../mailbox-store/folder.ts';
import type { Item } from '../../mailbox-store/item.ts';
import type { Mailbox } from '../../mailbox-store/mailbox.ts';
import { readCalendarView } from '../calendar-view.ts';
import { EwsError } from '../ews-error.ts';
import { findFolder } from '../folder-lookup.ts';
import { readItemShape, writeItem } from '../item-shape.ts';
import { type Page, pagingAttributes, readPaging } from '../paging.ts';
import { answerEach } from '../response-message.ts';
import { readRestriction } from '../restriction.ts';
import { readSortOrder } from '../sort-order.ts';
import { childOf, type XmlElement } from '../xml-read.ts';
import { branch } from '../xml-write.ts';
import type { Operation, RequestContext } from './operation.ts';

/** FindItem: the items of folders that fit a restriction or a calendar view, sorted and in pages. */
export const findItem: Operation = (request, context) => {
  return answerEach(context, {
    operation: 'FindItem',
    inputs: childOf(request, 'ParentFolderIds')?.children ?? [],
    work: (element) => {
      refuseUnoffered(request);
      const { mailbox, folder } = findFolder(element, context);
      const shape = readItemShape(childOf(request, 'ItemShape'), context, true);
      const page = find(request, mailbox, folder, context);
      const items = page.items.map((item) => writeItem(item, mailbox, shape, context));
      return [branch('m:RootFolder', [branch('t:Items', items)], pagingAttributes(page))];
    },
  });
};

function refuseUnoffered(request: XmlElement): void {
  const unoffered = [
    'GroupBy',
    'DistinguishedGroupBy',
    'ContactsView',
    'SeekToConditionPageItemView',
    'QueryString',
  ];
  const found = unoffered.find((name) => childOf(request, name));
  if (found) throw new EwsError('ErrorInvalidOperation', `This server offers no ${found} in FindItem.`);
}

function find(
  request: XmlElement,
  mailbox: Mailbox,
  folder: FolderRecord,
  context: RequestContext,
): Page<Item> {
  const items = traversed(request, mailbox, folder);
  const view = childOf(request, 'CalendarView');
  if (view) return readCalendarView(view, request, folder, context)(items);
  const restriction = childOf(request, 'Restriction');
  const matches = restriction
    ? readRestriction(restriction.children[0] as XmlElement, mailbox, context)
    : () => true;
  const compare = readSortOrder(childOf(request, 'SortOrder'), mailbox);
  const found = items.filter(matches).sort(compare);
  return readPaging(
    childOf(request, 'IndexedPageItemView'),
    childOf(request, 'FractionalPageItemView'),
  )(found);
}

/** No folder holds associated items; softly deleted ones are in the recoverable items. */
function traversed(request: XmlElement, mailbox: Mailbox, folder: FolderRecord): Item[] {
  const traversal = request.attributes.get('Traversal');
  if (traversal === 'Associated') return [];
  const deletions = mailbox.distinguishedFolder('recoverableitemsdeletions')?.number ?? folder.number;
  return [...mailbox.itemsOf(traversal === 'SoftDeleted' ? deletions : folder.number)];
}
