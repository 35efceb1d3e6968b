import { findFolder } from '../folder-lookup.ts';
import { readFolderShape, writeFolder } from '../folder-shape.ts';
import { answerEach } from '../response-message.ts';
import { childOf } from '../xml-read.ts';
import { branch } from '../xml-write.ts';
import type { Operation } from './operation.ts';

/** GetFolder: shows folders by id or by their distinguished names. */
export const getFolder: Operation = (request, context) => {
  const shape = readFolderShape(childOf(request, 'FolderShape'));
  return answerEach(context, {
    operation: 'GetFolder',
    inputs: childOf(request, 'FolderIds')?.children ?? [],
    work: (element) => {
      const { mailbox, folder } = findFolder(element, context);
      return [branch('m:Folders', [writeFolder(folder, mailbox, shape)])];
    },
    afterError: [branch('m:Folders', [])],
  });
};
