import type { ItemContent } from '../mailbox-store/item.ts';
import type { Mailbox } from '../mailbox-store/mailbox.ts';
import { deliverCancellation } from './deliver-cancellation.ts';
import { deliverForwardNotification } from './deliver-forward-notification.ts';
import { deliverRequest } from './deliver-request.ts';
import { deliverResponse } from './deliver-response.ts';
import type { Office } from './office.ts';

/**
 * Puts a message into a mailbox and does what Exchange's calendar attendant does with it, before anybody has read
 * it.
 * @returns the messages that the mailbox sends by itself thereupon
 */
export function deliver(office: Office, mailbox: Mailbox, content: ItemContent): ItemContent[] {
  switch (content.message?.kind) {
    case 'request':
      return deliverRequest(office, mailbox, content);
    case 'response':
      deliverResponse(office, mailbox, content);
      break;
    case 'cancellation':
      deliverCancellation(office, mailbox, content);
      break;
    case 'forwardNotification':
      deliverForwardNotification(office, mailbox, content);
  }
  return [];
}
