import type { FolderKind, FolderRecord } from '../mailbox-store/folder.ts';
import type { Mailbox } from '../mailbox-store/mailbox.ts';
import { changeKey, folderId } from './ids.ts';
import { childOf, textOf, type XmlElement } from './xml-read.ts';
import { branch, leaf, nothing, type Xml } from './xml-write.ts';

interface FolderProperty {
  readonly field: string;
  readonly shape: 'default' | 'all';
  readonly write: (folder: FolderRecord, mailbox: Mailbox) => Xml;
}

const elementNames: Record<FolderKind, string> = {
  calendar: 't:CalendarFolder',
  contacts: 't:ContactsFolder',
  tasks: 't:TasksFolder',
  mail: 't:Folder',
  journal: 't:Folder',
  notes: 't:Folder',
};

const folderClasses: Record<FolderKind, string> = {
  calendar: 'IPF.Appointment',
  contacts: 'IPF.Contact',
  tasks: 'IPF.Task',
  mail: 'IPF.Note',
  journal: 'IPF.Journal',
  notes: 'IPF.StickyNote',
};

const childCount = (folder: FolderRecord, mailbox: Mailbox): number =>
  mailbox.folders.filter((candidate) => candidate.parent === folder.number).length;

/** Every property of folders that the server shows, in the schema's order. */
const folderProperties: readonly FolderProperty[] = [
  {
    field: 'folder:FolderId',
    shape: 'default',
    write: (folder, mailbox) => writeFolderId('t:FolderId', folder, mailbox),
  },
  {
    field: 'folder:ParentFolderId',
    shape: 'all',
    write: (folder, mailbox) => {
      const parent = mailbox.folder(folder.parent ?? folder.number);
      return parent ? writeFolderId('t:ParentFolderId', parent, mailbox) : nothing;
    },
  },
  {
    field: 'folder:FolderClass',
    shape: 'all',
    write: ({ kind }) => leaf('t:FolderClass', folderClasses[kind]),
  },
  {
    field: 'folder:DisplayName',
    shape: 'default',
    write: ({ displayName }) => leaf('t:DisplayName', displayName),
  },
  {
    field: 'folder:TotalCount',
    shape: 'default',
    write: ({ number }, mailbox) => leaf('t:TotalCount', mailbox.countOf(number)),
  },
  {
    field: 'folder:ChildFolderCount',
    shape: 'default',
    write: (folder, mailbox) => leaf('t:ChildFolderCount', childCount(folder, mailbox)),
  },
  { field: 'folder:EffectiveRights', shape: 'all', write: writeRights },
  {
    field: 'folder:UnreadCount',
    shape: 'default',
    write: ({ kind, number }, mailbox) =>
      kind === 'mail' ? leaf('t:UnreadCount', unreadCount(number, mailbox)) : nothing,
  },
];

function unreadCount(folder: number, mailbox: Mailbox): number {
  let count = 0;
  for (const { message } of mailbox.itemsOf(folder)) if (message && !message.isRead) count += 1;
  return count;
}

function writeRights(): Xml {
  const rights = [
    'CreateAssociated',
    'CreateContents',
    'CreateHierarchy',
    'Delete',
    'Modify',
    'Read',
    'ViewPrivateItems',
  ];
  return branch(
    't:EffectiveRights',
    rights.map((right) => leaf(`t:${right}`, true)),
  );
}

function writeFolderId(name: string, folder: FolderRecord, mailbox: Mailbox): Xml {
  const kind = folder.kind === 'calendar' ? 'calendarFolder' : 'folder';
  return leaf(name, '', {
    Id: folderId(mailbox.record, folder.number),
    ChangeKey: changeKey(mailbox.record, kind, 1),
  });
}

/** The fields that a FolderShape asks for. */
export type FolderShape = ReadonlySet<string>;

export function readFolderShape(element: XmlElement | undefined): FolderShape {
  const base = textOf(element, 'BaseShape') ?? 'IdOnly';
  const asked = (childOf(element, 'AdditionalProperties')?.children ?? []).map((path) =>
    path.attributes.get('FieldURI'),
  );
  const fields = new Set(['folder:FolderId', ...asked.filter((field) => field !== undefined)]);
  for (const { field, shape } of folderProperties) {
    if (base === 'AllProperties' || (base === 'Default' && shape === 'default')) fields.add(field);
  }
  return fields;
}

/** One folder element with what the shape asks for. */
export function writeFolder(folder: FolderRecord, mailbox: Mailbox, shape: FolderShape): Xml {
  const shown = folderProperties.filter(({ field }) => shape.has(field));
  return branch(
    elementNames[folder.kind],
    shown.map(({ write }) => write(folder, mailbox)),
  );
}
