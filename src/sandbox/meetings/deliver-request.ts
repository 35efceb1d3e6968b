import type { ItemContent } from '../mailbox-store/item.ts';
import type { Mailbox } from '../mailbox-store/mailbox.ts';
import { bookAutomatically } from './book-automatically.ts';
import { discard, findEntry, instancesOf, replaceEntry } from './entry.ts';
import { putIntoInbox } from './inbox.ts';
import type { Office } from './office.ts';
import { organizersFields, receivedEntry, updatedEntry } from './received-entry.ts';

/**
 * A request arrives: it lies in the Inbox, and the meeting is in the calendar at once, tentatively ([MS-OXWSMTGS]
 * 2.2.5.1, SendOnlyToAll: the meeting is created in each attendee's calendar). An older version than the one
 * that is there already changes nothing; whoever organizes the meeting does not invite themselves.
 * @returns the answer of a mailbox that answers by itself
 */
export function deliverRequest(office: Office, mailbox: Mailbox, content: ItemContent): ItemContent[] {
  const request = putIntoInbox(mailbox, { ...content, response: 'NoResponseReceived' });
  if (findEntry(mailbox, content.uid, 'organizer')) return [];
  if (!placeInCalendar(office, mailbox, content)) return [];
  return mailbox.record.automaticBooking ? bookAutomatically(office, mailbox, request) : [];
}

/**
 * Makes the calendar's entry what the request says.
 * @returns false when there was nothing to do
 */
export function placeInCalendar(office: Office, mailbox: Mailbox, content: ItemContent): boolean {
  const day = content.message?.day;
  const entry = findEntry(mailbox, content.uid, 'attendee', day);
  if (entry) {
    const isOutdated = entry.item.meetingSequence > content.meetingSequence;
    if (isOutdated && !entry.item.cancelled) return false;
    replaceEntry(entry, updatedEntry(entry.item, content), organizersFields, office.now);
    return true;
  }
  // The attendee has deleted this occurrence: it stays deleted while the series goes on.
  if (day !== undefined && findEntry(mailbox, content.uid, 'attendee')) return false;
  // The whole series takes the place of the days that its owner had of it.
  if (day === undefined) for (const instance of instancesOf(mailbox, content.uid)) discard(mailbox, instance);
  const instance = day === undefined ? {} : { instanceDay: day };
  const calendar = mailbox.distinguishedFolder('calendar');
  if (calendar) mailbox.create(calendar.number, [{ ...receivedEntry(content), ...instance }]);
  return true;
}
