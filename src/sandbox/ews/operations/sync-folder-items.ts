import type { Item } from '../../mailbox-store/item.ts';
import { EwsError } from '../ews-error.ts';
import { type FoundFolder, findFolder } from '../folder-lookup.ts';
import { itemId, parseId } from '../ids.ts';
import { readItemShape, writeItem } from '../item-shape.ts';
import { NumberRanges } from '../number-ranges.ts';
import { answerEach } from '../response-message.ts';
import { readSyncState, type SyncState, writeSyncState } from '../sync-state.ts';
import { childOf, textOf, type XmlElement } from '../xml-read.ts';
import { branch, leaf, type Xml } from '../xml-write.ts';
import type { Operation, RequestContext } from './operation.ts';

/**
 * SyncFolderItems: what became of a folder since the sync state. A state says which items the client knows, so
 * that each change is told as what it is for this client, even when items change between two pages.
 */
export const syncFolderItems: Operation = (request, context) =>
  answerEach(context, {
    operation: 'SyncFolderItems',
    inputs: [request],
    work: () => {
      const target = childOf(request, 'SyncFolderId')?.children[0] as XmlElement;
      const found = findFolder(target, context, 'ErrorSyncFolderNotFound');
      const state = startingState(textOf(request, 'SyncState') ?? '', found);
      return page(request, found, state, context);
    },
    afterError: [leaf('m:SyncState', ''), leaf('m:IncludesLastItemInRange', true)],
  });

function startingState(text: string, { mailbox, folder }: FoundFolder): SyncState {
  const { guid, replica } = mailbox.record;
  const fresh = { mailbox: guid, replica, folder: folder.number, sequence: 0, known: new NumberRanges() };
  if (text.trim() === '') return fresh;
  const state = readSyncState(text.trim());
  const isOurs = state?.mailbox === guid && state.replica === replica && state.folder === folder.number;
  if (!state || !isOurs || state.sequence > mailbox.sequence) {
    throw new EwsError(
      'ErrorInvalidSyncStateData',
      'The synchronization state data is corrupt or otherwise invalid.',
    );
  }
  return state;
}

function page(request: XmlElement, found: FoundFolder, state: SyncState, context: RequestContext): Xml[] {
  const { mailbox, folder } = found;
  const limit = Number(textOf(request, 'MaxChangesReturned'));
  const ignored = ignoredNumbers(childOf(request, 'Ignore'));
  const shape = readItemShape(childOf(request, 'ItemShape'), context, true);
  const known = new NumberRanges(state.known.ranges);
  const changes: Xml[] = [];
  let sequence = state.sequence;
  let isLast = true;
  for (const change of mailbox.changesAfter(folder.number, state.sequence)) {
    const item = mailbox.item(change.item);
    const here = item?.folder === folder.number ? item : undefined;
    if (!ignored.has(change.item) && (here || known.has(change.item))) {
      if (changes.length === limit) {
        isLast = false;
        break;
      }
      const write = (existing: Item): Xml => writeItem(existing, mailbox, shape, context);
      changes.push(tell(change.item, here, known, found, write));
    }
    sequence = change.sequence;
  }
  const next = writeSyncState({ ...state, sequence, known });
  return [leaf('m:SyncState', next), leaf('m:IncludesLastItemInRange', isLast), branch('m:Changes', changes)];
}

/** One change as this client has to hear it; `known` is brought up to date. */
function tell(
  number: number,
  item: Item | undefined,
  known: NumberRanges,
  { mailbox, folder }: FoundFolder,
  write: (item: Item) => Xml,
): Xml {
  if (!item) {
    known.delete(number);
    const id = itemId(mailbox.record, { folder: folder.number, number });
    return branch('t:Delete', [leaf('t:ItemId', '', { Id: id })]);
  }
  const name = known.has(number) ? 't:Update' : 't:Create';
  known.add(number);
  return branch(name, [write(item)]);
}

/** Ids that the client does not want to hear of in this answer. */
function ignoredNumbers(element: XmlElement | undefined): Set<number> {
  const ids = (element?.children ?? []).map((child) => parseId(child.attributes.get('Id') ?? ''));
  return new Set(ids.flatMap((id) => (id?.kind === 'item' ? [id.item] : [])));
}
