import { type Attendee, contentOf, type Item, type ItemContent } from '../mailbox-store/item.ts';
import type { Mailbox } from '../mailbox-store/mailbox.ts';
import { type AttendeeLists, attendeeLists, mapAttendees, personKey } from './attendees.ts';
import { findEntry, replaceEntry } from './entry.ts';
import { putIntoInbox } from './inbox.ts';
import type { Office } from './office.ts';

/**
 * An answer arrives at the organizer: the attendee's line in the meeting tells it from now on. An answer to an
 * older version than the organizer's is left in the Inbox only.
 */
export function deliverResponse(office: Office, mailbox: Mailbox, content: ItemContent): void {
  putIntoInbox(mailbox, { ...content, response: 'Organizer' });
  const entry = findEntry(mailbox, content.uid, 'organizer', content.message?.day);
  if (!entry || entry.item.meetingSequence > content.meetingSequence) return;
  const lists = withAnswer(office, entry.item, content);
  if (!lists) return;
  replaceEntry(entry, { ...contentOf(entry.item), ...lists }, ['calendar:RequiredAttendees'], office.now);
}

/**
 * Somebody who answers without having been invited by the organizer was forwarded the request: they join the
 * optional attendees, unless they decline.
 */
function withAnswer(office: Office, meeting: Item, content: ItemContent): AttendeeLists | null {
  const { directory } = office.organization;
  const { sender, answer } = content.message ?? {};
  if (!sender || !answer) return null;
  const key = personKey(directory, sender.address);
  const answered = (attendee: Attendee): Attendee => ({
    ...attendee,
    response: answer,
    respondedAt: office.now,
  });
  const isHere = (attendee: Attendee): boolean => personKey(directory, attendee.address) === key;
  if (attendeeLists.some((list) => meeting[list].some(isHere))) {
    return mapAttendees(meeting, (attendee) => (isHere(attendee) ? answered(attendee) : attendee));
  }
  if (answer === 'Decline') return null;
  const { required, optional, resources } = meeting;
  return { required, resources, optional: [...optional, answered({ ...sender, response: answer })] };
}
