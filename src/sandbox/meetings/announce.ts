import { isDeepStrictEqual } from 'node:util';
import type { Attendee, Body, Item, ItemContent } from '../mailbox-store/item.ts';
import type { Mailbox } from '../mailbox-store/mailbox.ts';
import { invited, keepAnswers, mapAttendees, unanswered, withoutThose } from './attendees.ts';
import { compose, type MessageParts, recipient } from './compose.ts';
import { ownershipOf } from './entry.ts';
import type { MeetingRequestType } from './meeting-message.ts';
import type { Office } from './office.ts';
import { keepSent, send } from './send.ts';
import type { Sending } from './sending.ts';

type Draft = { -readonly [Key in keyof ItemContent]: ItemContent[Key] };

/** Readies a new meeting for being sent: it remembers that it was. */
export function prepareNew(office: Office, draft: Draft, { audience }: Sending): void {
  draft.requestSent = audience !== 'none' && invited(office.organization.directory, draft).length > 0;
}

/**
 * Readies an organizer's change for being sent. An update to all is the meeting's next version ([MS-OXOCAL] 3.1.5.4),
 * and another time takes back the answers. Answers are never what a client says that they are.
 */
export function prepareUpdate(office: Office, draft: Draft, before: Item, { audience }: Sending): void {
  const { directory } = office.organization;
  Object.assign(draft, keepAnswers(directory, draft, before));
  if (ownershipOf(before) !== 'organizer' || audience === 'none') return;
  const isUpdate = audience === 'all' && before.requestSent;
  if (isUpdate) draft.meetingSequence = before.meetingSequence + 1;
  if (isUpdate && haveOtherTimes(before, draft)) Object.assign(draft, mapAttendees(draft, unanswered));
  draft.requestSent = before.requestSent || invited(directory, draft).length > 0;
}

/** Whether it takes place at another time, for a series on other days. */
function haveOtherTimes(before: ItemContent, after: ItemContent): boolean {
  const times = ({ start, end, allDay, series }: ItemContent) => ({
    start,
    end,
    allDay,
    rule: series?.rule ?? null,
  });
  return !isDeepStrictEqual(times(before), times(after));
}

/** Sends the requests for a new meeting. */
export function announceNew(office: Office, mailbox: Mailbox, meeting: Item, sending: Sending): void {
  if (sending.audience === 'none' || ownershipOf(meeting) !== 'organizer') return;
  const people = invited(office.organization.directory, meeting);
  post(office, mailbox, meeting, sending, { kind: 'request', to: people, requestType: 'NewMeetingRequest' });
}

/**
 * Sends what an update calls for: requests to those who joined, cancellations to those who left, and, when all are
 * to hear of it, the update to the others. An attendee's own changes are nobody else's business.
 */
export function announceUpdate(
  office: Office,
  mailbox: Mailbox,
  before: Item,
  after: Item,
  sending: Sending,
): void {
  if (sending.audience === 'none' || ownershipOf(before) !== 'organizer') return;
  const { directory } = office.organization;
  const present = invited(directory, after);
  const past = before.requestSent ? invited(directory, before) : [];
  const joined = withoutThose(directory, present, past);
  const stayed = sending.audience === 'all' ? withoutThose(directory, present, joined) : [];
  const update: MeetingRequestType = haveOtherTimes(before, after) ? 'FullUpdate' : 'InformationalUpdate';
  post(office, mailbox, after, sending, { kind: 'request', to: joined, requestType: 'NewMeetingRequest' });
  post(office, mailbox, after, sending, { kind: 'request', to: stayed, requestType: update });
  const left = withoutThose(directory, past, present);
  post(office, mailbox, after, sending, { kind: 'cancellation', to: left });
}

/** Whether a meeting that its organizer deletes has to be called off: nobody knows of one that was never sent. */
export function canBeCancelled(item: Item): boolean {
  return ownershipOf(item) === 'organizer' && !item.message && item.requestSent && !item.cancelled;
}

/** The content of a meeting that is called off: its last version ([MS-OXWSMTGS] 2.2.4.5, AppointmentState 5). */
export function calledOff<Content extends ItemContent>(content: Content): Content {
  return { ...content, cancelled: true, meetingSequence: content.meetingSequence + 1 };
}

/**
 * Sends the cancellations of a meeting that was called off.
 * @param note what the organizer says along with it; without it the message carries the meeting's own body
 */
export function announceCancellation(
  office: Office,
  mailbox: Mailbox,
  meeting: Item,
  sending: Sending,
  note?: Body,
): void {
  if (sending.audience === 'none') return;
  const to = invited(office.organization.directory, meeting);
  const said = note ? { ...meeting, body: note } : meeting;
  post(office, mailbox, said, sending, { kind: 'cancellation', to });
}

function post(
  office: Office,
  mailbox: Mailbox,
  meeting: Item,
  { saveCopy }: Sending,
  parts: MessageParts & { to: readonly Attendee[] },
): void {
  if (parts.to.length === 0) return;
  const content = compose(meeting, { ...parts, to: parts.to.map(recipient) });
  const importance = parts.kind === 'cancellation' ? 'High' : content.importance;
  const message = { ...content, importance, cancelled: parts.kind === 'cancellation' } as const;
  if (saveCopy) keepSent(mailbox, message);
  send(office, message);
}
