import { EwsError } from '../ews/ews-error.ts';
import type { ItemContent, Recipient } from '../mailbox-store/item.ts';
import type { Mailbox } from '../mailbox-store/mailbox.ts';
import { deliver } from './deliver.ts';
import type { Office } from './office.ts';

/** Sends a message to each of its recipients: into mailboxes of this server at once, others only into the log. */
export function send(office: Office, content: ItemContent): void {
  for (const to of content.message?.to ?? []) sendTo(office, content, to);
}

function sendTo(office: Office, content: ItemContent, to: Recipient): void {
  const { organization, now, caller } = office;
  const { message, subject, location, start, uid, meetingSequence } = content;
  if (!message) return;
  const mailbox = organization.directory.mailboxByAddress(to.address);
  organization.recordMail({
    at: now,
    kind: message.kind,
    from: message.sender,
    ...(caller ? { sentBy: caller.principalName } : {}),
    to: { name: to.name, address: to.address },
    subject,
    location,
    start,
    uid,
    meetingSequence,
    ...(message.answer ? { answer: message.answer } : {}),
    delivery: mailbox ? 'mailbox' : 'outside',
  });
  if (mailbox) receive(office, mailbox, content);
}

/**
 * Delivers a message to one mailbox, and sends what the mailbox answers by itself. A message that the calendar cannot
 * take (a day of a series between neighbours that its owner has moved) stays in the Inbox for its reader.
 */
export function receive(office: Office, mailbox: Mailbox, content: ItemContent): void {
  for (const reply of delivered(office, mailbox, content)) send(office, reply);
}

function delivered(office: Office, mailbox: Mailbox, content: ItemContent): ItemContent[] {
  try {
    return deliver(office, mailbox, content);
  } catch (error) {
    if (error instanceof EwsError) return [];
    throw error;
  }
}

/** Keeps a copy in the sender's Sent Items. */
export function keepSent(mailbox: Mailbox, content: ItemContent): void {
  const folder = mailbox.distinguishedFolder('sentitems');
  if (!folder || !content.message) return;
  mailbox.create(folder.number, [{ ...content, message: { ...content.message, isRead: true } }]);
}
