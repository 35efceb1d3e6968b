import type { Activity, ParticipantContent, ParticipantStatus } from '../../model/activity.ts';
import type { Participant, ParticipantAnswer } from '../../model/participant.ts';
import type { Attendant, KnownPerson } from './activity-repository.ts';

const ANSWERS: Readonly<Record<ParticipantStatus, ParticipantAnswer>> = {
  Unknown: 'none',
  Invited: 'none',
  Accepted: 'accepted',
  Tentative: 'tentative',
  Declined: 'declined',
};

/** An answer as a participant's status. */
export const STATUSES: Readonly<Record<ParticipantAnswer, ParticipantStatus>> = {
  none: 'Invited',
  accepted: 'Accepted',
  tentative: 'Tentative',
  declined: 'Declined',
};

/**
 * Participants as an entry has them; somebody without an address cannot be told apart and stays behind. To who
 * takes part, the owner is one of the others, and they themselves are not.
 */
export function entryParticipants(activity: Activity, userId: string): readonly Participant[] {
  const isOwner = activity.ownerId === userId;
  const others = activity.participants
    .filter((participant) => participant.email !== '' && participant.userId !== userId)
    .map(
      ({ email, name, role, status }): Participant => ({
        address: email,
        name,
        role,
        answer: ANSWERS[status],
      }),
    );
  return isOwner ? others : [...others, ownerOf(activity)].sort(byAddress);
}

function ownerOf({ ownerEmail, ownerName }: Activity): Participant {
  return { address: ownerEmail, name: ownerName, role: 'required', answer: 'accepted' };
}

function byAddress(one: Participant, other: Participant): number {
  if (one.address !== other.address) return one.address < other.address ? -1 : 1;
  return one.name < other.name ? -1 : Number(one.name > other.name);
}

/** What a participant answered; null for the owner, whom nobody asks. */
export function ownAnswer(activity: Activity, userId: string): ParticipantAnswer | null {
  if (activity.ownerId === userId) return null;
  const own = activity.participants.find((participant) => participant.userId === userId);
  return own ? ANSWERS[own.status] : null;
}

/** A user as somebody who takes part, with their answer. */
export function userAsParticipant(
  { userId, name, email }: Attendant,
  answer: ParticipantAnswer,
): ParticipantContent {
  return {
    type: 'User',
    userId,
    name,
    email,
    phone: '',
    mobilePhone: '',
    role: 'required',
    status: STATUSES[answer],
  };
}

/** Who owned it until now, as somebody who takes part. */
export function formerOwner({ ownerId, ownerName, ownerEmail }: Activity, answer: ParticipantAnswer) {
  return userAsParticipant({ userId: ownerId, name: ownerName, email: ownerEmail }, answer);
}

/**
 * The participants of an activity after an entry's were written: users where the address is a user's. Who
 * has no address is not in any entry and therefore stays.
 */
export function participantContents(
  wanted: readonly Participant[],
  before: readonly ParticipantContent[],
  people: ReadonlyMap<string, KnownPerson>,
): readonly ParticipantContent[] {
  const known = new Map(before.map((participant) => [participant.email, participant]));
  const nameless = before.filter((participant) => participant.email === '');
  return [
    ...wanted.map((one) => contentOf(one, known.get(one.address), people.get(one.address))),
    ...nameless,
  ];
}

function contentOf(
  participant: Participant,
  before: ParticipantContent | undefined,
  person: KnownPerson | undefined,
): ParticipantContent {
  const { address, role, answer } = participant;
  const type = person ? 'User' : role === 'resource' ? 'Resource' : 'Other';
  return {
    // A contact stays a contact: the entry knows only the address.
    type: before && !person ? before.type : type,
    userId: person?.userId ?? null,
    name: participant.name || before?.name || person?.name || '',
    email: address.toLowerCase(),
    phone: before?.phone ?? '',
    mobilePhone: before?.mobilePhone ?? '',
    role,
    // "Unknown" and "Invited" are one answer in a calendar: what stood there stays.
    status: before && ANSWERS[before.status] === answer ? before.status : STATUSES[answer],
  };
}

/**
 * A guest's write: the list as they see it (without themselves, the owner among the others), and their own
 * answer. Neither the owner nor the guest leaves the activity by it.
 */
export function guestsContents(
  activity: Activity,
  userId: string,
  wanted: readonly Participant[] | undefined,
  answer: ParticipantAnswer | null | undefined,
  people: ReadonlyMap<string, KnownPerson>,
): readonly ParticipantContent[] {
  const own = activity.participants.filter((participant) => participant.userId === userId);
  const others = activity.participants.filter((participant) => participant.userId !== userId);
  const isOwner = ({ address }: Participant) =>
    address === activity.ownerEmail || people.get(address)?.userId === activity.ownerId;
  const contents = wanted
    ? participantContents(
        wanted.filter((one) => !isOwner(one)),
        others,
        people,
      )
    : others;
  return [...contents, ...own.map((participant) => answered(participant, answer))];
}

function answered(
  participant: ParticipantContent,
  answer: ParticipantAnswer | null | undefined,
): ParticipantContent {
  if (!answer || ANSWERS[participant.status] === answer) return participant;
  return { ...participant, status: STATUSES[answer] };
}
