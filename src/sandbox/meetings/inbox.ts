import type { Item, ItemContent } from '../mailbox-store/item.ts';
import type { Mailbox } from '../mailbox-store/mailbox.ts';

/** Puts a message into the Inbox. */
export function putIntoInbox(mailbox: Mailbox, content: ItemContent): Item {
  const inbox = mailbox.distinguishedFolder('inbox');
  const [item] = inbox ? mailbox.create(inbox.number, [content]) : [];
  if (!item) throw new Error('The mailbox has no Inbox');
  return item;
}
