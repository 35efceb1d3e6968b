import type { Item } from '../../mailbox-store/item.ts';
import { answerMeeting, entryOfRequest } from '../../meetings/answer-meeting.ts';
import { placeInCalendar } from '../../meetings/deliver-request.ts';
import { dispose } from '../../meetings/dispose.ts';
import { type Entry, ownershipOf } from '../../meetings/entry.ts';
import type { Answer, MeetingMessage } from '../../meetings/meeting-message.ts';
import { readDateTime } from '../date-time.ts';
import { EwsError } from '../ews-error.ts';
import { itemNotFound } from '../item-lookup.ts';
import { readNote } from '../response-parts.ts';
import { textOf, type XmlElement } from '../xml-read.ts';
import type { ResponseObject } from './response-object.ts';

/** The last word of the codes that tell which answer was refused. */
const words: Record<Answer, string> = { Accept: 'Accept', Tentative: 'Tentative', Decline: 'Decline' };
const wrongItem: Record<Answer, string> = {
  Accept: 'ErrorInvalidItemForOperationAcceptItem',
  Tentative: 'ErrorInvalidItemForOperationTentative',
  Decline: 'ErrorInvalidItemForOperationDeclineItem',
};

/**
 * AcceptItem, TentativelyAcceptItem and DeclineItem, of a request or of a calendar item.
 * @returns the calendar item as it is now, and the message when it was only saved; Exchange 2007 names neither (EWS
 *   reference, CreateItem operation (meeting request))
 * @throws EwsError ErrorCalendarIsOrganizerFor…, ErrorCalendarIsCancelledFor…, ErrorInvalidItemForOperation…,
 *   ErrorCalendarMeetingRequestIsOutOfDate
 */
export function answerItem(response: ResponseObject, answer: Answer): Item[] {
  const { element, reference, disposition, context } = response;
  const { mailbox } = reference;
  const isRequest = reference.item.message?.kind === 'request';
  const entry = isRequest ? entryForRequest(response) : entryForItem(response, answer);
  refuse(entry.item, answer);
  const given = {
    answer,
    body: readNote(element, 'Body') ?? null,
    proposal: readProposal(element, response),
  };
  const answered = answerMeeting(context, entry, isRequest ? reference.item : null, given);
  const draft = dispose(context, mailbox, answered.message, disposition);
  const kept = answered.entry && madeAnew(answered.entry, response);
  const server = context.organization.server.version;
  return server === '2007_SP1' ? [] : [kept, draft].filter((item) => item !== null);
}

/**
 * Exchange 2007 and 2010 delete the calendar item with every answer and make it anew, under another id (*Responding
 * to meeting invitations by using the EWS Managed API 2.0*). An occurrence stays in its series.
 */
function madeAnew(entry: Item, { reference: { mailbox }, context }: ResponseObject): Item {
  const isOld = ['2007_SP1', '2010'].includes(context.organization.server.version);
  const isInCalendar = mailbox.folder(entry.folder)?.distinguished === 'calendar';
  return isOld && isInCalendar && !entry.occurrence ? mailbox.move(entry, entry.folder) : entry;
}

function entryForItem({ reference }: ResponseObject, answer: Answer): Entry {
  const { mailbox, item, series } = reference;
  const isGone = mailbox.folder(item.folder)?.distinguished === 'deleteditems';
  const isAppointment = ownershipOf(item) === 'attendee' || item.required.length + item.optional.length > 0;
  if (item.message || isGone || !isAppointment) {
    throw new EwsError(wrongItem[answer], 'The operation is invalid for this kind of item.');
  }
  return { mailbox, item, stored: series?.master ?? item, day: series?.day ?? null };
}

/** A request whose entry somebody has deleted brings it back. */
function entryForRequest({ reference, context }: ResponseObject): Entry {
  const { mailbox, item: request } = reference;
  const known = entryOfRequest(mailbox, request);
  if (known && known.item.meetingSequence > request.meetingSequence) {
    throw new EwsError(
      'ErrorCalendarMeetingRequestIsOutOfDate',
      'The meeting request is out of date. Answer the newer one.',
    );
  }
  if (!known) placeInCalendar(context, mailbox, request);
  const entry = known ?? entryOfRequest(mailbox, request);
  if (!entry) throw itemNotFound();
  return entry;
}

function refuse(item: Item, answer: Answer): void {
  const word = words[answer];
  if (ownershipOf(item) === 'organizer') {
    throw new EwsError(
      `ErrorCalendarIsOrganizerFor${word}`,
      'The organizer cannot answer their own meeting.',
    );
  }
  if (item.cancelled) {
    throw new EwsError(`ErrorCalendarIsCancelledFor${word}`, 'The meeting has been cancelled.');
  }
}

function readProposal(element: XmlElement, { context }: ResponseObject): MeetingMessage['proposal'] {
  const start = textOf(element, 'ProposedStart');
  const end = textOf(element, 'ProposedEnd');
  if (start === undefined || end === undefined) return undefined;
  return { start: readDateTime(start, context.zone), end: readDateTime(end, context.zone) };
}
