import { ewsError } from '../errors.ts';
import { descend, wordOf } from '../xml-element.ts';
import { tag, textTag } from '../xml-writer.ts';
import type { Operation } from './operation.ts';
import { folderIn } from './shape.ts';

export interface Folder {
  readonly id: string;
  readonly displayName: string;
  readonly totalCount: number;
}

/** GetFolder of a distinguished folder: proves that it is there and readable. */
export function getFolder(distinguishedId: 'calendar' | 'msgfolderroot'): Operation<Folder> {
  const shape = tag('m:FolderShape', {}, textTag('t:BaseShape', 'Default'));
  return {
    name: 'GetFolder',
    body: (mailbox) =>
      tag('m:GetFolder', {}, shape, tag('m:FolderIds', {}, folderIn(distinguishedId, mailbox))),
    expects: 1,
    repeatable: true,
    read: (message) => {
      const folder = descend(message, 'Folders')?.children[0];
      const id = descend(folder, 'FolderId')?.attributes.Id;
      if (!id) throw ewsError('EWS_UNEXPECTED_ANSWER', 'GetFolder succeeded without a folder');
      return {
        id,
        displayName: wordOf(folder, 'DisplayName') ?? distinguishedId,
        totalCount: Number(wordOf(folder, 'TotalCount') ?? 0),
      };
    },
  };
}
