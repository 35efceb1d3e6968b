import type { ParticipantAnswer } from '../../../model/participant.ts';
import { descend, flagOf, wordOf, type XmlElement } from '../xml-element.ts';
import type { MappingContext } from './context.ts';
import { ATTENDEE_LISTS, addressIn, answerOf, isGuestCopy } from './people.ts';

/** Whether it has attendees, was received from another, or is marked as a meeting (bit 1 of AppointmentState). */
export function isMeeting(item: XmlElement): boolean {
  const hasAttendees = ATTENDEE_LISTS.some(
    ({ element }) => (descend(item, element)?.children ?? []).length > 0,
  );
  const state = Number(wordOf(item, 'AppointmentState') ?? 0);
  return hasAttendees || isGuestCopy(item) || flagOf(item, 'IsMeeting') || (state & 1) !== 0;
}

/**
 * Lower-case address of who organises a meeting; null for what is none. What the mailbox's user organises is theirs
 * whatever the item says: old items name them by a legacy name of the directory (`/o=…`). A guest's copy that has
 * only such a name is looked up among its attendees; where nobody there is that organiser it is null, since an
 * address that nobody has could be taken for that of another mailbox.
 */
export function organiserOf(item: XmlElement, { ownAddresses }: MappingContext): string | null {
  if (!isMeeting(item)) return null;
  const mailbox = descend(item, 'Organizer', 'Mailbox');
  const address = addressIn(mailbox);
  if (address) return address;
  if (!isGuestCopy(item)) return ownAddresses?.()[0] ?? null;
  const name = wordOf(mailbox, 'Name');
  const attendees = ATTENDEE_LISTS.flatMap(({ element }) => descend(item, element)?.children ?? []);
  const same = attendees.filter(
    (one) =>
      wordOf(one, 'ResponseType') === 'Organizer' ||
      (name !== null && wordOf(one, 'Mailbox', 'Name') === name),
  );
  const addresses = new Set(same.map((one) => addressIn(descend(one, 'Mailbox'))).filter(Boolean));
  return addresses.size === 1 ? ([...addresses][0] ?? null) : null;
}

/** What the mailbox's user answered to somebody else's meeting; null for what is their own. */
export function ownAnswerOf(item: XmlElement): ParticipantAnswer | null {
  return isGuestCopy(item) ? answerOf(wordOf(item, 'MyResponseType')) : null;
}
