import { descend } from '../xml-element.ts';
import { tag, textTag } from '../xml-writer.ts';
import type { Operation } from './operation.ts';
import { CALENDAR_FOLDER } from './shape.ts';

/**
 * GetFolder of the calendar and of folders by their ids: the server's own word for each, so that two of them can be
 * compared however their ids were written. The calendar comes first.
 */
export function getFolderIds(ids: readonly string[]): Operation<string | null> {
  const shape = tag('m:FolderShape', {}, textTag('t:BaseShape', 'IdOnly'));
  const folders = ids.map((id) => tag('t:FolderId', { Id: id }));
  return {
    name: 'GetFolder',
    body: tag('m:GetFolder', {}, shape, tag('m:FolderIds', {}, CALENDAR_FOLDER, ...folders)),
    expects: ids.length + 1,
    repeatable: true,
    read: (message) => descend(descend(message, 'Folders')?.children[0], 'FolderId')?.attributes.Id ?? null,
  };
}
