import type { FolderRecord } from '../../mailbox-store/folder.ts';
import type { Mailbox } from '../../mailbox-store/mailbox.ts';
import { EwsError } from '../ews-error.ts';
import { findFolder as lookUpFolder } from '../folder-lookup.ts';
import { readFolderShape, writeFolder } from '../folder-shape.ts';
import { pagingAttributes, readPaging } from '../paging.ts';
import { answerEach } from '../response-message.ts';
import { childOf } from '../xml-read.ts';
import { branch } from '../xml-write.ts';
import type { Operation } from './operation.ts';

/** FindFolder: the folders under a folder, directly or at any depth. Restrictions on folders are not offered. */
export const findFolder: Operation = (request, context) => {
  const shape = readFolderShape(childOf(request, 'FolderShape'));
  const deep = request.attributes.get('Traversal') === 'Deep';
  return answerEach(context, {
    operation: 'FindFolder',
    inputs: childOf(request, 'ParentFolderIds')?.children ?? [],
    work: (element) => {
      if (childOf(request, 'Restriction')) {
        throw new EwsError('ErrorInvalidOperation', 'This server offers no restrictions on folders.');
      }
      const { mailbox, folder } = lookUpFolder(element, context);
      const found = deep ? descendants(folder, mailbox) : children(folder, mailbox);
      const paging = readPaging(
        childOf(request, 'IndexedPageFolderView'),
        childOf(request, 'FractionalPageFolderView'),
      );
      const page = paging(found);
      const folders = page.items.map((each) => writeFolder(each, mailbox, shape));
      return [branch('m:RootFolder', [branch('t:Folders', folders)], pagingAttributes(page))];
    },
  });
};

function children(folder: FolderRecord, mailbox: Mailbox): FolderRecord[] {
  return mailbox.folders.filter((candidate) => candidate.parent === folder.number);
}

function descendants(folder: FolderRecord, mailbox: Mailbox): FolderRecord[] {
  return children(folder, mailbox).flatMap((child) => [child, ...descendants(child, mailbox)]);
}
