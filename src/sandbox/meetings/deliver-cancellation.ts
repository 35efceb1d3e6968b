import { contentOf, type ItemContent } from '../mailbox-store/item.ts';
import type { Mailbox } from '../mailbox-store/mailbox.ts';
import { cancelledSubject } from './compose.ts';
import { discard, discardEntry, findEntry, replaceEntry } from './entry.ts';
import { putIntoInbox } from './inbox.ts';
import type { Office } from './office.ts';

/**
 * A cancellation arrives: the entry stays in the calendar, marked and free, until its owner removes it
 * ([MS-OXWSMTGS] 2.2.4.5, AppointmentState 7). A room forgets it at once.
 */
export function deliverCancellation(office: Office, mailbox: Mailbox, content: ItemContent): void {
  const message = putIntoInbox(mailbox, { ...content, response: 'NoResponseReceived' });
  const entry = findEntry(mailbox, content.uid, 'attendee', content.message?.day);
  if (!entry || entry.item.meetingSequence > content.meetingSequence) return;
  if (mailbox.record.automaticBooking) {
    discardEntry(entry);
    discard(mailbox, message);
    return;
  }
  const cancelled: ItemContent = {
    ...contentOf(entry.item),
    modifiedBy: content.organizer.name,
    subject: cancelledSubject(entry.item.subject),
    busyStatus: 'Free',
    cancelled: true,
    meetingSequence: content.meetingSequence,
  };
  replaceEntry(entry, cancelled, ['item:Subject', 'calendar:LegacyFreeBusyStatus'], office.now);
}
