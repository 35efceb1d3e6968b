/** A folder's kind decides what it may hold and how EWS calls it. */
export type FolderKind = 'calendar' | 'mail' | 'contacts' | 'tasks' | 'journal' | 'notes';

export interface FolderRecord {
  readonly number: number;
  readonly parent: number | null;
  /** The name by which clients find it in every language (`calendar`, `deleteditems`). */
  readonly distinguished: string | null;
  readonly displayName: string;
  readonly kind: FolderKind;
}

const folder = (
  number: number,
  parent: number | null,
  distinguished: string,
  displayName: string,
  kind: FolderKind = 'mail',
): FolderRecord => ({ number, parent, distinguished, displayName, kind });

/** The folders that every new mailbox has. Numbers are fixed, so folder ids survive a restart. */
export const defaultFolders: readonly FolderRecord[] = [
  folder(1, null, 'root', 'Root'),
  folder(2, 1, 'msgfolderroot', 'Top of Information Store'),
  folder(3, 2, 'calendar', 'Calendar', 'calendar'),
  folder(4, 2, 'deleteditems', 'Deleted Items'),
  folder(5, 2, 'inbox', 'Inbox'),
  folder(6, 2, 'sentitems', 'Sent Items'),
  folder(7, 2, 'drafts', 'Drafts'),
  folder(8, 2, 'outbox', 'Outbox'),
  folder(9, 2, 'contacts', 'Contacts', 'contacts'),
  folder(10, 2, 'tasks', 'Tasks', 'tasks'),
  folder(11, 2, 'journal', 'Journal', 'journal'),
  folder(12, 2, 'notes', 'Notes', 'notes'),
  folder(13, 2, 'junkemail', 'Junk Email'),
  folder(14, 1, 'searchfolders', 'Finder'),
  folder(15, 1, 'recoverableitemsroot', 'Recoverable Items'),
  folder(16, 15, 'recoverableitemsdeletions', 'Deletions'),
  folder(17, 15, 'recoverableitemspurges', 'Purges'),
];
