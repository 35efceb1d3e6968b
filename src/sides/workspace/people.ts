import type { Activity, ParticipantContent, ParticipantStatus } from '../../model/activity.ts';
import type { Participant, ParticipantAnswer } from '../../model/participant.ts';
import type { KnownPerson } from './activity-repository.ts';

const ANSWERS: Readonly<Record<ParticipantStatus, ParticipantAnswer>> = {
  Unknown: 'none',
  Invited: 'none',
  Accepted: 'accepted',
  Tentative: 'tentative',
  Declined: 'declined',
};

const STATUSES: Readonly<Record<ParticipantAnswer, ParticipantStatus>> = {
  none: 'Invited',
  accepted: 'Accepted',
  tentative: 'Tentative',
  declined: 'Declined',
};

/** Participants as an entry has them; somebody without an address cannot be told apart and stays behind. */
export function entryParticipants(activity: Activity): readonly Participant[] {
  return activity.participants
    .filter((participant) => participant.email !== '')
    .map(({ email, name, role, status }) => ({ address: email, name, role, answer: ANSWERS[status] }));
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

/** A guest's write: of all participants, only the user's own answer is theirs to change. */
export function withOwnAnswer(
  activity: Activity,
  userId: string,
  wanted: readonly Participant[],
): readonly ParticipantContent[] {
  const answers = new Map(wanted.map((one) => [one.address, one.answer]));
  return activity.participants.map((participant) => {
    const answer = participant.userId === userId ? answers.get(participant.email) : undefined;
    return answer && answer !== ANSWERS[participant.status]
      ? { ...participant, status: STATUSES[answer] }
      : participant;
  });
}
