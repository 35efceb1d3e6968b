import {
  type Body,
  type BusyStatus,
  contentOf,
  type Item,
  type ItemContent,
  type Recipient,
} from '../mailbox-store/item.ts';
import type { Mailbox } from '../mailbox-store/mailbox.ts';
import { type Master, occurrenceItem } from '../series/occurrences.ts';
import { compose } from './compose.ts';
import { discard, discardEntry, type Entry, findEntry, replaceEntry } from './entry.ts';
import type { Answer, MeetingMessage } from './meeting-message.ts';
import type { Office } from './office.ts';

/** An answer with what the attendee says along with it. */
export interface AnswerGiven {
  readonly answer: Answer;
  readonly body?: Body | null;
  readonly proposal?: MeetingMessage['proposal'];
}

/** What there is after an answer. */
export interface Answered {
  /** The entry: in the calendar, or in Deleted Items once declined; null for a declined occurrence. */
  readonly entry: Item | null;
  /** The message that tells the organizer, not sent yet. */
  readonly message: ItemContent;
}

/**
 * An attendee answers: their own entry takes the answer and its time, and a declined one goes to Deleted Items.
 * @param request the request that is answered; it goes to Deleted Items as well
 */
export function answerMeeting(
  office: Office,
  entry: Entry,
  request: Item | null,
  given: AnswerGiven,
): Answered {
  const { mailbox } = entry;
  const message = responseContent(mailbox, entry.item, given);
  const isDeclinedOccurrence = given.answer === 'Decline' && entry.day !== null;
  const kept = isDeclinedOccurrence
    ? discardEntry(entry)
    : withAnswer(office, entry, given.answer, intendedStatus(mailbox, entry.item, request));
  if (request) discard(mailbox, request);
  return { entry: kept, message };
}

function withAnswer(office: Office, entry: Entry, answer: Answer, intended: BusyStatus): Item {
  const { mailbox, day } = entry;
  const answered: ItemContent = {
    ...contentOf(entry.item),
    modifiedBy: mailbox.record.displayName,
    response: answer,
    respondedAt: office.now,
    busyStatus: statusAfter(answer, intended),
  };
  const stored = replaceEntry(entry, answered, ['calendar:LegacyFreeBusyStatus'], office.now);
  if (day !== null) return occurrenceItem(stored as Master, day);
  return answer === 'Decline' ? discard(mailbox, stored) : stored;
}

function responseContent(mailbox: Mailbox, entry: Item, given: AnswerGiven): ItemContent {
  const me: Recipient = { name: mailbox.record.displayName, address: mailbox.record.primaryAddress };
  const { answer, proposal, body = null } = given;
  const parts = { kind: 'response', sender: me, from: me, to: [entry.organizer], answer } as const;
  const composed = compose(entry, { ...parts, ...(proposal ? { proposal } : {}) });
  return { ...composed, response: answer, body, reminderSet: false };
}

/** How the organizer wants the time to show: only the request says it, since the entry is tentative. */
function intendedStatus(mailbox: Mailbox, entry: Item, request: Item | null): BusyStatus {
  const known = request?.message ?? newestRequest(mailbox, entry.uid)?.message;
  return known?.intendedBusyStatus ?? (entry.busyStatus === 'Free' ? 'Free' : 'Busy');
}

function newestRequest(mailbox: Mailbox, uid: string): Item | undefined {
  const places = ['inbox', 'deleteditems'].flatMap((name) => mailbox.distinguishedFolder(name) ?? []);
  const requests = places
    .flatMap((folder) => [...mailbox.itemsOf(folder.number)])
    .filter((item) => item.uid === uid && item.message?.kind === 'request');
  return requests.sort((one, other) => other.meetingSequence - one.meetingSequence)[0];
}

function statusAfter(answer: Answer, intended: BusyStatus): BusyStatus {
  if (answer === 'Accept') return intended;
  return answer === 'Tentative' && intended !== 'Free' ? 'Tentative' : 'Free';
}

/** The entry that a request is about, in the calendar of the mailbox that received it. */
export function entryOfRequest(mailbox: Mailbox, { uid, message }: Item): Entry | null {
  return findEntry(mailbox, uid, 'attendee', message?.day);
}
