import type { EntryPatch, SideEntry } from '../../model/calendar-entry.ts';
import type { Participant, ParticipantAnswer } from '../../model/participant.ts';

/** One mail that the memory mailbox sent. */
export interface MemoryMail {
  readonly kind: 'request' | 'cancellation' | 'answer';
  readonly to: string;
  /** Id of the entry that it is about. */
  readonly id: string;
  readonly answer?: ParticipantAnswer;
}

/** Invitations to a new entry. */
export function mailsOfCreate({ id, entry }: SideEntry): MemoryMail[] {
  return mailsTo('request', entry.participants, id);
}

/** What an update tells: all who take part, or only those who were added or removed where nothing else changed. */
export function mailsOfUpdate(before: SideEntry, after: SideEntry, patch: EntryPatch): MemoryMail[] {
  const { id, entry } = after;
  const left = without(before.entry.participants, entry.participants);
  const isPeopleOnly = Object.keys(patch).every((name) => name === 'participants');
  const told = isPeopleOnly ? without(entry.participants, before.entry.participants) : entry.participants;
  return [...mailsTo('request', told, id), ...mailsTo('cancellation', left, id)];
}

/** What a deletion tells: those who take part in the user's own meeting, or the organiser of somebody else's. */
export function mailsOfDelete(stands: SideEntry): MemoryMail[] {
  const { id, entry, isCancelled, standing } = stands;
  if (isCancelled) return [];
  if (standing === 'owner') return mailsTo('cancellation', entry.participants, id);
  return entry.ownAnswer === 'declined' ? [] : mailsOfAnswer(stands, 'declined');
}

/** The answer to somebody else's meeting. */
export function mailsOfAnswer({ id, organiser }: SideEntry, answer: ParticipantAnswer): MemoryMail[] {
  return organiser ? [{ kind: 'answer', to: organiser, id, answer }] : [];
}

function mailsTo(kind: MemoryMail['kind'], people: readonly Participant[], id: string): MemoryMail[] {
  return people.filter(({ address }) => address).map(({ address }) => ({ kind, to: address, id }));
}

function without(people: readonly Participant[], others: readonly Participant[]): Participant[] {
  return people.filter(({ address }) => !others.some((other) => other.address === address));
}
