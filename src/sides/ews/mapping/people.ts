import type { Participant, ParticipantAnswer, ParticipantRole } from '../../../model/participant.ts';
import type { PropertyUri, PropertyWrite } from '../properties.ts';
import { child, descend, flagOf, textOf, wordOf, type XmlElement } from '../xml-element.ts';
import { tag, textTag } from '../xml-writer.ts';
import type { MappingContext } from './context.ts';

const ANSWERS: ReadonlyMap<string, ParticipantAnswer> = new Map([
  ['Accept', 'accepted'],
  // The organiser has not been asked, but comes.
  ['Organizer', 'accepted'],
  ['Tentative', 'tentative'],
  ['Decline', 'declined'],
]);

/** A word of ResponseType; Unknown, NoResponseReceived and no word at all say that nobody answered. */
export function answerOf(word: string | null): ParticipantAnswer {
  return ANSWERS.get(word ?? '') ?? 'none';
}

export const ATTENDEE_LISTS: readonly { element: string; uri: PropertyUri; role: ParticipantRole }[] = [
  { element: 'RequiredAttendees', uri: 'calendar:RequiredAttendees', role: 'required' },
  { element: 'OptionalAttendees', uri: 'calendar:OptionalAttendees', role: 'optional' },
  { element: 'Resources', uri: 'calendar:Resources', role: 'resource' },
];

/**
 * The other people, sorted by address: never the mailbox's own user. A guest's copy names the organiser among them,
 * as one who comes, in whichever list they stand.
 */
export function readParticipants(
  item: XmlElement,
  context: Pick<MappingContext, 'ownAddresses'>,
): Participant[] {
  const listed = ATTENDEE_LISTS.flatMap(({ element, role }) =>
    (descend(item, element)?.children ?? []).flatMap((attendee) => readAttendee(attendee, role)),
  );
  const isGuest = isGuestCopy(item);
  const organizer = readOrganizer(item);
  const own = new Set(context.ownAddresses?.() ?? []);
  // Whoever organises a meeting that was not received is the user, by whichever of their addresses.
  if (!isGuest) for (const { address } of organizer) own.add(address);
  const byAddress = new Map<string, Participant>();
  for (const one of [...(isGuest ? organizer : []), ...listed]) {
    const key = one.address || `name:${one.name}`;
    if (!byAddress.has(key) && !(one.address && own.has(one.address))) byAddress.set(key, one);
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
  return readMailbox(child(attendee, 'Mailbox'), role, answerOf(wordOf(attendee, 'ResponseType')));
}

function readOrganizer(item: XmlElement): Participant[] {
  return readMailbox(descend(item, 'Organizer', 'Mailbox'), 'required', 'accepted');
}

function readMailbox(
  mailbox: XmlElement | undefined,
  role: ParticipantRole,
  answer: ParticipantAnswer,
): Participant[] {
  const name = textOf(mailbox, 'Name')?.trim() ?? '';
  const address = addressIn(mailbox);
  return address || name ? [{ address, name: name || address, role, answer }] : [];
}

/** The SMTP address of a Mailbox element, lower-case; empty where it has none. */
export function addressIn(mailbox: XmlElement | undefined): string {
  const written = (wordOf(mailbox, 'EmailAddress') ?? '').replace(/^smtp:/i, '');
  // Legacy names of the directory (`/o=…`) identify nobody outside Exchange.
  return written.includes('@') && !written.startsWith('/') ? written.toLowerCase() : '';
}

/** The copy of somebody who was invited: bit 2 (received) of AppointmentState, or an answer of their own. */
export function isGuestCopy(item: XmlElement): boolean {
  const state = Number(wordOf(item, 'AppointmentState') ?? Number.NaN);
  if (Number.isInteger(state)) return (state & 2) !== 0;
  const mine = wordOf(item, 'MyResponseType');
  return flagOf(item, 'IsMeeting') && mine !== null && mine !== 'Organizer' && mine !== 'Unknown';
}

/** The three lists; an empty one is deleted. Answers belong to those who give them and are not written. */
export function writeParticipants(
  participants: readonly Participant[],
  context: Pick<MappingContext, 'ownAddresses'>,
): PropertyWrite[] {
  return ATTENDEE_LISTS.map(({ element, uri, role }) => {
    const attendees = invited(participants, role, context);
    return { uri, xml: attendees.length > 0 ? attendeeList(element, attendees) : null };
  });
}

/**
 * What brings the lists from one state to another. A list that differs in nothing but answers is not written, and
 * who joins is appended: a list that is set anew may lose the answers that the server has kept with it.
 */
export function changeParticipants(
  before: readonly Participant[],
  participants: readonly Participant[],
  context: Pick<MappingContext, 'ownAddresses'>,
): PropertyWrite[] {
  return ATTENDEE_LISTS.flatMap(({ element, uri, role }): PropertyWrite[] => {
    const [were, are] = [invited(before, role, context), invited(participants, role, context)];
    const joined = without(are, were);
    if (without(were, are).length > 0)
      return [{ uri, xml: are.length > 0 ? attendeeList(element, are) : null }];
    return joined.length > 0 ? [{ uri, xml: attendeeList(element, joined), isAppended: true }] : [];
  });
}

/** Those of one list who can be invited: they have an address, and it is not the user's own. */
function invited(
  participants: readonly Participant[],
  role: ParticipantRole,
  { ownAddresses }: Pick<MappingContext, 'ownAddresses'>,
): Participant[] {
  const own = ownAddresses?.() ?? [];
  return participants.filter((one) => one.role === role && one.address && !own.includes(one.address));
}

function without(people: readonly Participant[], others: readonly Participant[]): Participant[] {
  return people.filter(({ address }) => !others.some((other) => other.address === address));
}

function attendeeList(element: string, attendees: readonly Participant[]): string {
  return tag(`t:${element}`, {}, ...attendees.map(writeAttendee));
}

function writeAttendee({ name, address }: Participant): string {
  const mailbox = [textTag('t:Name', name || address), textTag('t:EmailAddress', address)];
  return tag('t:Attendee', {}, tag('t:Mailbox', {}, ...mailbox, textTag('t:RoutingType', 'SMTP')));
}
