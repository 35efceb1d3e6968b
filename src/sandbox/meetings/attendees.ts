import type { Directory } from '../mailbox-store/directory.ts';
import type { Attendee, ItemContent, Recipient } from '../mailbox-store/item.ts';

/** The three lists in which people and rooms are invited. */
export const attendeeLists = ['required', 'optional', 'resources'] as const;
export type AttendeeLists = Pick<ItemContent, (typeof attendeeLists)[number]>;

/** One name for everybody who shares a mailbox: any of its addresses is the same attendee. */
export function personKey(directory: Directory, address: string): string {
  return directory.mailboxByAddress(address)?.record.guid ?? address.trim().toLowerCase();
}

/** Who is invited, each once; the organizer needs no invitation, in whichever list they are. */
export function invited(directory: Directory, meeting: AttendeeLists & { organizer: Recipient }): Attendee[] {
  const people = new Map<string, Attendee>();
  for (const list of attendeeLists) {
    for (const one of meeting[list]) {
      const key = personKey(directory, one.address);
      if (!people.has(key)) people.set(key, one);
    }
  }
  people.delete(personKey(directory, meeting.organizer.address));
  return [...people.values()];
}

/** The people of one list who are not in another. */
export function withoutThose(
  directory: Directory,
  people: readonly Attendee[],
  others: readonly Attendee[],
): Attendee[] {
  const known = new Set(others.map(({ address }) => personKey(directory, address)));
  return people.filter(({ address }) => !known.has(personKey(directory, address)));
}

/** The same lists with every attendee changed. */
export function mapAttendees(
  meeting: AttendeeLists,
  change: (attendee: Attendee) => Attendee,
): AttendeeLists {
  const { required, optional, resources } = meeting;
  return {
    required: required.map(change),
    optional: optional.map(change),
    resources: resources.map(change),
  };
}

/** An attendee of whom no answer is known ([MS-OXWSMTGS] 2.2.5.11: Unknown until one comes). */
export function unanswered({ name, address }: Recipient): Attendee {
  return { name, address, response: 'Unknown' };
}

/** Attendees named anew by a client, with the answers that they have already given. */
export function keepAnswers(directory: Directory, now: AttendeeLists, before: AttendeeLists): AttendeeLists {
  const known = new Map(
    attendeeLists.flatMap((list) => before[list]).map((one) => [personKey(directory, one.address), one]),
  );
  return mapAttendees(now, (attendee) => {
    const { response, respondedAt } = known.get(personKey(directory, attendee.address)) ?? attendee;
    return { ...attendee, response, ...(respondedAt === undefined ? {} : { respondedAt }) };
  });
}
