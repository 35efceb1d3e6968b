import type { FolderRecord } from '../mailbox-store/folder.ts';
import type { Mailbox } from '../mailbox-store/mailbox.ts';
import { EwsError } from './ews-error.ts';
import { accessibleMailbox, parseObjectId } from './item-lookup.ts';
import type { RequestContext } from './operations/operation.ts';
import { childOf, textOf, type XmlElement } from './xml-read.ts';
import { leaf } from './xml-write.ts';

export interface FoundFolder {
  readonly mailbox: Mailbox;
  readonly folder: FolderRecord;
}

/**
 * Finds the folder of a FolderId or DistinguishedFolderId element.
 * @param missing the code for a folder that is not there: ErrorFolderNotFound, or SyncFolderItems' own
 */
export function findFolder(
  element: XmlElement,
  context: RequestContext,
  missing = 'ErrorFolderNotFound',
): FoundFolder {
  if (element.name === 'DistinguishedFolderId') return distinguished(element, context);
  if (element.name !== 'FolderId')
    throw new EwsError('ErrorInvalidOperation', 'Address lists cannot be used here.');
  const id = parseObjectId(element);
  if (id.kind !== 'folder') {
    throw new EwsError(
      'ErrorCannotUseItemIdForFolderId',
      'Cannot use an item identifier where a folder identifier is needed.',
    );
  }
  const mailbox = accessibleMailbox(id.mailbox, context);
  const folder = id.replica === mailbox?.record.replica ? mailbox.folder(id.folder) : undefined;
  if (!mailbox || !folder)
    throw new EwsError(missing, 'The specified folder could not be found in the store.');
  return { mailbox, folder };
}

function distinguished(element: XmlElement, context: RequestContext): FoundFolder {
  const name = element.attributes.get('Id') ?? '';
  const mailbox = namedMailbox(childOf(element, 'Mailbox'), name, context);
  const folder = mailbox.distinguishedFolder(name);
  if (!folder) {
    throw new EwsError(
      'ErrorItemNotFound',
      `The specified object was not found in the store., Default folder ${name} not found.`,
    );
  }
  return { mailbox, folder };
}

/** The mailbox of a distinguished folder: the one named, or else the actor's own. */
function namedMailbox(element: XmlElement | undefined, folder: string, context: RequestContext): Mailbox {
  const address = textOf(element, 'EmailAddress');
  if (address === undefined) return ownMailbox(context);
  const mailbox = context.organization.directory.mailboxByAddress(address.trim());
  if (!mailbox) {
    throw new EwsError('ErrorNonExistentMailbox', 'The SMTP address has no mailbox associated with it.');
  }
  const { primaryAddress, guid } = mailbox.record;
  if (primaryAddress.toLowerCase() !== address.trim().toLowerCase()) throw nonPrimary(primaryAddress);
  if (guid !== context.mailbox?.record.guid) {
    throw new EwsError(
      'ErrorItemNotFound',
      `The specified object was not found in the store., Default folder ${folder} not found.`,
    );
  }
  return mailbox;
}

function ownMailbox(context: RequestContext): Mailbox {
  if (context.mailbox) return context.mailbox;
  const message =
    'When making a request as an account that does not have a mailbox, you must specify the mailbox primary SMTP address for any distinguished folder Ids.';
  throw new EwsError('ErrorMissingEmailAddress', message);
}

/** The error for a secondary address; it carries the primary one. */
export function nonPrimary(primaryAddress: string): EwsError {
  const message = 'The primary SMTP address must be specified when referencing a mailbox.';
  return new EwsError('ErrorNonPrimarySmtpAddress', message, [
    leaf('t:Value', primaryAddress, { Name: 'Primary' }),
  ]);
}
