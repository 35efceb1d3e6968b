import type { Item, ItemContent } from '../mailbox-store/item.ts';
import type { Mailbox } from '../mailbox-store/mailbox.ts';
import type { Office } from './office.ts';
import { keepSent, send } from './send.ts';

/** What becomes of a message (EWS reference, MessageDisposition). */
export type Disposition = 'SaveOnly' | 'SendOnly' | 'SendAndSaveCopy';

/**
 * Sends a message, keeps it, or both.
 * @returns the message in Drafts when it was only saved
 */
export function dispose(
  office: Office,
  mailbox: Mailbox,
  content: ItemContent,
  disposition: Disposition,
): Item | null {
  if (disposition === 'SaveOnly') {
    const drafts = mailbox.distinguishedFolder('drafts');
    const message = content.message && { ...content.message, isDraft: true };
    return (drafts && mailbox.create(drafts.number, [{ ...content, message }])[0]) ?? null;
  }
  if (disposition === 'SendAndSaveCopy') keepSent(mailbox, content);
  send(office, content);
  return null;
}
