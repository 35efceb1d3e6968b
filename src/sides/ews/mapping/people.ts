import type { Participant, ParticipantAnswer, ParticipantRole } from '../../../model/participant.ts';
import type { PropertyUri, PropertyWrite } from '../properties.ts';
import { child, descend, flagOf, textOf, wordOf, type XmlElement } from '../xml-element.ts';
import { tag, textTag } from '../xml-writer.ts';

const ANSWERS: ReadonlyMap<string, ParticipantAnswer> = new Map([
  ['Accept', 'accepted'],
  // The organiser has not been asked, but comes.
  ['Organizer', 'accepted'],
  ['Tentative', 'tentative'],
  ['Decline', 'declined'],
]);

const LISTS: readonly { element: string; uri: PropertyUri; role: ParticipantRole }[] = [
  { element: 'RequiredAttendees', uri: 'calendar:RequiredAttendees', role: 'required' },
  { element: 'OptionalAttendees', uri: 'calendar:OptionalAttendees', role: 'optional' },
  { element: 'Resources', uri: 'calendar:Resources', role: 'resource' },
];

/** Attendees sorted by address; a guest's copy names the organiser among them, who else would be nowhere. */
export function readParticipants(item: XmlElement): Participant[] {
  const listed = LISTS.flatMap(({ element, role }) =>
    (descend(item, element)?.children ?? []).flatMap((attendee) => readAttendee(attendee, role)),
  );
  const organizer = isGuestCopy(item) ? readOrganizer(item) : [];
  const byAddress = new Map<string, Participant>();
  for (const one of [...listed, ...organizer]) {
    const key = one.address || `name:${one.name}`;
    if (!byAddress.has(key)) byAddress.set(key, one);
  }
  return [...byAddress.values()].sort(
    (one, other) => compare(one.address, other.address) || compare(one.name, other.name),
  );
}

function compare(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

function readAttendee(attendee: XmlElement, role: ParticipantRole): Participant[] {
  const answer = ANSWERS.get(wordOf(attendee, 'ResponseType') ?? '') ?? 'none';
  return readMailbox(child(attendee, 'Mailbox'), role, answer);
}

function readOrganizer(item: XmlElement): Participant[] {
  return readMailbox(descend(item, 'Organizer', 'Mailbox'), 'required', 'accepted');
}

function readMailbox(
  mailbox: XmlElement | undefined,
  role: ParticipantRole,
  answer: ParticipantAnswer,
): Participant[] {
  const written = wordOf(mailbox, 'EmailAddress') ?? '';
  const name = textOf(mailbox, 'Name')?.trim() ?? '';
  // Legacy names of the directory (`/o=…`) identify nobody outside Exchange.
  const address = written.includes('@') ? written.toLowerCase() : '';
  return address || name ? [{ address, name: name || address, role, answer }] : [];
}

/** The copy of somebody who was invited: bit 2 (received) of AppointmentState, or an answer of their own. */
export function isGuestCopy(item: XmlElement): boolean {
  const state = Number(wordOf(item, 'AppointmentState') ?? Number.NaN);
  if (Number.isInteger(state)) return (state & 2) !== 0;
  const mine = wordOf(item, 'MyResponseType');
  return flagOf(item, 'IsMeeting') && mine !== null && mine !== 'Organizer' && mine !== 'Unknown';
}

/** The three lists; an empty one is deleted. Answers belong to those who give them and are not written. */
export function writeParticipants(participants: readonly Participant[]): PropertyWrite[] {
  return LISTS.map(({ element, uri, role }) => {
    const attendees = participants.filter((one) => one.role === role && one.address).map(writeAttendee);
    return { uri, xml: attendees.length > 0 ? tag(`t:${element}`, {}, ...attendees) : null };
  });
}

function writeAttendee({ name, address }: Participant): string {
  const mailbox = [textTag('t:Name', name || address), textTag('t:EmailAddress', address)];
  return tag('t:Attendee', {}, tag('t:Mailbox', {}, ...mailbox, textTag('t:RoutingType', 'SMTP')));
}
