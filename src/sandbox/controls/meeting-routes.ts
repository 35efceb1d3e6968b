import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { itemId } from '../ews/ids.ts';
import { contentOf, type Item, type ItemContent } from '../mailbox-store/item.ts';
import type { Mailbox } from '../mailbox-store/mailbox.ts';
import { calledOff } from '../meetings/announce.ts';
import { compose } from '../meetings/compose.ts';
import { findEntry } from '../meetings/entry.ts';
import type { Mail } from '../meetings/mail-log.ts';
import type { Office } from '../meetings/office.ts';
import { receive } from '../meetings/send.ts';
import { mailboxOf } from './mailbox-routes.ts';
import { invitation, outsideMeeting, person } from './meeting-body.ts';
import { type ControlCall, ControlError, type ControlRoute } from './route.ts';

const answer = z.strictObject({
  attendee: person,
  uid: z.string().min(1),
  answer: z.enum(['Accept', 'Tentative', 'Decline']),
  /** The version of the meeting that is answered; the newest unless told. */
  sequence: z.number().int().min(0).optional(),
  body: z.strictObject({ type: z.enum(['Text', 'HTML']), content: z.string() }).optional(),
});

/** Controls of mails, and of people outside of the server who organize meetings or are invited to them. */
export const meetingRoutes: readonly ControlRoute[] = [
  {
    method: 'GET',
    path: '/sandbox/mails',
    handle: ({ query, services }) =>
      services.organization.mails.since(Number(query.get('since') ?? 0)).map(showMail),
  },
  {
    method: 'POST',
    path: '/sandbox/mailboxes/:address/invitations',
    handle: (call) => invite(call),
  },
  {
    method: 'POST',
    path: '/sandbox/mailboxes/:address/answers',
    handle: (call) => answerFromOutside(call),
  },
];

function showMail({ at, start, ...mail }: Mail): object {
  const begin = start === undefined ? {} : { start: new Date(start).toISOString() };
  return { ...mail, ...begin, at: new Date(at).toISOString() };
}

function officeOf({ services }: ControlCall): Office {
  return { organization: services.organization, now: services.clock.now() };
}

function requireOutsider(office: Office, address: string): void {
  if (!office.organization.directory.mailboxByAddress(address)) return;
  throw new ControlError(409, `${address} has a mailbox here: send the meeting from it`);
}

function invite(call: ControlCall): object {
  const mailbox = mailboxOf(call);
  const office = officeOf(call);
  const wanted = invitation.parse(call.body);
  const known = wanted.uid ? (findEntry(mailbox, wanted.uid, 'attendee')?.item ?? null) : null;
  if (wanted.cancel && !known) throw new ControlError(404, 'There is no meeting with this uid to cancel');
  const meeting = outsideMeeting(wanted, mailbox, known, office.now);
  requireOutsider(office, meeting.organizer.address);
  const content = wanted.cancel ? cancellation(known ?? meeting, mailbox) : request(meeting, known, mailbox);
  office.organization.atomically(() => receive(office, mailbox, content));
  const entry = findEntry(mailbox, meeting.uid, 'attendee')?.item;
  return {
    uid: meeting.uid,
    sequence: content.meetingSequence,
    ...(entry ? { id: itemId(mailbox.record, entry) } : {}),
  };
}

function me({ record }: Mailbox) {
  return { name: record.displayName, address: record.primaryAddress };
}

function cancellation(known: Item, mailbox: Mailbox): ItemContent {
  return compose(calledOff(known), { kind: 'cancellation', to: [me(mailbox)] });
}

function request(meeting: Item, known: Item | null, mailbox: Mailbox): ItemContent {
  const update = known && sameTimes(meeting, known) ? 'InformationalUpdate' : 'FullUpdate';
  const requestType = known ? update : 'NewMeetingRequest';
  return compose(meeting, { kind: 'request', to: [me(mailbox)], requestType });
}

function sameTimes(one: Item, other: Item): boolean {
  const times = ({ start, end, allDay, series }: Item) => ({ start, end, allDay, rule: series?.rule });
  return isDeepStrictEqual(times(one), times(other));
}

function answerFromOutside(call: ControlCall): object {
  const mailbox = mailboxOf(call);
  const office = officeOf(call);
  const { attendee, uid, answer: given, body, sequence } = answer.parse(call.body);
  requireOutsider(office, attendee.address);
  const meeting = findEntry(mailbox, uid, 'organizer')?.item;
  if (!meeting) throw new ControlError(404, 'There is no meeting of this mailbox with this uid');
  const parts = {
    kind: 'response',
    sender: attendee,
    from: attendee,
    to: [me(mailbox)],
    answer: given,
  } as const;
  const meetingSequence = sequence ?? meeting.meetingSequence;
  const content = { ...compose(meeting, parts), body: body ?? null, meetingSequence };
  office.organization.atomically(() => receive(office, mailbox, content));
  const { required, optional, resources } = contentOf(findEntry(mailbox, uid, 'organizer')?.item ?? meeting);
  return { uid, required, optional, resources };
}
