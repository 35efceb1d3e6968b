import { contentOf, type ItemContent } from '../mailbox-store/item.ts';
import type { Mailbox } from '../mailbox-store/mailbox.ts';
import { invited, unanswered, withoutThose } from './attendees.ts';
import { findEntry, replaceEntry } from './entry.ts';
import { putIntoInbox } from './inbox.ts';
import type { Office } from './office.ts';

/**
 * The organizer hears that an attendee has forwarded the meeting, and the new people join the organizer's copy
 * (Microsoft Graph, event: forward). The message's optional attendees are those people.
 */
export function deliverForwardNotification(office: Office, mailbox: Mailbox, content: ItemContent): void {
  putIntoInbox(mailbox, { ...content, response: 'Organizer' });
  const entry = findEntry(mailbox, content.uid, 'organizer', content.message?.day);
  if (!entry) return;
  const { directory } = office.organization;
  const known = invited(directory, entry.item);
  const joined = withoutThose(directory, content.optional, known).map(unanswered);
  if (joined.length === 0) return;
  const optional = [...entry.item.optional, ...joined];
  const updated = { ...contentOf(entry.item), optional };
  replaceEntry(entry, updated, ['calendar:OptionalAttendees'], office.now);
}
