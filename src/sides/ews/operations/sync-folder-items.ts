import { ewsError } from '../errors.ts';
import { fieldUri } from '../properties.ts';
import { child, flagOf, textOf, wordOf, type XmlElement } from '../xml-element.ts';
import { tag, textTag } from '../xml-writer.ts';
import { idOf } from './item-id.ts';
import type { Operation } from './operation.ts';
import { folderIn, itemShape } from './shape.ts';

/** The most changes that the schema lets one page carry. */
export const SYNC_PAGE = 512;

/** A created or updated item, with just enough to know whether it is worth reading. */
export interface SyncChange {
  readonly id: string;
  readonly isNew: boolean;
  /** When it ends; null for series and where the server did not say: then it has to be read. */
  readonly end: string | null;
}

export interface SyncPage {
  readonly changes: readonly SyncChange[];
  readonly deleted: readonly string[];
  readonly syncState: string;
  readonly last: boolean;
}

/**
 * One page of SyncFolderItems on the calendar, from the beginning when `syncState` is null. It tells masters,
 * never occurrences. What stands in the calendar but is no calendar entry (meeting requests) is left out.
 */
export function syncFolderItems(syncState: string | null): Operation<SyncPage> {
  return {
    name: 'SyncFolderItems',
    body: (mailbox) =>
      tag(
        'm:SyncFolderItems',
        {},
        itemShape(['calendar:End', 'calendar:CalendarItemType'].map(fieldUri)),
        tag('m:SyncFolderId', {}, folderIn('calendar', mailbox)),
        syncState === null ? '' : textTag('m:SyncState', syncState),
        textTag('m:MaxChangesReturned', String(SYNC_PAGE)),
      ),
    expects: 1,
    repeatable: true,
    read: readPage,
  };
}

function readPage(message: XmlElement): SyncPage {
  const syncState = textOf(message, 'SyncState');
  if (!syncState) throw ewsError('EWS_UNEXPECTED_ANSWER', 'SyncFolderItems succeeded without a sync state');
  const changes = child(message, 'Changes')?.children ?? [];
  return {
    changes: changes.flatMap(readChange),
    deleted: changes.filter((change) => change.name === 'Delete').map((change) => idOf(change).id),
    syncState,
    last: flagOf(message, 'IncludesLastItemInRange'),
  };
}

function readChange(change: XmlElement): SyncChange[] {
  const item = child(change, 'CalendarItem');
  if (!item || (change.name !== 'Create' && change.name !== 'Update')) return [];
  const isSeries = wordOf(item, 'CalendarItemType') === 'RecurringMaster';
  return [{ id: idOf(item).id, isNew: change.name === 'Create', end: isSeries ? null : wordOf(item, 'End') }];
}
